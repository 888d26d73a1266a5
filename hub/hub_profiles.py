"""Profiles: which of them a user may start, and what a user's saved choice means today. Plain functions on lists.

A profile, a choice and an unlisted choice may carry `allow: {groups: [...], users: [...]}`; without it they are open to
all. A profile may carry `aliases`: the slugs under which users saved it before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slugify import slugify

Profile = dict[str, Any]

# What KubeSpawner and the pages that it renders need not know.
OURS = ("allow", "aliases")


@dataclass(frozen=True)
class Person:
    """Who asks for a server."""

    name: str
    groups: frozenset[str]


class Refused(Exception):
    """A choice that is not there, or not for this user. JupyterHub shows the message to the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.jupyterhub_message = message


def is_allowed(item: Mapping[str, Any], person: Person) -> bool:
    """Whether a profile or choice is open to a person. An empty `allow` opens it to nobody."""
    if "allow" not in item:
        return True
    allow = item["allow"] or {}
    return person.name in (allow.get("users") or []) or not person.groups.isdisjoint(allow.get("groups") or [])


def permitted(profiles: Sequence[Profile], person: Person) -> list[Profile]:
    """The profiles that a person may start, with the choices that are open to that person."""
    return [found for found in (_for(profile, person) for profile in profiles) if found is not None]


def _for(profile: Profile, person: Person) -> Profile | None:
    if not is_allowed(profile, person):
        return None
    mine = {key: value for key, value in profile.items() if key not in OURS}
    options = {}
    for name, option in (profile.get("profile_options") or {}).items():
        options[name] = _option(option, person)
        typed = (options[name].get("unlisted_choice") or {}).get("enabled")
        if option.get("choices") and not options[name].get("choices") and not typed:
            return None
    if options:
        mine["profile_options"] = options
    return mine


def _option(option: Mapping[str, Any], person: Person) -> Profile:
    mine = dict(option)
    if "choices" in option:
        mine["choices"] = {
            name: {key: value for key, value in choice.items() if key not in OURS}
            for name, choice in (option["choices"] or {}).items()
            if is_allowed(choice, person)
        }
    unlisted = option.get("unlisted_choice")
    if unlisted is not None:
        mine["unlisted_choice"] = {key: value for key, value in unlisted.items() if key not in OURS}
        if not is_allowed(unlisted, person):
            mine["unlisted_choice"]["enabled"] = False
    return mine


def renamed(options: Mapping[str, Any], profiles: Sequence[Profile]) -> dict[str, Any]:
    """A user's saved options with the slug that the chosen profile has now."""
    chosen = options.get("profile")
    if not isinstance(chosen, str) or any(slug_of(profile) == chosen for profile in profiles):
        return dict(options)
    for profile in profiles:
        if chosen in (profile.get("aliases") or []):
            return {**options, "profile": slug_of(profile)}
    return dict(options)


def slug_of(profile: Profile) -> str:
    """As KubeSpawner makes it where none is written: users' own code may make lists without slugs."""
    slug: str = profile["slug"] if "slug" in profile else slugify(profile["display_name"])
    return slug


def check(options: Mapping[str, Any], mine: Sequence[Profile]) -> None:
    """Raises Refused where options ask for more than the profiles that a person may start.

    `mine` is what KubeSpawner made of `permitted(...)`: with slugs and defaults. KubeSpawner looks at options only if
    a profile is named, and at none of the choices; both could be forged through the API.
    """
    if not mine:
        raise Refused("No profile is open to you. Ask the administrators of this hub.")
    slug = options.get("profile")
    profile = next((each for each in mine if (each["slug"] == slug if slug else each.get("default"))), None)
    if profile is None:
        raise Refused(f"There is no profile {slug!r}, or it is not open to you. Choose another one.")
    for name, option in (profile.get("profile_options") or {}).items():
        _check_option(options, name, option)


def _check_option(options: Mapping[str, Any], name: str, option: Mapping[str, Any]) -> None:
    typed: Any = options.get(f"{name}--unlisted-choice")
    choice: Any = options.get(name)
    if typed:
        unlisted = option.get("unlisted_choice") or {}
        pattern = unlisted.get("validation_regex")
        if not isinstance(typed, str) or not unlisted.get("enabled") or (pattern and not re.match(pattern, typed)):
            raise Refused(f"{name}: this value is not one that you may enter.")
    elif choice:
        known: Collection[str] = option.get("choices") or {}
        if not isinstance(choice, str) or choice not in known:
            raise Refused(f"{name}: there is no choice {choice!r}, or it is not open to you. Choose another one.")
