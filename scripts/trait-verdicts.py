#!/usr/bin/env python3
"""Writes test/values/trait-check/cases/verdicts.json: what real traits take, of a list of plain values.

usage: trait-verdicts.py [--check]      --check writes nothing and ends with 1 when the file is stale

Every trait of imports/jupyterhub/traits.json is asked about every value. Traits of one type have to
agree, or the type is too coarse; the written file then holds one of them for each type, with a text of `+`
(taken) and `-` (refused), one letter for each value. The test compares our own reading of the type with it.
"""

from __future__ import annotations

import json
import sys
import warnings
from typing import Any

from trait_types import type_of
from traitlets import HasTraits, TraitError
from traits import ROOT, classes, load

TARGET = ROOT / "test" / "values" / "trait-check" / "cases" / "verdicts.json"

# No floats without a fraction: JSON does not tell them from whole numbers.
VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 5, 10, 65536, 0.5, -0.25, 1.5, 2.75, 1e-7),
    *(
        "",
        "a",
        "text",
        "5",
        "0.5",
        "true",
        "null",
        "a b",
        "/",
        "/path",
        "https://h.example.org/x",
        "{username}",
    ),
    *(
        "1G",
        "2.5G",
        "512M",
        "64K",
        "1T",
        "2Gi",
        "2g",
        "1 G",
        " 1G",
        "1e3M",
        "-1G",
        "G",
        "1000",
        "1P",
        "1.G",
        ".5G",
        "+1G",
    ),
    *("DEBUG", "debug", "Debug", "INFO", "info", "WARN", "warn", "WARNING", "error", "ERROR", "critical"),
    *(
        "safe",
        "escape",
        "Safe",
        "auto",
        "http",
        "https",
        "HTTPS",
        "ftp",
        "insecure",
        "before_bind",
        "on_connect",
    ),
    *([], ["a"], ["a", "b"], [1], [True], [None], [["a"]], [{"a": 1}], ["a", 1], [{}], [1.5], ["", ""]),
    *(
        {},
        {"a": "b"},
        {"a": 1},
        {"a": None},
        {"a": True},
        {"a": {"b": 1}},
        {"a": {}},
        {"a": ["b"]},
        {"a": [1]},
        {"a": []},
    ),
    *({"a": [{}]}, {"a": "b", "c": 1}, {"a": {"b": "c"}}),
]


def takes(trait: Any, value: Any) -> bool:
    """As HasTraits.__set__ decides it, without the handlers of the class."""
    if value is None and trait.allow_none:
        return True
    try:
        trait._validate(HasTraits(), json.loads(json.dumps(value)))
    except (TraitError, TypeError, IndexError, ValueError):
        return False
    return True


def verdict(trait: Any) -> str:
    return "".join("+" if takes(trait, value) else "-" for value in VALUES)


def generate() -> str:
    load()
    found: dict[str, tuple[str, str]] = {}
    asked = 0
    for cls in classes():
        for name, trait in sorted(cls.class_own_traits(config=True).items()):
            described = type_of(trait)
            # Names of classes would import them.
            if isinstance(described, dict) and "name" in described:
                continue
            asked += len(VALUES)
            key = json.dumps(described)
            own = (f"{cls.__name__}.{name}", verdict(trait))
            first = found.setdefault(key, own)
            if first[1] != own[1]:
                raise SystemExit(f"{first[0]} and {own[0]} are both {key}, but take different values")
    print(f"{asked} questions, {len(found)} types", file=sys.stderr)
    rows = [f"{json.dumps(key)}: {json.dumps(text)}" for key, text in sorted(found.items())]
    lines = ",\n".join(rows)
    return f'{{\n"values": {json.dumps(VALUES)},\n"verdicts": {{\n{lines}\n}}\n}}\n'


def main() -> None:
    warnings.simplefilter("ignore")
    text = generate()
    if TARGET.exists() and TARGET.read_text() == text:
        return
    if "--check" in sys.argv[1:]:
        raise SystemExit(f"{TARGET.name} is stale: run scripts/trait-verdicts.py")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text)


if __name__ == "__main__":
    main()
