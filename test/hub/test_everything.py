"""Every section of a config together, and one user who works: with all the real programs.

The config is examples/everything, with the addresses of this machine.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml
from cluster import Cluster, kubectl
from command import answer, hubsynth, project, synth
from conftest import ClusterHub
from keycloak import Keycloak
from kubelet import Kubelet
from login_hub import RETURNS, let_back, log_in
from mounted import Secrets
from openbao import OpenBao
from processes import wait_for
from rendered import NAMESPACE, ROOT, Object, Rendered
from renewer import Renewer
from vault_hub import lower_paths

IMAGE = Path(os.environ["HUBSYNTH_MCP_NEW"])
CLIENT = Path(os.environ["HUBSYNTH_MCP_MIDDLE"])

# A server starts on a machine with other work.
PATIENT = "c.Spawner.http_timeout = 120\n"

# In the kernel of the user's server.
CELL = """
import json, os, pathlib
from buunstack import SecretStore
store = SecretStore()
store.put("db", user="ada", password="correct horse")
said = {"user": os.environ["JUPYTERHUB_USER"], "names": store.list(), "password": store.get("db", field="password")}
pathlib.Path("FILE").write_text(json.dumps(said))
"""


class EverythingHub(ClusterHub):
    """Its `content` is the config."""

    def __init__(self, cluster: Cluster, folder: Path, content: Object, client_secret: str) -> None:
        known = Secrets()
        known.set("jupyterhub-oidc", "client-secret", client_secret)
        super().__init__(cluster, folder, content, known, RETURNS + PATIENT)
        lower_paths(self.mounted)
        self.admin = self.secrets.text("jupyterhub-admin-service-token", "token")

    def _render(self, content: Object) -> Rendered:
        return self._applied(synth(project(self.folder / "project", yaml.safe_dump(content))))

    def command(self, *arguments: str) -> Any:
        """A command about this hub, with the token of the admin service."""
        more = ["--hub-url", self.public, "--token-stdin"]
        return answer(*arguments, *more, cwd=self.folder / "project", given=self.admin)

    def is_ready(self, user: str) -> bool:
        return bool(self.api("GET", f"users/{user}", self.admin).json()["servers"].get("", {}).get("ready"))

    def metrics(self, token: str = "") -> requests.Response:
        headers = {"Authorization": f"token {token}"} if token else {}
        return requests.get(f"{self.hub}/hub/metrics", headers=headers, timeout=30, allow_redirects=False)


class Running:
    """The hub, its user ada, and what her server's MCP endpoint is asked with."""

    def __init__(self, hub: EverythingHub, bao: OpenBao, pod: Object, token: str) -> None:
        self.hub, self.bao, self.pod, self.token = hub, bao, pod, token


@pytest.fixture(scope="module")
def running(cluster: Cluster, keycloak: Keycloak, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("everything")
    content = yaml.safe_load((ROOT / "examples" / "everything" / "config" / "lab.yaml").read_text(encoding="utf-8"))
    content["namespace"] = NAMESPACE
    for each in ("hub", "renewer", "pod"):
        (folder / each).mkdir()
    with OpenBao(folder / "bao") as bao:
        content["vault"]["address"] = bao.address
        content["login"]["keycloak"] |= {"url": keycloak.address, "realm": "test"}
        setup = project(folder / "setup", yaml.safe_dump(content))
        for verb in ("setup", "token"):
            assert answer("vault", verb, "--token-stdin", cwd=setup, given=bao.root)["ok"]
        secret = ["--password-stdin", "--secret-out", "client-secret"]
        answer("keycloak", "client", *secret, cwd=setup, given=keycloak.password)
        hub = EverythingHub(cluster, folder / "hub", content, (setup / "client-secret").read_text().strip())
        let_back(keycloak, "jupyterhub", hub.public)
        keycloak.add_user("ada", ["staff"])
        renewer = Renewer(
            bao,
            folder / "renewer",
            bao.address,
            RENEWER_OUTPUT=str(hub.mounted.path("/vault/secrets/vault-token")),
            RENEWER_PERIOD=content["vault"].get("adminToken", {}).get("period", "24h"),
        )
        renewer.output = hub.mounted.path("/vault/secrets/vault-token")
        renewer.give(bao.data("secret/data/hubs/lab/vault-token")["data"]["token"])
        with renewer.start():
            wait_for("the renewer has started", lambda: renewer.probe("startup"), 60)
            with hub:
                assert log_in(hub.public, "ada").ok
                made = hub.command("token", "create", "ada")
                hub.api("POST", "users/ada/server", hub.admin).raise_for_status()
                wait_for("the pod", lambda: cluster.seen.get(("ada", "")), 60)
                pod = cluster.seen["ada", ""][-1]
                with Kubelet(cluster, IMAGE, folder / "pod").run(pod, hub.rendered) as server:
                    server.ready("the server of ada", lambda: hub.is_ready("ada"), 150)
                    yield Running(hub, bao, pod, made["token"])
                hub.api("DELETE", "users/ada/server", hub.admin)
                wait_for("the pod is gone", lambda: pod["metadata"]["name"] not in cluster.names("pods"), 60)


def test_check_hub_finds_nothing(running: Running) -> None:
    """All profiles and choices, with the real KubeSpawner."""
    done = hubsynth("check", "hub", "--json", cwd=running.hub.folder / "project")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert {each["profile"] for each in report["hubs"][0]["spawns"]} == {"datascience", "buun-stack", "buun-stack-cuda"}


def test_the_pod_has_what_the_sections_say(running: Running) -> None:
    spec = running.pod["spec"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert {each["name"] for each in spec["imagePullSecrets"]} == {"registry-login"}
    assert "/srv/course" in {each["mountPath"] for each in spec["containers"][0]["volumeMounts"]}
    # The chart's would need a privilege that the level does not give.
    assert not spec.get("initContainers")


def test_the_endpoint_works_for_its_user(running: Running) -> None:
    status = running.hub.command("mcp", "status", "ada")
    assert {each["state"] for each in status["checks"]} == {"ok"}, status


def test_a_real_kernel_keeps_a_secret(running: Running, tmp_path: Path) -> None:
    """By the real MCP client, with the token of `token create`; and not without."""
    url = f"{running.hub.public}/user/ada/mcp"
    mine, nobody = tmp_path / "mine", tmp_path / "nobody"
    asked = [
        {"url": url, "cell": CELL.replace("FILE", str(mine)), "header": f"token {running.token}"},
        {"url": url, "cell": CELL.replace("FILE", str(nobody)), "header": None},
    ]
    command = [str(CLIENT / "bin" / "python"), str(Path(__file__).parent / "mcp_client.py")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[1] == {"refused": 403}
    assert json.loads(mine.read_text()) == {"user": "ada", "names": ["db"], "password": "correct horse"}
    assert not nobody.exists()
    stored = running.bao.data("secret/data/jupyter/users/ada/db")["data"]
    assert stored == {"user": "ada", "password": "correct horse"}


def test_the_token_of_the_admin_service_is_found(running: Running, tmp_path: Path) -> None:
    """In its Secret of the cluster, or in the store."""
    hub, bao = running.hub, running.bao
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"namespace": NAMESPACE}}
    secret["metadata"]["name"] = "jupyterhub-admin-service-token"
    hub.cluster.apply([{**secret, "stringData": {"token": hub.admin}}])
    kubeconfig, root = tmp_path / "kubeconfig", tmp_path / "root"
    kubeconfig.write_text(kubectl("config", "view", "--raw", "--flatten"), encoding="utf-8")
    root.write_text(bao.root, encoding="utf-8")
    bao.call("POST", "secret/data/hubs/lab/admin-service", body={"data": {"token": hub.admin}}).raise_for_status()
    for place in (["--kubeconfig", str(kubeconfig)], ["--vault-token-file", str(root)]):
        command = ["token", "create", "ada", "--hub-url", hub.public, "--note", place[0], *place]
        done = hubsynth(*command, cwd=hub.folder / "project")
        assert done.returncode == 0, done.stderr
        assert hub.admin not in done.stdout + done.stderr
        assert hub.api("GET", "user", done.stdout.strip()).json()["name"] == "ada"


# ---- monitoring ----


def test_metrics_are_for_prometheus(running: Running) -> None:
    token = running.hub.secrets.text("jupyterhub-metrics-token", "token")
    assert running.hub.metrics(token).status_code == 200
    assert running.hub.metrics().status_code == 403
    assert running.hub.metrics("0" * 64).status_code == 403
    # A user's token is for the user's server.
    assert running.hub.metrics(running.token).status_code == 403
    for path in ("users", "users/ada", "proxy", "services"):
        assert running.hub.api("GET", path, token).status_code in (403, 404), path


def test_every_metric_that_is_asked_for_is_there(running: Running) -> None:
    """Names in alerts and in the dashboard, against the hub's own page. Those of the kubelet are not the hub's."""
    page = running.hub.metrics(running.hub.secrets.text("jupyterhub-metrics-token", "token")).text
    there = {line.split("{")[0].split(" ")[0] for line in page.splitlines() if not line.startswith("#")}
    rules = running.hub.rendered.object("PrometheusRule", "hub")["spec"]["groups"][0]["rules"]
    board = running.hub.rendered.object("ConfigMap", "hub-dashboard")["data"]["lab.json"]
    asked = " ".join([each["expr"] for each in rules] + [line["expr"] for line in lines_of(json.loads(board))])
    names = set(re.findall(r"\b(?:jupyterhub|hubsynth)_[a-z_]+", asked))
    assert len(names) >= 6
    assert names <= there, names - there
    # The statuses that the alert counts.
    assert 'jupyterhub_server_spawn_duration_seconds_count{status="failure"}' in page
    left = next(line for line in page.splitlines() if line.startswith("hubsynth_vault_token_expiry")).split()[-1]
    assert 0 < float(left) - time.time() < 2 * 86400


def lines_of(board: Object) -> list[Object]:
    return [line for panel in board["panels"] for line in panel["targets"]]
