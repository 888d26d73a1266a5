"""Moving homes to another NFS server, on a real API server: no sync is refused, the old volume stays, and it goes only
on purpose."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from cluster import Cluster, kubectl
from command import hubsynth, project, synth
from processes import wait_for
from rendered import Object, Rendered

OWN = "moving"
CONFIG = """name: lab
namespace: moving
host: lab.example.com
login: {{ keycloak: {{ url: https://auth.example.com, realm: r, allow: {{ all: true }} }} }}
secrets: {{}}
storage: {{ homes: {{ nfs: {{ server: {server}, path: /volume1/jupyter }} }} }}
"""


def get(kind: str, name: str) -> Object:
    """An object; empty where there is none."""
    said = kubectl("get", kind, name, "--namespace", OWN, "--ignore-not-found", "--output=json")
    return json.loads(said) if said else {}


def volumes(rendered: Rendered) -> tuple[str, str]:
    """The names of the claim and the volume for homes."""
    (volume,) = rendered.objects("PersistentVolume")
    return volume["spec"]["claimRef"]["name"], volume["metadata"]["name"]


class Move:
    """A hub whose homes were on one server, and are on another now. Both outputs were applied, as Flux does."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster, self.folder = cluster, folder
        project(folder, CONFIG.format(server="192.0.2.1"))
        self.claim, self.volume = volumes(self.sync())
        wait_for("the claim is bound", lambda: get("pvc", self.claim)["status"]["phase"] == "Bound")
        self.uid = get("pvc", self.claim)["metadata"]["uid"]
        project(folder, CONFIG.format(server="192.0.2.2"))
        assert "STORAGE_LEFT" in hubsynth("synth", cwd=folder).stderr
        plan = hubsynth("storage", "plan", cwd=folder).stdout
        block = re.search(r"it says in Git.*\n\n((?: {7}.*\n)+)", plan)
        assert block, plan
        declared = re.sub(r"^ {7}", "", block[1], flags=re.MULTILINE)
        project(folder, CONFIG.format(server="192.0.2.2") + declared)
        self.after = self.sync()

    def sync(self) -> Rendered:
        rendered = synth(self.folder)
        kinds = ("Namespace", "PersistentVolume", "PersistentVolumeClaim")
        self.cluster.apply(each for kind in kinds for each in rendered.objects(kind))
        return rendered

    def release(self, *more: str) -> subprocess.CompletedProcess[str]:
        kubeconfig = self.folder / "kubeconfig"
        kubeconfig.write_text(kubectl("config", "view", "--raw", "--flatten"), encoding="utf-8")
        return hubsynth("storage", "release", "--kubeconfig", str(kubeconfig), *more, cwd=self.folder)

    def there(self) -> tuple[bool, bool]:
        """Whether the old claim and the old volume are. One that waits for its end is not."""
        found = get("pvc", self.claim), get("pv", self.volume)
        claim, volume = (bool(each) and "deletionTimestamp" not in each["metadata"] for each in found)
        return claim, volume


@pytest.fixture
def move(cluster: Cluster, tmp_path: Path) -> Iterator[Move]:
    try:
        yield Move(cluster, tmp_path)
    finally:
        kubectl("delete", "pods", "--all", "--namespace", OWN, "--force", "--grace-period=0")
        kubectl("delete", "pvc", "--all", "--namespace", OWN)
        kubectl("delete", "pv", "--selector=app.kubernetes.io/managed-by=hubsynth")


def test_both_volumes_are_there_after_the_move(move: Move) -> None:
    claim, volume = volumes(move.after)
    assert {claim, volume}.isdisjoint({move.claim, move.volume})
    wait_for("the new claim is bound", lambda: get("pvc", claim)["status"]["phase"] == "Bound")
    assert get("pvc", claim)["spec"]["volumeName"] == volume
    assert get("pv", volume)["spec"]["nfs"]["server"] == "192.0.2.2"
    assert get("pvc", move.claim)["metadata"]["uid"] == move.uid
    assert get("pv", move.volume)["status"]["phase"] == "Bound"


def test_a_change_in_place_is_what_the_api_server_refuses(move: Move) -> None:
    """Why both are named by what they hold."""
    (wedged,) = move.after.objects("PersistentVolume")
    wedged["metadata"]["name"] = move.volume
    command = ["apply", "--server-side", "--force-conflicts", "-f", "-"]
    kubectl(*command, given=yaml.safe_dump(wedged), accepted=(1,))


def test_release(move: Move) -> None:
    wait_for("an account for pods", lambda: get("serviceaccount", "default"))
    mount: Object = {"name": "home", "persistentVolumeClaim": {"claimName": move.claim}}
    pod: Object = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "reader", "namespace": OWN}}
    pod["spec"] = {"containers": [{"name": "a", "image": "lab/a:1"}], "volumes": [mount]}
    move.cluster.apply([pod])
    busy = move.release("--yes")
    assert busy.returncode == 1 and "in use: pod reader" in busy.stderr
    assert move.there() == (True, True)
    kubectl("delete", "pod", "reader", "--namespace", OWN, "--force", "--grace-period=0")
    dry = move.release("--dry-run")
    assert dry.returncode == 1 and "would be deleted: 192.0.2.1:/volume1/jupyter" in dry.stdout
    unasked = move.release()
    assert unasked.returncode == 1 and "say --yes" in unasked.stderr
    assert move.there() == (True, True)
    done = move.release("--yes")
    assert done.returncode == 0, done.stderr
    assert "the data stays where it is" in done.stderr
    wait_for("the old ones are gone", lambda: move.there() == (False, False))
    claim, volume = volumes(move.after)
    assert get("pvc", claim) and get("pv", volume)
    again = move.release("--yes")
    assert again.returncode == 0 and again.stdout.count("is gone") == 2


def test_data_goes_only_when_that_is_said(move: Move) -> None:
    policy = json.dumps({"spec": {"persistentVolumeReclaimPolicy": "Delete"}})
    kubectl("patch", "pv", move.volume, "--patch", policy)
    refused = move.release("--yes")
    assert refused.returncode == 1 and "the cluster deletes the data" in refused.stderr
    assert move.there() == (True, True)
    done = move.release("--yes", "--delete-data")
    assert done.returncode == 0, done.stderr
    wait_for("the old claim is gone", lambda: not move.there()[0])
