"""The program hubsynth, run as users run it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from rendered import ROOT, Rendered


def hubsynth(*arguments: str, cwd: Path, given: str = "", preload: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a command, without variables that name a system or hold a credential. `preload`: a module for Node."""
    systems = ("VAULT_", "BAO_", "KUBECONFIG")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(systems)}
    command = ["node", *(["--require", preload] if preload else []), str(ROOT / "bin" / "hubsynth.js"), *arguments]
    return subprocess.run(command, cwd=cwd, input=given, capture_output=True, text=True, env=kept, check=False)


def answer(*arguments: str, cwd: Path, given: str = "") -> Any:
    """What a command says to a program. Fails on a fault of the program itself."""
    done = hubsynth(*arguments, "--json", cwd=cwd, given=given)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def project(folder: Path, config: str) -> Path:
    """A project with one hub."""
    (folder / "config").mkdir(parents=True, exist_ok=True)
    (folder / "config" / "lab.yaml").write_text(config, encoding="utf-8")
    return folder


def synth(folder: Path) -> Rendered:
    """The built output of a project's hub, which is called lab."""
    done = hubsynth("synth", cwd=folder)
    assert done.returncode == 0, done.stderr
    return Rendered(folder / "dist" / "lab")
