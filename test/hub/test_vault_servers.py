"""A token for Vault in every server: from the spawn to the end, on the real hub, API server and OpenBao."""

from __future__ import annotations

import base64
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster import Cluster, kubectl
from openbao import OpenBao
from processes import wait_for
from rendered import NAMESPACE
from vault_hub import HOOKS, VaultHub, accessors, answering, lives, names_of_variables, variable
from vault_project import VaultProject

# Every line that any library writes.
LOUD = """
import logging
logging.basicConfig(level=logging.DEBUG)
c.JupyterHub.log_level = "DEBUG"
"""


@pytest.fixture(scope="module")
def bao(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenBao]:
    with OpenBao(tmp_path_factory.mktemp("servers") / "bao", "up-raft") as running:
        running.call("POST", "sys/mounts/secret", body={"type": "kv", "options": {"version": "2"}})
        yield running


@pytest.fixture(scope="module")
def vault_hub(cluster: Cluster, bao: OpenBao, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VaultHub]:
    token = VaultProject(bao, tmp_path_factory.mktemp("servers") / "setup").set_up()
    vault = {"address": bao.address, "ca": {"pem": Path(str(bao.ca)).read_text(encoding="utf-8")}}
    with answering() as port:
        folder = tmp_path_factory.mktemp("servers-hub")
        hub = VaultHub(cluster, folder, vault, port, {"extraConfig": {"hooks": HOOKS, "loud": LOUD}})
        hub.give_token(token)
        with hub:
            yield hub


def test_a_server_has_a_token_for_its_users_own_folder(vault_hub: VaultHub, bao: OpenBao) -> None:
    vault_hub.add("ann")
    pod = vault_hub.start_server("ann")
    assert variable(pod, "NOTEBOOK_VAULT_PATH")["value"] == "jupyter/users/ann"
    assert "NOTEBOOK_VAULT_UNAVAILABLE" not in names_of_variables(pod)
    assert "value" not in variable(pod, "NOTEBOOK_VAULT_TOKEN")
    secret, token = vault_hub.secret_of(pod), vault_hub.user_token(pod)
    (owner,) = secret["metadata"]["ownerReferences"]
    assert (owner["kind"], owner["uid"]) == ("Pod", pod["metadata"]["uid"])
    assert secret["immutable"] and list(secret["data"]) == ["token"]
    assert "app.kubernetes.io/instance" not in secret["metadata"]["labels"]
    path = "secret/data/jupyter/users"
    assert bao.call("POST", f"{path}/ann/own", token, {"data": {"a": "b"}}).ok
    assert bao.call("GET", f"{path}/bob/own", token).status_code == 403
    assert bao.call("GET", "secret/data/jupyterhub/vault-token", token).status_code == 403
    found = bao.data("auth/token/lookup-self", token)
    assert found["meta"]["user"] == "ann" and found["orphan"] and found["policies"] == ["jupyter-user-ann"]
    vault_hub.stop_server("ann")
    assert not lives(bao, token)
    wait_for("the Secret is gone", lambda: secret["metadata"]["name"] not in vault_hub.cluster.names("secrets"))


def test_the_token_is_nowhere_else(vault_hub: VaultHub) -> None:
    vault_hub.add("bea")
    pod = vault_hub.start_server("bea")
    token = vault_hub.user_token(pod)
    hub_token = vault_hub.mounted.path("/vault/secrets/vault-token").read_text()
    places = {
        "pod": json.dumps(vault_hub.cluster.get("pods", pod["metadata"]["name"])).encode(),
        "log": vault_hub.log().encode(),
        "state": json.dumps(vault_hub.model("bea")).encode(),
        "events": json.dumps(vault_hub.cluster.names("events")).encode(),
        **{str(file): file.read_bytes() for file in vault_hub.mounted.path("/srv/jupyterhub").glob("*sqlite*")},
        **{str(file): read(file) for file in Path("/proc").glob("[0-9]*/cmdline")},
        **{str(file): read(file) for file in Path("/proc").glob(f"{vault_hub.process.pid}/environ")},
    }
    assert any("sqlite" in place for place in places)
    assert "response body" in vault_hub.log()
    for secret in (token, hub_token):
        for form in (secret.encode(), base64.b64encode(secret.encode())):
            assert not [place for place, content in places.items() if form in content]
    assert len(vault_hub.accessors("bea")) == 1
    vault_hub.stop_server("bea")
    assert not vault_hub.accessors("bea")


def read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def test_named_servers_have_tokens_of_their_own(vault_hub: VaultHub, bao: OpenBao) -> None:
    vault_hub.add("cem")
    first, second = (vault_hub.user_token(vault_hub.start_server("cem", name)) for name in ("", "second"))
    assert first != second
    vault_hub.stop_server("cem")
    assert not lives(bao, first) and lives(bao, second)
    vault_hub.stop_server("cem", "second")
    assert not lives(bao, second)


def test_a_hub_that_was_restarted_still_revokes(vault_hub: VaultHub, bao: OpenBao) -> None:
    vault_hub.add("dee")
    token = vault_hub.user_token(vault_hub.start_server("dee"))
    vault_hub.process.stop()
    vault_hub.start()
    wait_for("the server is known again", lambda: (vault_hub.model("dee") or {}).get("ready"))
    assert lives(bao, token)
    vault_hub.stop_server("dee")
    assert not lives(bao, token)


def test_a_hub_that_died_in_the_middle_of_a_start_still_revokes(vault_hub: VaultHub, bao: OpenBao) -> None:
    vault_hub.add("waiting-dan")
    before = accessors(bao)
    assert vault_hub.api("POST", vault_hub.path("waiting-dan"), vault_hub.token).status_code == 202
    wait_for("there is a pod", lambda: ("waiting-dan", "") in vault_hub.cluster.seen)
    token = vault_hub.user_token(vault_hub.cluster.seen["waiting-dan", ""][-1])
    os.kill(vault_hub.process.pid, signal.SIGKILL)
    vault_hub.process.stop()
    vault_hub.start()
    wait_for("the token is revoked", lambda: not lives(bao, token), seconds=60)
    assert accessors(bao) == before


def test_a_pod_that_ended_by_itself_leaves_no_token(vault_hub: VaultHub, bao: OpenBao) -> None:
    vault_hub.add("eve")
    pod = vault_hub.start_server("eve")
    token = vault_hub.user_token(pod)
    kubectl("delete", "pod", pod["metadata"]["name"], "--namespace", NAMESPACE, "--grace-period=0", "--force")
    wait_for("the token is revoked", lambda: not lives(bao, token), seconds=60)


def test_hooks_of_users_own_run_around_it(vault_hub: VaultHub, bao: OpenBao) -> None:
    vault_hub.add("fay", "refused-fay", "angry-fay")
    vault_hub.start_server("fay")
    vault_hub.stop_server("fay")
    before = accessors(bao)
    assert "no server for you" in vault_hub.refused("refused-fay")
    assert accessors(bao) == before
    token = vault_hub.user_token(vault_hub.start_server("angry-fay"))
    vault_hub.stop_server("angry-fay")
    assert not lives(bao, token)
    notes = vault_hub.work("hooks").splitlines()
    for each in ("before fay ", "after fay ", "before refused-fay ", "after angry-fay "):
        assert notes.count(each) == 1, notes
