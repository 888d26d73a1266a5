"""`hubsynth check hub`, as a user runs it: the command, the packages, real Pods."""

from __future__ import annotations

import json
import resource
import subprocess
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).parents[2] / "bin" / "hubsynth.js"

GOOD = """
name: lab
jupyterhub:
  hub:
    config:
      JupyterHub: { authenticator_class: github }
      GitHubOAuthenticator: { allow_all: true, client_secret: { secret: { name: oauth, key: secret } } }
    extraFiles:
      hello: { mountPath: /etc/lab/hello, stringData: hello }
      module: { mountPath: /usr/local/lib/python3.12/site-packages/labmodule.py, stringData: "LIMIT = 3" }
    extraConfig:
      own: |
        import labmodule
        assert open("/etc/lab/hello").read() == "hello\\n"
        assert c.GitHubOAuthenticator.client_secret
        c.KubeSpawner.cpu_limit = labmodule.LIMIT
        print("noise on stdout")
  singleuser:
    profileList:
      - { display_name: Small, default: true, kubespawner_override: { mem_limit: 2G, mem_guarantee: 2G } }
      - display_name: GPU
        allow: { groups: [staff] }
        kubespawner_override: { extra_resource_limits: { nvidia.com/gpu: "1" } }
        profile_options:
          image:
            display_name: Image
            choices:
              py: { display_name: Py, kubespawner_override: { image: "lab/py:1" } }
              r: { display_name: R, kubespawner_override: { image: "lab/r:1" } }
"""


def run(folder: Path, config: str, *more: str) -> tuple[int, str, str]:
    (folder / "config").mkdir()
    (folder / "config" / "lab.yaml").write_text(config)
    done = subprocess.run(
        ["node", str(PROGRAM), "check", "hub", *more], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_a_good_hub(tmp_path: Path) -> None:
    status, stdout, stderr = run(tmp_path, GOOD)
    assert (status, stderr) == (0, "")
    rows = [line.split() for line in stdout.splitlines()[2:]]
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        ("small", "-", "ok"),
        ("gpu", "-", "ok"),
        ("gpu", "image=r", "ok"),
    ]
    assert "nvidia.com/gpu: 1" in stdout
    assert list(tmp_path.iterdir()) == [tmp_path / "config"]


def test_the_report_for_programs_holds_every_pod(tmp_path: Path) -> None:
    status, stdout, _ = run(tmp_path, GOOD, "--json", "--user", "zoë")
    report: dict[str, Any] = json.loads(stdout)
    assert (status, report["ok"]) == (0, True)
    spawns = report["hubs"][0]["spawns"]
    assert "zoë" in {each["user"] for each in spawns}
    assert all(each["pod"]["spec"]["containers"][0]["resources"]["limits"]["cpu"] == 3.0 for each in spawns)
    names = {(each["user"], each["claim"]["metadata"]["name"]) for each in spawns}
    assert len({name for _, name in names}) == len({user for user, _ in names})


def test_it_takes_less_than_15_seconds_once_the_environment_is_there(tmp_path: Path) -> None:
    # Of work: other tests run at the same time.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(tmp_path, GOOD)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 15


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (("c.KubeSpawner.cpu_limit", "c.KubeSpawner.cpu_limitt"), "`cpu_limitt` not recognized by `KubeSpawner`"),
        (("c.KubeSpawner.cpu_limit", "c.Nobody.x"), "No class is called Nobody"),
        (("labmodule.LIMIT", "no_such_name"), "NameError"),
        (("labmodule.LIMIT", "'lots'"), "cpu_limit"),
        (("cpu_limit = labmodule.LIMIT", 'volumes = [{"name": "x", "nfss": {}}]'), "nfss"),
        (("import labmodule", "raise SystemExit(3)"), "JupyterHub does not take this configuration"),
        (
            ("c.KubeSpawner.cpu_limit = labmodule.LIMIT", 'c.KubeSpawner.pvc_name_template = "one"'),
            "belongs to two users",
        ),
        (
            ("c.KubeSpawner.cpu_limit = labmodule.LIMIT", "c.KubeSpawner.singleuser_uid = 1"),
            "singleuser_uid is deprecated",
        ),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, edit: tuple[str, str], message: str) -> None:
    status, _, stderr = run(tmp_path, GOOD.replace(*edit))
    assert status == 1, stderr
    assert message in stderr
    assert "config/lab.yaml:" in stderr


def test_a_login_that_may_let_nobody_in_is_told(tmp_path: Path) -> None:
    status, _, stderr = run(tmp_path, GOOD.replace("allow_all: true, ", ""))
    assert status == 0
    assert "warning HUB_CHECK: lab: No allow config found" in stderr


def test_a_profile_that_cannot_start_is_found_at_its_line(tmp_path: Path) -> None:
    config = GOOD.replace("mem_limit: 2G", "image_pull_secrets: 5")
    status, stdout, stderr = run(tmp_path, config)
    # Synthesis itself may know better, and refuse it.
    assert status in (1, 2)
    line = 1 + config[: config.index("image_pull_secrets")].count("\n")
    assert f"config/lab.yaml:{line}:" in stderr
    assert status == 2 or "14 failed" in stdout


def test_wrong_input(tmp_path: Path) -> None:
    status, _, stderr = run(tmp_path, "name: lab\njupyterhubb: {}\n")
    assert status == 2
    assert "SCHEMA_UNKNOWN_KEY" in stderr


def test_a_hub_that_is_not_there(tmp_path: Path) -> None:
    status, _, stderr = run(tmp_path, GOOD, "--hub", "other")
    assert status == 2
    assert "There is no hub called other" in stderr


def test_a_python_that_is_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUBSYNTH_PYTHON", "/bin/false")
    status, _, stderr = run(tmp_path, GOOD)
    assert status == 3
    assert "/bin/false is no Python 3.11 or newer" in stderr
