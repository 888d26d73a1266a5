"""A profile that failed leaves nothing behind: after it, another sends what it sends on a fresh spawner."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from fake_api import FAILURES
from mounted import Mounted, Secrets
from pairs import all_pairs
from rendered import render, values

PLAIN = "--JupyterHub.spawner_class=kubespawner.KubeSpawner"
HUBS = {
    "nasty": (("nasty",), FAILURES),
    "nasty with own code": (("nasty", "own-code"), ("pod refused", "no answer")),
    # One volume for all homes: there is no claim to refuse.
    "realistic": (("realistic",), FAILURES[1:]),
}


def compared(names: tuple[str, ...], folder: Path, failures: tuple[str, ...], *traits: str) -> dict[str, Any]:
    content = values(names[0])
    for more in names[1:]:
        content["hub"] |= values(more)["hub"]
    mounted = Mounted(render(content, folder / "rendered"), folder / "root", Secrets())
    config = mounted.path("/usr/local/etc/jupyterhub/jupyterhub_config.py")
    command = [
        sys.executable,
        str(Path(__file__).parent / "pairs.py"),
        ",".join(failures),
        str(config),
        *traits,
    ]
    environment = {**os.environ, **mounted.environment()}
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("names, failures", HUBS.values(), ids=HUBS.keys())
def test_every_profile_is_fresh_after_every_failure_of_every_other(
    names: tuple[str, ...], failures: tuple[str, ...], tmp_path: Path
) -> None:
    with ThreadPoolExecutor() as pool:
        ours_soon = pool.submit(compared, names, tmp_path / "ours", failures)
        plain_soon = pool.submit(compared, names, tmp_path / "plain", failures[-1:], PLAIN)
    ours, plain = ours_soon.result(), plain_soon.result()
    print(f"{ours['pairs']} pairs; of plain KubeSpawner's {plain['pairs']}, {len(plain['differences'])} differ")
    # A profile alone sends what KubeSpawner sends ...
    assert {name: with_same_names(sent) for name, sent in ours["fresh"].items()} == {
        name: with_same_names(sent) for name, sent in plain["fresh"].items()
    }
    # ... no two send the same, or the comparison would be blind ...
    assert len({json.dumps(sent) for sent in ours["fresh"].values()}) >= len(ours["variants"]) - 4
    # ... nothing of one reaches another ...
    assert ours["differences"] == []
    # ... and this comparison does find what stays on a plain KubeSpawner.
    assert len(plain["differences"]) > plain["pairs"] / 10


def test_the_sequence_has_every_pair_once() -> None:
    names = ["a", "b", "c", "d"]
    assert sorted(pairwise(all_pairs(names))) == sorted(product(names, names))


def with_same_names(sent: dict[str, str]) -> dict[str, Any]:
    return {kind: json.loads(text) for kind, text in sent.items()}
