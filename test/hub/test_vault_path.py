"""The whole path with nothing in between: `vault setup`, `vault token`, the renewer, the hub's hook, a notebook."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster import Cluster, container
from openbao import OpenBao
from processes import wait_for
from rendered import ROOT, Object
from renewer import Renewer
from vault_hub import VaultHub, answering, lives
from vault_project import VaultProject

PERIOD = "40s"

NOTEBOOK = """
import json
from buunstack import SecretNotFound, SecretStore
store = SecretStore()
store.put("db", user="ada", password="correct horse")
store.put("db", port=5432)
try:
    store.get("missing")
except SecretNotFound as error:
    missing = str(error)
print(json.dumps([store.list(), store.get("db"), store.get("db", field="port"), missing]))
"""


@pytest.fixture
def bao(tmp_path: Path) -> Iterator[OpenBao]:
    with OpenBao(tmp_path / "bao") as running:
        yield running


def test_from_the_set_up_to_a_notebook(cluster: Cluster, bao: OpenBao, tmp_path: Path) -> None:
    project = VaultProject(bao, tmp_path / "setup", f"  adminToken: {{ period: {PERIOD} }}\n")
    admin = project.set_up()
    settings = {"address": bao.address, "adminToken": {"period": PERIOD}}
    (tmp_path / "hub").mkdir()
    (tmp_path / "renewer").mkdir()
    with answering() as port:
        hub = VaultHub(cluster, tmp_path / "hub", settings, port, {})
        token_file = hub.mounted.path("/vault/secrets/vault-token")
        renewer = Renewer(bao, tmp_path / "renewer", bao.address, RENEWER_OUTPUT=str(token_file), RENEWER_PERIOD=PERIOD)
        renewer.output = token_file
        renewer.give(admin)
        with renewer.start(), hub:
            wait_for("the renewer has started", lambda: renewer.probe("startup") and renewer.probe("ready"))
            hub.add("ada")
            pod = hub.start_server("ada")
            token = hub.user_token(pod)
            assert notebook(hub, pod) == [
                ["db"],
                {"user": "ada", "password": "correct horse", "port": 5432},
                5432,
                "There is no secret 'missing'. `list()` has the names.",
            ]
            hub.stop_server("ada")
            assert not lives(bao, token)
            # Another admin token, by hand: no restart of anything.
            other = project.set_up()
            renewer.give(other)
            wait_for("the renewer has taken it", lambda: renewer.token() == other)
            bao.call("POST", "auth/token/revoke", body={"token": admin}).raise_for_status()
            # Secrets are still there in the next server.
            assert notebook(hub, hub.start_server("ada"))[0] == ["db"]
            log = hub.log() + renewer.log.read_text(encoding="utf-8")
            assert not [secret for secret in (admin, other, token, "correct horse") if secret in log]
    assert project.vault("check")


def notebook(hub: VaultHub, pod: Object) -> list[object]:
    """What a program says that has the variables of the notebook's container, as the kubelet sets them."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "python" / "buunstack" / "src")}
    for each in container(pod)["env"]:
        environment[each["name"]] = each["value"] if "value" in each else hub.user_token(pod)
    python = Path(os.environ["HUBSYNTH_NOTEBOOK"]) / "bin" / "python"
    done = subprocess.run(
        [str(python), "-c", NOTEBOOK], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    found: list[object] = json.loads(done.stdout)
    return found
