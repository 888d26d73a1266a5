"""Every kubectl command of the pages, on a hub that was applied as docs/install.md says, with one server in it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster import kubectl
from command import answer
from rendered import ROOT, Object

EXAMPLE = ROOT / "examples" / "everything"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands() -> list[str]:
    """In blocks and within lines, in the order of the pages."""
    found = [each.strip() for page in PAGES for each in re.findall(r"(?m)(?:^ *|`)(kubectl [^`\n]+)", page.read_text())]
    return list(dict.fromkeys(found))


COMMANDS = commands()
INSTALL = [each for each in COMMANDS if each.startswith("kubectl apply")]


def run(command: str) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(command)
    return subprocess.run(
        [os.environ.get("KUBECTL", program), *arguments], cwd=EXAMPLE, capture_output=True, text=True, check=False
    )


def create(*objects: Object) -> None:
    for each in objects:
        kubectl("create", "-f", "-", given=json.dumps(each))


def of_kind(api: str, kind: str, name: str, **more: object) -> Object:
    return {"apiVersion": api, "kind": kind, "metadata": {"name": name}, **more}


@pytest.fixture(scope="module")
def applied(cluster: object) -> Iterator[None]:
    """The hub, the server of alice with her claim, and what others bring: volumes, Secrets, a device plugin."""
    kubectl("label", "node", "node-0", "pool=cpu")
    create(of_kind("node.k8s.io/v1", "RuntimeClass", "nvidia", handler="nvidia"))
    create(of_kind("v1", "Namespace", "nvidia-device-plugin"))
    claim = {"namespace": "lab", "name": "hub-db-dir"}
    shape = {"capacity": {"storage": "1Gi"}, "accessModes": ["ReadWriteOnce"], "hostPath": {"path": "/nowhere"}}
    create(of_kind("v1", "PersistentVolume", "lab-db", spec={**shape, "claimRef": claim}))
    for command in INSTALL:
        done = run(command)
        assert done.returncode == 0, done.stderr
    for name in ("hub", "jupyterhub-oidc"):
        kubectl("-n", "lab", "create", "secret", "generic", name)
    store = of_kind("external-secrets.io/v1", "ClusterSecretStore", "pages")
    create({**store, "spec": {"provider": {"fake": {"data": [{"key": "a", "value": "b"}]}}}})
    labels = {"app.kubernetes.io/managed-by": "hubsynth"}
    volume = of_kind("v1", "PersistentVolume", "lab-homes", spec={**shape, "persistentVolumeReclaimPolicy": "Retain"})
    volume["metadata"]["labels"] = labels
    plugin = of_kind("v1", "Pod", "plugin", spec={"containers": [{"name": "a", "image": "lab/a:1"}]})
    plugin["metadata"]["namespace"] = "nvidia-device-plugin"
    report = answer("check", "hub", cwd=EXAMPLE)
    device = next(
        each
        for each in report["hubs"][0]["spawns"]
        if each["user"] == "alice" and each["pod"]["spec"].get("runtimeClassName")
    )
    for each in (device["claim"], device["pod"]):
        each["metadata"]["namespace"] = "lab"
    create(volume, device["claim"], device["pod"])
    kubectl("-n", "nvidia-device-plugin", "wait", "--for=create", "serviceaccount/default", "--timeout=30s")
    create(plugin)
    try:
        yield
    finally:
        kubectl("delete", "namespace", "lab", "nvidia-device-plugin", "--force")
        kubectl("label", "node", "node-0", "pool-")
        kubectl("delete", "pv", "lab-db", "lab-homes")
        kubectl("delete", "clustersecretstore", "pages")
        kubectl("delete", "runtimeclass", "nvidia")


@pytest.mark.parametrize("command", [each for each in COMMANDS if each not in INSTALL])
def test_it_does_what_the_page_says(applied: None, command: str) -> None:
    if " logs " in command:
        # No container runs here: that there is one of this name has to do.
        command, _, container = re.sub(" logs ", " get pods ", command).replace(" --previous", "").partition(" -c ")
        command += " -n lab" if " -n " not in command else ""
        assert container in run(f"{command} -o jsonpath='{{.items[*].spec.containers[*].name}}'").stdout.split()
        return
    if " delete " in command:
        command += " --dry-run=server"
    done = run(command)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() and "No resources found" not in done.stderr, done.stderr


def test_there_are_enough() -> None:
    assert len(COMMANDS) > 25 and len(INSTALL) == 3 and Path(EXAMPLE / "dist" / "lab").is_dir()
