"""What users' own hub code asks for: values, names of objects, secrets.

The functions are those that code written for Zero to JupyterHub imports. Values come from the ConfigMap `hub-values`,
profiles from `hub-spawn`, code from `hub`; a secret is a reference in all of them and is read from its file here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

# /usr/local/etc/jupyterhub: everything that is mounted for the hub lies below.
HOME = Path(__file__).parent


def get_config(key: str, default: Any = None) -> Any:
    """The value at a dotted path such as `singleuser.image.name`, secrets read from their files.

    A key that is there with the value null gives None; the default is for keys that are not there.
    """
    holder: Any = {"": values()}
    last = ""
    for part in key.split("."):
        value = holder[last]
        if not isinstance(value, dict) or part not in value:
            return default
        holder, last = value, part
    # In place: code that changes what it got counts on getting the same the next time.
    holder[last] = resolved(holder[last])
    return holder[last]


def set_config_if_not_none(section: Any, trait: str, key: str) -> None:
    """Sets a trait of a section of the configuration to the value of a key, unless that is missing or null."""
    value = get_config(key)
    if value is not None:
        setattr(section, trait, value)


def get_name(name: str) -> str:
    """The name of an object of the release by its short name: `get_name("singleuser")`."""
    return (HOME / "config" / name).read_text(encoding="utf-8")


def get_name_env(name: str, suffix: str = "") -> str:
    """A variable that Kubernetes sets for a Service of the release: `get_name_env("hub", "_SERVICE_PORT")`."""
    return os.environ[(get_name(name) + suffix).upper().replace("-", "_")]


def get_secret_value(key: str, *default: Any) -> Any:
    """A key of the user's existing Secret, else of the Secret `hub`, else the default.

    Raises KeyError where neither has it and no default is given.
    """
    for folder in ("existing-secret", "secret"):
        path = HOME / folder / key
        if path.exists():
            return path.read_text(encoding="utf-8")
    if default:
        return default[0]
    raise KeyError(f"neither existing-secret nor secret has the key {key}")


# ---- values ----------------------------------------------------------------


@lru_cache
def values() -> dict[str, Any]:
    """All values, with those of the user's existing Secret above them. References stay references."""
    own = document(HOME / "values" / "values.yaml") or {}
    singleuser = own.get("singleuser")
    if isinstance(singleuser, dict):
        singleuser.setdefault("profileList", profiles_as_written())
    hub = own.get("hub")
    if isinstance(hub, dict):
        hub.setdefault("extraConfig", document(HOME / "config" / "extra-config.yaml") or {})
    return joined(own, existing_values())


@lru_cache
def existing_values() -> dict[str, Any]:
    """`values.yaml` of the Secret that hub.existingSecret names; empty where there is none."""
    return document(HOME / "existing-secret" / "values.yaml") or {}


def profiles_as_written() -> list[Any]:
    """The profile list without the slugs that were worked out when the files were built."""
    derived = set(document(HOME / "spawn" / "derived-slugs.yaml") or [])
    return [
        {key: value for key, value in profile.items() if key != "slug"}
        if isinstance(profile, dict) and profile.get("slug") in derived
        else profile
        for profile in document(HOME / "spawn" / "profiles.yaml") or []
    ]


def document(path: Path) -> Any:
    """A YAML file, or None where there is none."""
    if not path.exists():
        return None
    with path.open(encoding="utf-8") as file:
        # Written in C it is ten times as fast, and this happens at every spawn.
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def joined(below: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Maps join key by key; anything else from above replaces what is below."""
    result = dict(below)
    for key, value in above.items():
        under = result.get(key)
        result[key] = joined(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return result


# ---- secrets ---------------------------------------------------------------


def resolved(value: Any) -> Any:
    """The value with secrets in place of their references; maps and lists stay the same objects."""
    if is_reference(value):
        return read_secret(value["secret"])
    if isinstance(value, dict):
        for key, inner in value.items():
            value[key] = resolved(inner)
    elif isinstance(value, list):
        value[:] = [resolved(each) for each in value]
    return value


def is_reference(value: Any) -> bool:
    """Whether a value is `{secret: {name, key}}`."""
    if not isinstance(value, dict) or list(value) != ["secret"]:
        return False
    place = value["secret"]
    return isinstance(place, dict) and isinstance(place.get("name"), str) and isinstance(place.get("key"), str)


def read_secret(place: Mapping[str, str]) -> str:
    """The text of a key of a Secret. A line end after it is not part of it.

    Keys of the Secret `hub` may come from the user's existing Secret instead, as with get_secret_value.
    """
    name, key = place["name"], place["key"]
    folders = [f"secret-refs/{name}"]
    if name == get_name("hub"):
        folders += ["existing-secret", "secret"]
    elif name == get_name("hub-existing-secret"):
        folders += ["existing-secret"]
    for folder in folders:
        path = HOME / folder / key
        if path.exists():
            return path.read_text(encoding="utf-8").rstrip("\r\n")
    raise KeyError(f"the Secret {name} has no key {key}, or is not mounted")
