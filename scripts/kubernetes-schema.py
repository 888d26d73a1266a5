#!/usr/bin/env python3
"""Writes imports/kubernetes/schema.json: the structure of the Kubernetes kinds that a hub is made of.

usage: kubernetes-schema.py [--check]      --check writes nothing and ends with 1 when the file is stale

Needs the package of requirements.txt (`pip install --no-deps -r scripts/requirements.txt` is enough). All minor
versions from the oldest supported one on become one description; what differs carries the versions it is valid in.
One definition is one text, `field:type field:type ...`, which is small, and split only when it is needed:

    s string   b boolean   i int32   l int64   n number   q quantity   x integer or string   y base64   t time
    o any map  [T list of T   {T map of T   =a,b one of these texts   Name another definition
    !T required     T@30 since 1.30     T@-31 until 1.31     T@30-31 both     A@-28|B@29 its type changed
"""

import json
import re
import sys
from itertools import groupby
from pathlib import Path

from kubernetes_package import Schema, definitions, identities, minors, reached, source

OLDEST = 28
TARGET = Path(__file__).parent.parent / "imports" / "kubernetes" / "schema.json"

KINDS = {
    "v1": "Namespace ConfigMap Secret Service ServiceAccount PersistentVolume PersistentVolumeClaim Pod LimitRange "
    "ResourceQuota",
    "apps/v1": "Deployment StatefulSet DaemonSet",
    "autoscaling/v2": "HorizontalPodAutoscaler",
    "batch/v1": "Job CronJob",
    "networking.k8s.io/v1": "NetworkPolicy Ingress IngressClass",
    "node.k8s.io/v1": "RuntimeClass",
    "policy/v1": "PodDisruptionBudget",
    "rbac.authorization.k8s.io/v1": "Role RoleBinding ClusterRole ClusterRoleBinding",
    "scheduling.k8s.io/v1": "PriorityClass",
    "storage.k8s.io/v1": "StorageClass",
}
SCALARS = {"Quantity": "q", "IntOrString": "x", "Time": "t", "MicroTime": "t"}
INTEGERS = {"int32": "i", "int64": "l", None: "l"}


def short(name: str) -> str:
    return name.rpartition(".")[2]


def encode(schema: Schema, known: dict[str, Schema]) -> str:
    """The type in the letters above. An unknown form ends the script: silence would be a hole in the check."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if short(name) in SCALARS:
            return SCALARS[short(name)]
        return short(name) if "properties" in known[name] else encode(known[name], known)
    if "enum" in schema:
        return "=" + ",".join(schema["enum"])
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    match [each for each in types if each != "null"]:
        case ["string"]:
            return "y" if schema.get("format") == "byte" else "s"
        case ["integer"]:
            return INTEGERS[schema.get("format")]
        case ["boolean"]:
            return "b"
        case ["number"]:
            return "n"
        case ["array"]:
            return "[" + encode(schema["items"], known)
        case ["object"] if "properties" not in schema:
            values = schema.get("additionalProperties")
            return "{" + encode(values, known) if values else "o"
    raise SystemExit(f"no letter for {schema}")


def fields(definition: Schema, known: dict[str, Schema]) -> dict[str, str]:
    if definition.get("additionalProperties") is not False:
        raise SystemExit(f"a definition with fields of any name: {definition}")
    required = definition.get("required", [])
    return {
        name: ("!" if name in required else "") + encode(schema, known)
        for name, schema in definition["properties"].items()
    }


def versioned(by_minor: list[tuple[int, str | None]]) -> str:
    """One field through the versions. A first or last version that is an end of the range goes without saying."""
    first, last = by_minor[0][0], by_minor[-1][0]
    texts = []
    for text, run in groupby(by_minor, key=lambda each: each[1]):
        run_minors = [minor for minor, _ in run]
        since = "" if run_minors[0] == first else str(run_minors[0])
        until = "" if run_minors[-1] == last else f"-{run_minors[-1]}"
        if text is not None:
            texts.append(text + (f"@{since}{until}" if since or until else ""))
    return "|".join(texts)


def describe(name: str, versions: dict[int, dict[str, Schema]]) -> str:
    # A version without the definition says nothing about its fields: what refers to it carries the versions.
    has = {minor: fields(known[name], known) for minor, known in versions.items() if name in known}
    every = sorted(set().union(*has.values()))
    for text in every:
        if not re.fullmatch(r"[A-Za-z0-9_$-]+", text):
            raise SystemExit(f"{name} has a field named {text}")
    return " ".join(f"{each}:{versioned([(minor, has[minor].get(each)) for minor in has])}" for each in every)


def generate() -> str:
    supported = [minor for minor in minors() if minor >= OLDEST]
    if supported != list(range(OLDEST, supported[-1] + 1)):
        raise SystemExit(f"a version is missing: {supported}")
    versions = {minor: definitions(minor) for minor in supported}
    wanted = {(api, kind) for api, kinds in KINDS.items() for kind in kinds.split()}
    roots: dict[tuple[str, str], str] = {}
    names: set[str] = set()
    for minor, known in versions.items():
        here = {each: name for name, schema in known.items() for each in identities(schema) if each in wanted}
        if missing := wanted - here.keys():
            raise SystemExit(f"Kubernetes 1.{minor} does not have {sorted(missing)}")
        roots |= here
        names |= reached(set(here.values()), known)
    named: dict[str, str] = {}
    for name in sorted(names):
        if not any("properties" in known.get(name, {}) for known in versions.values()):
            continue
        if short(name) in named:
            raise SystemExit(f"two definitions are called {short(name)}")
        named[short(name)] = describe(name, versions)

    def lines(pairs: dict[str, str]) -> str:
        return ",\n".join(f"{json.dumps(key)}:{json.dumps(value)}" for key, value in sorted(pairs.items()))

    head = json.dumps({"source": source(), "oldest": OLDEST, "newest": supported[-1]}, indent=0)[:-2]
    kinds = {f"{api}/{kind}": short(name) for (api, kind), name in roots.items()}
    return f'{head},\n"kinds":{{\n{lines(kinds)}\n}},\n"definitions":{{\n{lines(named)}\n}}\n}}\n'


def main() -> None:
    text = generate()
    if TARGET.exists() and TARGET.read_text() == text:
        return
    if "--check" in sys.argv[1:]:
        raise SystemExit("imports/kubernetes/schema.json is stale: run scripts/kubernetes-schema.py")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text)


if __name__ == "__main__":
    main()
