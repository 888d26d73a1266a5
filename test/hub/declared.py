"""What a declaration of profiles says about a start: refused, or a pod that looks so. Without hub/."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

Expected = dict[str, Any]

# Where a profile says nothing.
BASE: Expected = {"image": "registry.example.org/base:1", "limits": {}, "env": {"BASE": "kept"}, "node": {}}


def is_open(item: Mapping[str, Any], name: str, groups: Sequence[str]) -> bool:
    """Whether an item is for a person: no `allow`, or the person or a group of theirs stands in it."""
    if "allow" not in item:
        return True
    return name in item["allow"].get("users", []) or any(each in item["allow"].get("groups", []) for each in groups)


def expected(
    profiles: Sequence[Mapping[str, Any]], name: str, groups: Sequence[str], options: Mapping[str, Any]
) -> Expected | None:
    """The pod that somebody gets for options, or None where the start has to be refused."""
    mine = [each for each in profiles if is_open(each, name, groups)]
    asked = options.get("profile")
    if asked:
        profile = next((each for each in mine if asked == each["slug"] or asked in each.get("aliases", [])), None)
    else:
        profile = next((each for each in mine if each.get("default")), mine[0] if mine else None)
    if profile is None:
        return None
    overrides = [profile.get("kubespawner_override", {})]
    for key, option in profile.get("profile_options", {}).items():
        chosen = choice_of(option, options.get(key), options.get(f"{key}--unlisted-choice"), name, groups)
        if chosen is None:
            return None
        overrides.append(chosen)
    return looks(overrides, name)


def choice_of(
    option: Mapping[str, Any], chosen: Any, typed: Any, name: str, groups: Sequence[str]
) -> Mapping[str, Any] | None:
    """What one option adds, or None where it is refused."""
    unlisted = option.get("unlisted_choice", {})
    if typed:
        fits = isinstance(typed, str) and re.match(unlisted.get("validation_regex", ""), typed)
        if not fits or not unlisted.get("enabled") or not is_open(unlisted, name, groups):
            return None
        return {key: value.format(value=typed) for key, value in unlisted["kubespawner_override"].items()}
    # The first by name is the default where none is marked: as in the chart, maps have no order.
    mine = {key: value for key, value in sorted(option["choices"].items()) if is_open(value, name, groups)}
    if chosen:
        found = mine.get(chosen) if isinstance(chosen, str) else None
    else:
        found = next((each for each in mine.values() if each.get("default")), next(iter(mine.values())))
    return None if found is None else found.get("kubespawner_override", {})


def looks(overrides: Sequence[Mapping[str, Any]], name: str) -> Expected:
    """A pod after overrides, as far as the profiles of values/cluster.yaml change one."""
    pod = {key: dict(value) if isinstance(value, dict) else value for key, value in BASE.items()}
    for override in overrides:
        pod["image"] = override.get("image", pod["image"])
        if "mem_limit" in override:
            pod["limits"]["memory"] = str(int(override["mem_limit"][:-1]) * 1024**3)
        pod["limits"] |= override.get("extra_resource_limits", {})
        pod["env"] |= {key: value.format(username=name) for key, value in override.get("environment", {}).items()}
        pod["node"] |= override.get("node_selector", {})
    return pod
