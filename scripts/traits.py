#!/usr/bin/env python3
"""Writes imports/jupyterhub/traits.json: what a hub's configuration can say, as the pinned packages have it.

usage: traits.py [--check]      --check writes nothing and ends with 1 when the file is stale

Runs where hub/requirements.txt is installed. Each class has its bases (nearest first), the traits that it
defines (types: see trait_types.py), old names with what replaces each, and for spawners the traits that only
a profile can set. No text of the packages goes into the file.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from importlib.metadata import entry_points, packages_distributions, version
from pathlib import Path
from typing import Any

from trait_types import GROUPS, Type, cilogon_providers, type_of
from traitlets.config import Configurable, LoggingConfigurable, SingletonConfigurable

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "imports" / "jupyterhub" / "traits.json"
PINNED = ROOT / "hub" / "requirements.txt"

# Modules with classes that a hub's configuration may name; the last two hold classes that JupyterHub uses.
PACKAGES = [
    *("jupyterhub", "kubespawner", "oauthenticator", "dummyauthenticator", "firstuseauthenticator"),
    *("hmacauthenticator", "ldapauthenticator", "ltiauthenticator", "nativeauthenticator"),
    *("nullauthenticator", "tmpauthenticator", "jupyterhub_idle_culler", "jupyter_events", "traitlets"),
]
# Of the single-user server, of tests, or of an optional dependency that the hub has no use for.
SKIPPED = re.compile(
    r"jupyterhub\.singleuser|\.tests?\b|\.alembic|\.__main__|pytest|ipython"
    r"|^jupyter_events\.(?!logger)|^traitlets\.(?!config$|config\.(application|configurable))"
)
ROOTS = (Configurable, LoggingConfigurable, SingletonConfigurable)
DEPRECATED = re.compile(r"\s*(?:\[|pending )?deprecat|.*?\n?\s*\.\. deprecated::", re.IGNORECASE)
REPLACED_BY = re.compile(
    r"(?:use|in favou?r of|consider using)\s+(?::attr:)?`*(?:c\.)?((?:[A-Z]\w+\.)?[a-z]\w+)", re.IGNORECASE
)


def load() -> None:
    """Imports every module, so that all classes are there. One that cannot be imported ends the script."""
    for name in PACKAGES:
        package = importlib.import_module(name)
        below = getattr(package, "__path__", [])
        for module in pkgutil.walk_packages(below, f"{name}.", onerror=lambda _: None):
            if not SKIPPED.search(module.name):
                importlib.import_module(module.name)


def classes() -> list[Any]:
    """Every class of the packages with a configuration, JupyterHub's own first where two have one name."""
    found: set[Any] = set()
    todo: list[Any] = [Configurable]
    while todo:
        below = todo.pop().__subclasses__()
        todo.extend(below)
        found.update(each for each in below if each not in ROOTS and each.__module__.split(".")[0] in PACKAGES)
    public = [each for each in found if each.__name__[0] != "_" and not SKIPPED.search(each.__module__)]
    return sorted(public, key=lambda each: (each.__name__, each.__module__[:11] != "jupyterhub.", each.__module__))


def traits_of(cls: Any) -> dict[str, Type]:
    """The traits that the class defines itself."""
    found = {name: type_of(trait) for name, trait in cls.class_own_traits(config=True).items()}
    # A hook is called: a text would fail when it is.
    found.update({name: "null" for name, each in found.items() if each == "any" and name.endswith("_hook")})
    if "allowed_idps" in found:
        found["allowed_idps"] = cilogon_providers()
    return dict(sorted(found.items()))


def old_names(cls: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Old names of the class by what replaces each: another trait, `Class.trait`, or an empty text.

    First those that are still taken, then those that end the hub's start.
    """
    known = cls.class_traits(config=True)
    own = cls.class_own_traits(config=True)
    taken = {name: replacement(cls, trait.help) for name, trait in own.items() if DEPRECATED.match(trait.help or "")}
    removed: dict[str, str] = {}
    for table in ("_deprecated_oauth_aliases", "_deprecated_aliases"):
        for old, (new, _since, *same_type) in cls.__dict__.get(table, {}).items():
            if old in own:
                # The package refuses to move a value where the new trait takes another type.
                (taken if same_type in ([], [True]) else removed)[old] = new
    # KubeSpawner takes these though they are no traits. Old names of old names fail.
    renamed = cls.__dict__.get("_deprecated_traits", {}).items()
    taken.update({old: new for old, (new, *_since) in renamed if new in known})
    taken = {old: new for old, new in taken.items() if old not in removed}
    return dict(sorted(taken.items())), {old: removed.get(new, new) for old, new in sorted(removed.items())}


def replacement(cls: Any, text: str) -> str:
    """The trait that a help text sends its reader to."""
    name: str
    for name in REPLACED_BY.findall(text):
        owner, _, trait = name.rpartition(".")
        if not owner and trait in cls.class_traits(config=True):
            return trait
        for each in classes():
            if each.__name__ == owner and trait in each.class_traits(config=True):
                return trait if issubclass(cls, each) else name
    return ""


def described(cls: Any) -> dict[str, Any]:
    """One class, without what it has not."""
    bases = [each.__name__ for each in cls.__mro__[1:] if issubclass(each, Configurable) and each not in ROOTS]
    taken, removed = old_names(cls)
    found = {"bases": bases, "traits": traits_of(cls), "deprecated": taken, "removed": removed}
    if "Spawner" in (cls.__name__, *bases):
        own = cls.class_own_traits()
        only = [each for each, trait in own.items() if not trait.metadata.get("config") and each[0] != "_"]
        found["inProfiles"] = sorted(only)
    return {key: value for key, value in found.items() if value}


def names() -> dict[str, dict[str, str]]:
    """Short names (lower case) of classes: `authenticator_class: github`."""
    return {
        short: {each.name.lower(): each.load().__name__ for each in sorted(entry_points(group=group))}
        for group, short in GROUPS.items()
    }


def aliases() -> dict[str, str]:
    """Classes that a module offers under another name as well."""
    found = {}
    for module in [each for name, each in sorted(sys.modules.items()) if name.split(".")[0] in PACKAGES]:
        for name, cls in vars(module).items():
            if isinstance(cls, type) and issubclass(cls, Configurable) and cls.__name__ != name and name[0] != "_":
                found[name] = cls.__name__
    return dict(sorted(found.items()))


def service() -> dict[str, Type]:
    """The keys of a service."""
    from jupyterhub.services.service import Service

    return {name: type_of(trait) for name, trait in sorted(Service.class_traits(input=True).items())}


def versions() -> dict[str, str]:
    """The packages; an error where one is not the pinned one."""
    pinned = set(re.findall(r"^([\w.-]+==[\w.]+)", PINNED.read_text(), re.MULTILINE))
    found = {name: version(name) for package in PACKAGES for name in packages_distributions()[package]}
    wrong = [f"{name}=={each}" for name, each in found.items() if f"{name}=={each}" not in pinned]
    if wrong:
        raise SystemExit(f"{', '.join(wrong)} installed; hub/requirements.txt pins other versions")
    return dict(sorted(found.items()))


def lines(members: dict[str, Any]) -> str:
    compact = json.JSONEncoder(separators=(",", ":")).encode
    return ",\n".join(f"{compact(key)}:{compact(value)}" for key, value in members.items())


def generate() -> str:
    load()
    found: dict[str, Any] = {}
    for cls in classes():
        # Of two classes of one name, the second only adds what the first has not.
        other, first = described(cls), found.get(cls.__name__)
        both = other if first is None else {"traits": other.get("traits", {}) | first.get("traits", {})}
        found[cls.__name__] = {**(first or {}), **both}
    parts = {
        "packages": versions(),
        "modules": sorted(PACKAGES),
        "names": names(),
        "aliases": aliases(),
        "service": service(),
    }
    return f'{{\n{lines(parts)},\n"classes":{{\n{lines(found)}\n}}\n}}\n'


def main() -> None:
    text = generate()
    if TARGET.exists() and TARGET.read_text() == text:
        return
    if "--check" in sys.argv[1:]:
        raise SystemExit("imports/jupyterhub/traits.json is stale: run scripts/traits.py")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text)


if __name__ == "__main__":
    main()
