#!/usr/bin/env python3
"""Lays the schemas of kubernetes-validate out as kubeconform looks for them, for use without a network.

usage: kubeconform-schemas.py DIR MINOR...     e.g. DIR 28 37

Each kind becomes one file, DIR/v1.MINOR.0/<kind>-<group>-<version>.json, with the definitions that it reaches.
"""

import json
import sys
from pathlib import Path

from kubernetes_package import document, identities, reached


def file_name(api_version: str, kind: str) -> str:
    group, _, version = api_version.rpartition("/")
    parts = [kind, group.partition(".")[0], version]
    return "-".join(part.lower() for part in parts if part) + ".json"


def write(target: Path, minor: int) -> int:
    whole = document(minor)
    known = whole["$defs"]
    folder = target / f"v1.{minor}.0"
    folder.mkdir(parents=True)
    count = 0
    for name, definition in known.items():
        for api_version, kind in identities(definition):
            # DeleteOptions and the like belong to every group and are no objects.
            if {"apiVersion", "kind", "metadata"} <= definition.get("properties", {}).keys():
                # Without its dialect it would be read as an old draft, which ignores what stands beside a $ref.
                schema = {
                    "$schema": whole["$schema"],
                    "$ref": f"#/$defs/{name}",
                    "type": "object",
                    "$defs": {each: known[each] for each in reached({name}, known)},
                }
                (folder / file_name(api_version, kind)).write_text(json.dumps(schema, sort_keys=True))
                count += 1
    return count


def main(target: str, *minors: str) -> None:
    for minor in minors:
        print(f"Kubernetes 1.{minor}: {write(Path(target), int(minor))} kinds")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
