"""What plain data a trait takes, in the words of imports/jupyterhub/traits.json.

A word is a type: `string`, `boolean`, `integer`, `number`, `size` (bytes, or a text such as 2G), `any`,
`null`, or `nothing` for what cannot be written, such as a function. Else it is a map with one of these keys:

    enum   one of these values                     word   one of these texts, in any case
    integer, number   [lowest, highest], null where there is no limit
    list   [type of the items, fewest]             set    the same, of scalars
    map    [type of the keys, type of the values]  either one of these types
    row    a list with one item of each type
    name   a class, by its module or entry point   shape  {key: type}; "!" ends a key that has to be there
"""

from __future__ import annotations

import json
import math
from importlib.metadata import files
from pathlib import Path
from typing import Any

import traitlets
from jupyter_events.traits import Handlers
from jupyterhub.traitlets import ByteSpecification, Command, EntryPointType
from ruamel.yaml import YAML

Type = str | dict[str, Any]

# Types that are one word, the most special ones first.
WORDS: list[tuple[type, str]] = [
    (ByteSpecification, "size"),
    (traitlets.CUnicode, "any"),
    (traitlets.Unicode, "string"),
    (traitlets.Bool, "boolean"),
    (traitlets.Any, "any"),
]
GROUPS = {f"jupyterhub.{group}": group for group in ("authenticators", "spawners", "proxies")}


def type_of(trait: Any) -> Type:
    """The type of a trait. What is not known here cannot come from a file."""
    found = _plain(trait)
    if getattr(trait, "allow_none", False) and found != "any":
        return either([found, "null"])
    return found


def either(types: list[Type]) -> Type:
    """One of several types, without `nothing` and without a choice inside of a choice."""
    flat: list[Type] = []
    for each in types:
        inner = each["either"] if isinstance(each, dict) and "either" in each else [each]
        flat.extend(one for one in inner if one != "nothing" and one not in flat)
    if not flat:
        return "nothing"
    return "any" if "any" in flat else flat[0] if len(flat) == 1 else {"either": flat}


def _plain(trait: Any) -> Type:
    if isinstance(trait, traitlets.Union):
        return either([type_of(each) for each in trait.trait_types])
    if isinstance(trait, EntryPointType):
        return {"name": GROUPS[trait.entry_point_group]}
    if isinstance(trait, traitlets.CaselessStrEnum):
        return {"word": sorted(trait.values or [])}
    if isinstance(trait, traitlets.UseEnum):
        names = [each.name for each in trait.enum_class]
        scoped = [f"{trait.enum_class.__name__}.{name}" for name in names]
        values = sorted(each.value for each in trait.enum_class)
        return either([{"enum": [*sorted(names), *sorted(scoped), *values]}, "null"])
    if isinstance(trait, traitlets.Enum):
        return {"enum": sorted(trait.values or [], key=lambda each: (isinstance(each, str), each))}
    for kind, word in WORDS:
        if isinstance(trait, kind):
            return word
    if isinstance(trait, (traitlets.Int, traitlets.Float)):
        word = "integer" if isinstance(trait, traitlets.Int) else "number"
        limits = [_limit(trait.min), _limit(trait.max)]
        return word if limits == [None, None] else {word: limits}
    return _container(trait)


def _limit(value: float | None) -> float | None:
    return None if value is None or math.isinf(value) else value


def _container(trait: Any) -> Type:
    if isinstance(trait, traitlets.Dict):
        parts = (trait._key_trait, trait._value_trait)
        return {"map": ["any" if each is None else type_of(each) for each in parts]}
    if isinstance(trait, Handlers):
        return {"list": ["nothing", 0]}
    if not isinstance(trait, (traitlets.List, traitlets.Set, traitlets.Tuple)):
        return "nothing"
    if isinstance(trait, traitlets.Tuple):
        return {"row": [type_of(each) for each in trait._traits]}
    item = "any" if trait._trait is None else type_of(trait._trait)
    kind = "set" if isinstance(trait, traitlets.Set) else "list"
    found: Type = {kind: [item, trait._minlen]}
    return either(["string", found]) if isinstance(trait, Command) else found


def cilogon_providers() -> Type:
    """allowed_idps: the package checks it against a schema of its own when the hub starts."""
    found = [each for each in files("oauthenticator") or [] if each.name == "cilogon-schema.yaml"]
    if len(found) != 1:
        raise SystemExit("oauthenticator has no cilogon-schema.yaml any more: look at what allowed_idps takes now")
    schema = YAML(typ="safe").load(Path(str(found[0].locate())).read_text())
    return {"map": ["string", _shape(json.loads(json.dumps(schema)))]}


def _shape(schema: dict[str, Any]) -> Type:
    if "enum" in schema:
        return {"enum": schema["enum"]}
    if schema["type"] == "array":
        return {"list": [_shape(schema["items"]), 0]}
    if schema["type"] != "object":
        return str(schema["type"])
    required = schema.get("required", [])
    keys = schema["properties"].items()
    return {"shape": {key + ("!" if key in required else ""): _shape(each) for key, each in keys}}
