"""`vault.auth: kubernetes`: Vault's own agent logs in with the hub's service account, and nothing else can."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from cluster import Cluster, kubectl
from command import synth
from openbao import OpenBao
from processes import Process, wait_for
from rendered import NAMESPACE
from vault_project import VaultProject


@pytest.fixture
def bao(tmp_path: Path) -> Iterator[OpenBao]:
    with OpenBao(tmp_path / "bao") as running:
        yield running


def test_the_agent_logs_in_for_the_hub_alone(cluster: Cluster, bao: OpenBao, tmp_path: Path) -> None:
    project = VaultProject(bao, tmp_path / "project", "  auth: kubernetes\n  adminToken: { period: 30s }\n")
    rendered = synth(project.folder)
    cluster.apply(rendered.objects("ServiceAccount"))
    # Here Vault runs outside of the cluster, so it asks with the token of an account that may review others.
    kubectl("create", "serviceaccount", "reviewer", "--namespace", NAMESPACE, accepted=(0, 1))
    binding = ["--clusterrole=system:auth-delegator", f"--serviceaccount={NAMESPACE}:reviewer"]
    kubectl("create", "clusterrolebinding", "reviewer", *binding, accepted=(0, 1))
    config = yaml.safe_load(kubectl("config", "view", "--raw", "--flatten"))["clusters"][0]["cluster"]
    authority, reviewer = tmp_path / "ca.crt", tmp_path / "reviewer"
    authority.write_bytes(base64.b64decode(config["certificate-authority-data"]))
    reviewer.write_text(kubectl("create", "token", "reviewer", "--namespace", NAMESPACE), encoding="utf-8")
    api = ["--kubernetes-host", config["server"], "--kubernetes-ca", str(authority)]
    steps = {
        each["what"]: each["state"] for each in project.vault("setup", *api, "--kubernetes-reviewer", str(reviewer))
    }
    assert steps["Kubernetes role jupyterhub-admin"] == "created"
    assert {each["what"]: each["state"] for each in project.vault("setup")}[
        "Kubernetes role jupyterhub-admin"
    ] == "same"

    pod = rendered.object("Deployment", "hub")["spec"]["template"]["spec"]
    volume = next(each for each in pod["volumes"] if each["name"] == "vault-service-account")
    audience = volume["projected"]["sources"][0]["serviceAccountToken"]["audience"]
    account = tmp_path / "account"
    account.mkdir()
    token = kubectl("create", "token", pod["serviceAccountName"], "--namespace", NAMESPACE, "--audience", audience)
    (account / "token").write_text(token, encoding="utf-8")
    hcl = rendered.object("ConfigMap", "vault-agent-config")["data"]["vault-agent.hcl"]
    (tmp_path / "secrets").mkdir()
    hcl = hcl.replace("/vault/service-account", str(account)).replace("/vault/secrets", str(tmp_path / "secrets"))
    (tmp_path / "agent.hcl").write_text(hcl, encoding="utf-8")
    sink = tmp_path / "secrets" / "vault-token"
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "VAULT_ADDR": bao.address}
    command = [os.environ["BAO"], "agent", f"-config={tmp_path / 'agent.hcl'}"]
    with Process(command, tmp_path / "agent.log", environment) as agent:
        agent.ready("the agent", sink.exists)
        wait_for("a token", lambda: sink.stat().st_size > 0)
        hub = sink.read_text(encoding="utf-8").strip()
        assert sink.stat().st_mode & 0o777 == 0o640
        found = bao.data("auth/token/lookup-self", hub)
        assert found["policies"] == ["jupyterhub-admin"]
        assert bao.call("GET", "auth/token/lookup-self", bao.mint(hub, "ada")).ok
        assert bao.call("GET", "sys/mounts", hub).status_code == 403
        assert hub not in agent.tail(100_000)
    # Another account of the namespace, and the hub's own token for another audience.
    for name, to in (("default", audience), (pod["serviceAccountName"], "https://kubernetes.default.svc")):
        other = kubectl("create", "token", name, "--namespace", NAMESPACE, "--audience", to).strip()
        request = {"role": "jupyterhub-admin", "jwt": other}
        assert bao.call("POST", "auth/kubernetes/login", body=request).status_code in (400, 403), (name, to)
