"""Login, start, JupyterLab in a real browser, the end of an idle server: on the rendered configuration."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from mounted import Mounted, Secrets
from processes import wait_for
from rendered import ROOT, render, values
from running_hub import NODE_MODULES, RunningHub

# Servers are processes of this machine. All else is as rendered.
LOCAL = """
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{home}/{{username}}"
c.SimpleLocalProcessSpawner.cmd = ["{lab}/jupyterhub-singleuser"]
c.SimpleLocalProcessSpawner.args = {args}
c.SimpleLocalProcessSpawner.ip = "127.0.0.1"
"""


@pytest.fixture
def secrets() -> Secrets:
    return Secrets()


@pytest.fixture
def local_hub(tmp_path: Path, secrets: Secrets) -> Iterator[RunningHub]:
    mounted = Mounted(render(values("local"), tmp_path / "rendered"), tmp_path / "root", secrets)
    args = ["--allow-root"] if os.getuid() == 0 else []
    config = LOCAL.format(home=tmp_path / "homes", lab=Path(os.environ["HUBSYNTH_LAB"]) / "bin", args=args)
    with RunningHub(mounted, tmp_path, {}, config) as running:
        yield running


def test_a_user_works_in_jupyterlab_and_is_culled_when_idle(local_hub: RunningHub, secrets: Secrets) -> None:
    token = secrets.text("hub", "hub.services.tester.apiToken")
    picture = ROOT / "build" / "test-hub-jupyterlab.png"
    picture.parent.mkdir(exist_ok=True)
    picture.unlink(missing_ok=True)

    def server() -> object:
        answer = local_hub.api("GET", "users/alice", token)
        return answer.json()["servers"].get("") if answer.ok else None

    command = ["node", str(Path(__file__).parent / "browser.cjs"), local_hub.public, "alice"]
    command += [secrets.text("login", "password"), str(picture)]
    environment = {**os.environ, "NODE_PATH": str(NODE_MODULES)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=180, check=False)
    assert done.returncode == 0, done.stderr + local_hub.process.tail()
    assert "JupyterLab" in done.stdout
    assert picture.stat().st_size > 10_000
    assert server(), "the server runs"
    wait_for("the idle server ends", lambda: server() is None, seconds=90, every=1)
    assert "Culling server alice" in local_hub.process.log.read_text(encoding="utf-8")
