"""A rendered output folder: its objects, and the render command that makes one."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
VALUES = Path(__file__).parent / "values"
# Runs of tests at the same time have one each (test/hub/run).
NAMESPACE = os.environ.get("HUBSYNTH_TEST_NAMESPACE", "jupyter")

Object = dict[str, Any]


@dataclass(frozen=True)
class Rendered:
    """The objects of one hub, as `hubsynth render` wrote them."""

    folder: Path

    def objects(self, kind: str) -> list[Object]:
        """All objects of a kind."""
        found = []
        for path in sorted(self.folder.rglob("*.yaml")):
            for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
                if document and document.get("kind") == kind:
                    found.append(document)
        return found

    def object(self, kind: str, name: str) -> Object:
        """One object. Raises KeyError where there is none."""
        for each in self.objects(kind):
            if each["metadata"]["name"] == name:
                return each
        raise KeyError(f"{kind} {name} is not in {self.folder}")


def values(name: str) -> dict[str, Any]:
    """A values file of this folder."""
    return yaml.safe_load((VALUES / f"{name}.yaml").read_text(encoding="utf-8"))


def render(content: dict[str, Any], folder: Path) -> Rendered:
    """Renders values, with the fixes that differ from the chart, into a new folder."""
    folder.mkdir(parents=True)
    (folder / "values.yaml").write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    out = folder / "out"
    command = [
        "node",
        str(ROOT / "bin" / "hubsynth.js"),
        "render",
        "--fixed",
        "--values",
        str(folder / "values.yaml"),
    ]
    command += ["--name", "hub", "--namespace", NAMESPACE, "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Rendered(out)
