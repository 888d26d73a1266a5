"""Credentials: the real External Secrets Operator makes the hub's Secrets from a real store, and the commands that
fill the store. Nothing that is deleted, pruned or applied again destroys a value."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from cluster import Cluster, kubectl
from command import answer, hubsynth, project, synth
from openbao import OpenBao
from processes import wait_for
from rendered import NAMESPACE, Rendered

CONFIG = """name: lab
namespace: {namespace}
host: lab.example.com
login: {{ keycloak: {{ url: https://auth.example.com, allow: {{ all: true }} }} }}
secrets: {{ refreshInterval: 2s, rotation: {{ {rotation} }} }}
vault: {{ address: {address} }}
adminService: {{}}
"""

EXTERNAL = "externalsecrets.external-secrets.io"


class Store:
    """A store in the cluster, the project whose hub reads from it, and the commands that fill it."""

    def __init__(self, cluster: Cluster, bao: OpenBao, folder: Path) -> None:
        self.cluster, self.bao, self.folder = cluster, bao, folder
        token = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "store-token", "namespace": "default"}}
        provider = {
            "server": bao.address,
            "path": "secret",
            "version": "v2",
            "auth": {"tokenSecretRef": {"name": "store-token", "namespace": "default", "key": "token"}},
        }
        store = {"apiVersion": "external-secrets.io/v1", "kind": "ClusterSecretStore"}
        store |= {"metadata": {"name": "vault-secret-store"}, "spec": {"provider": {"vault": provider}}}
        cluster.apply([{**token, "stringData": {"token": bao.root}}, store])

    def write(self, rotation: str = "") -> Rendered:
        project(self.folder, CONFIG.format(namespace=NAMESPACE, address=self.bao.address, rotation=rotation))
        return synth(self.folder)

    def apply(self, rotation: str = "") -> None:
        self.cluster.apply(self.write(rotation).objects("ExternalSecret"))

    def run(self, *arguments: str, given: str = "") -> Any:
        return answer("secrets", *arguments, "--token-stdin", cwd=self.folder, given=given or self.bao.root)

    def init(self, *more: str) -> dict[str, str]:
        return {each["name"]: each["state"] for each in self.run("init", *self.kubeconfig(), *more)["secrets"]}

    def check(self) -> dict[str, str]:
        return {each["what"]: each["state"] for each in self.run("check", *self.kubeconfig())["checks"]}

    def kubeconfig(self) -> list[str]:
        return ["--kubeconfig", str(self.folder / "kubeconfig")]

    def stored(self, path: str) -> dict[str, str]:
        return dict(self.bao.data(f"secret/data/{path}")["data"])


@pytest.fixture
def store(cluster: Cluster, tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "project").mkdir()
    kubeconfig = kubectl("config", "view", "--raw", "--flatten")
    (tmp_path / "project" / "kubeconfig").write_text(kubeconfig, encoding="utf-8")
    with OpenBao(tmp_path / "bao") as bao:
        try:
            yield Store(cluster, bao, tmp_path / "project")
        finally:
            kubectl("delete", EXTERNAL, "--all", "--namespace", NAMESPACE)
            kubectl("delete", "secrets", "--all", "--namespace", NAMESPACE)


def secret(name: str) -> dict[str, str]:
    """Texts of a Secret; empty where there is none."""
    said = kubectl("get", "secret", name, "--namespace", NAMESPACE, "--ignore-not-found", "--output=json")
    data = json.loads(said).get("data") or {} if said else {}
    return {key: base64.b64decode(value).decode() for key, value in data.items()}


def metadata(name: str) -> Any:
    return json.loads(kubectl("get", "secret", name, "--namespace", NAMESPACE, "--output=json"))["metadata"]


def give(store: Store) -> None:
    """Values that other commands make."""
    for path, data in {"oidc": {"client-secret": "of keycloak"}, "vault-token": {"token": "of vault"}}.items():
        store.bao.call("POST", f"secret/data/jupyterhub/{path}", body={"data": data}).raise_for_status()


NAMES = ("hub", "jupyterhub-oidc", "jupyterhub-vault-token", "jupyterhub-admin-service-token")


def test_the_operator_makes_what_the_hub_reads(store: Store) -> None:
    store.write()
    assert store.init() == {
        **dict.fromkeys(("cookie", "proxyToken", "cryptKeeper", "adminService"), "made"),
        **dict.fromkeys(("oidc", "vaultToken"), "missing"),
    }
    give(store)
    assert set(store.init().values()) == {"there"}
    store.apply()
    wait_for("every Secret", lambda: all(secret(name) for name in NAMES), seconds=60)
    config = store.stored("jupyterhub/config")
    assert secret("hub") == {
        "hub.config.JupyterHub.cookie_secret": config["cookie-secret"],
        "hub.config.ConfigurableHTTPProxy.auth_token": config["proxy-token"],
        # One slot is empty: no semicolon.
        "hub.config.CryptKeeper.keys": config["crypt-key"],
    }
    assert secret("jupyterhub-oidc") == {"client-secret": "of keycloak"}
    assert set(store.check().values()) == {"ok"}
    for name in NAMES:
        found = metadata(name)
        assert "ownerReferences" not in found, "deleting the ExternalSecret would delete the Secret"
        assert "app.kubernetes.io/instance" not in found["labels"]
        assert not any("argocd" in key or "fluxcd" in key for key in (found.get("annotations") or {}))


def test_pruning_and_applying_again_changes_no_value(store: Store) -> None:
    store.write()
    store.init()
    give(store)
    store.apply()
    wait_for("every Secret", lambda: all(secret(name) for name in NAMES), seconds=60)
    before = {name: (secret(name), metadata(name)["uid"]) for name in NAMES}
    kubectl("delete", EXTERNAL, "--all", "--namespace", NAMESPACE)
    assert {name: (secret(name), metadata(name)["uid"]) for name in NAMES} == before
    store.apply()
    wait_for("the operator is done", lambda: conditions() == {name: "True" for name in NAMES}, seconds=60)
    assert {name: (secret(name), metadata(name)["uid"]) for name in NAMES} == before
    # The store is away: the Secrets stay as they are.
    store.bao.call("POST", "sys/mounts/secret/tune", body={"description": "x"})
    store.bao.call("DELETE", "sys/mounts/secret").raise_for_status()
    wait_for("the operator fails", lambda: conditions()["jupyterhub-vault-token"] == "False", seconds=60)
    assert {name: secret(name) for name in NAMES} == {name: texts for name, (texts, _) in before.items()}


def conditions() -> dict[str, str]:
    """`Ready` of each ExternalSecret."""
    found = json.loads(kubectl("get", EXTERNAL, "--namespace", NAMESPACE, "--output=json"))["items"]
    return {
        each["metadata"]["name"]: condition["status"]
        for each in found
        for condition in each.get("status", {}).get("conditions", [])
        if condition["type"] == "Ready"
    }


def test_rotation(store: Store) -> None:
    store.write()
    store.init()
    give(store)
    store.apply()
    wait_for("every Secret", lambda: all(secret(name) for name in NAMES), seconds=60)
    before = secret("hub")
    said = store.run("rotate", "cryptKeeper", "--yes")
    assert said["ok"] and "rotation: {cryptKeeper: 1}" in said["next"]
    assert secret("hub") == before, "a new value alone reaches nobody"
    # The hub reads an old key until the operator is told.
    assert store.check()["cryptKeeper: Secret hub, hub.config.CryptKeeper.keys"] == "wrong"
    store.apply("cryptKeeper: 1")
    old = before["hub.config.CryptKeeper.keys"]
    wait_for("both slots", lambda: secret("hub")["hub.config.CryptKeeper.keys"].endswith(f";{old}"), seconds=60)
    after = secret("hub")
    assert {key: after[key] for key in after if "CryptKeeper" not in key} == {
        key: before[key] for key in before if "CryptKeeper" not in key
    }
    # Vault's token comes by itself.
    store.bao.call("POST", "secret/data/jupyterhub/vault-token", body={"data": {"token": "next"}}).raise_for_status()
    wait_for("the new token", lambda: secret("jupyterhub-vault-token") == {"token": "next"}, seconds=60)


def test_a_live_helm_release_keeps_its_values(store: Store) -> None:
    """What the chart made is taken over, the database's password out of its values too."""
    keys = {"hub": {"config": {"GenericOAuthenticator": {"client_secret": "of the release"}}}}
    release = {
        "hub.config.JupyterHub.cookie_secret": "aa" * 32,
        "hub.config.ConfigurableHTTPProxy.auth_token": "bb" * 32,
        "hub.config.CryptKeeper.keys": f"{'cc' * 32};{'dd' * 32}",
        "values.yaml": yaml.safe_dump(keys),
    }
    data = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "hub", "namespace": NAMESPACE}}
    store.cluster.apply([{**data, "stringData": release}])
    store.write()
    assert store.init("--dry-run")["cookie"] == "taken"
    assert "data" not in store.bao.call("GET", "secret/data/jupyterhub/config").json(), "a dry run writes nothing"
    states = store.init()
    assert [states[name] for name in ("cookie", "proxyToken", "cryptKeeper", "oidc")] == ["taken"] * 4
    assert store.stored("jupyterhub/config") == {
        "cookie-secret": "aa" * 32,
        "proxy-token": "bb" * 32,
        "crypt-key": "cc" * 32,
        "crypt-key-previous": "dd" * 32,
    }
    assert store.stored("jupyterhub/oidc") == {"client-secret": "of the release"}
    assert store.init()["cookie"] == "there", "never overwritten"
    store.apply()
    taken = release["hub.config.CryptKeeper.keys"]
    wait_for("the operator", lambda: "values.yaml" not in secret("hub") and secret("hub"), seconds=60)
    assert secret("hub")["hub.config.CryptKeeper.keys"] == taken


def test_secrets_of_the_cluster_without_an_operator(store: Store) -> None:
    config = CONFIG.format(namespace=NAMESPACE, address=store.bao.address, rotation="").replace(
        "secrets: {", "secrets: { backend: existing,"
    )
    project(store.folder, config)
    more = ["--from-file", "oidc=client-secret"]
    (store.folder / "client-secret").write_text("by hand\n", encoding="utf-8")
    states = store.init(*more)
    assert states["oidc"] == "given" and states["vaultToken"] == "missing" and states["cookie"] == "made"
    assert secret("jupyterhub-oidc") == {"client-secret": "by hand"}
    before = secret("hub")
    assert set(before) == {
        "hub.config.JupyterHub.cookie_secret",
        "hub.config.ConfigurableHTTPProxy.auth_token",
        "hub.config.CryptKeeper.keys",
    }
    assert store.init(*more)["cookie"] == "there" and secret("hub") == before
    done = hubsynth("secrets", "rotate", "cryptKeeper", "--yes", *store.kubeconfig(), cwd=store.folder)
    assert done.returncode == 0, done.stderr
    old = before["hub.config.CryptKeeper.keys"]
    assert secret("hub")["hub.config.CryptKeeper.keys"].endswith(f";{old}")
    assert old not in done.stdout + done.stderr
    assert store.check()["vaultToken: Secret jupyterhub-vault-token, token"] == "wrong"


def test_commands_refuse_what_they_cannot_do(store: Store) -> None:
    store.write()
    run = lambda *more, given="root": hubsynth(  # noqa: E731
        "secrets", *more, "--token-stdin", *store.kubeconfig(), cwd=store.folder, given=given
    )
    assert run("rotate", "coockie", "--yes").returncode == 2
    assert run("rotate", "oidc", "--yes").returncode == 2, "Keycloak makes it"
    assert run("rotate", "cookie").returncode == 1, "nobody said yes"
    assert run("init", given="s.bad").returncode == 1
    unreachable = hubsynth("secrets", "init", "--token-stdin", "--kubeconfig", "none", cwd=store.folder, given="root")
    assert unreachable.returncode == 2
    # The cluster's own refusal, for an account without rights.
    kubectl("create", "serviceaccount", "nobody", "--namespace", NAMESPACE, accepted=(0, 1))
    token = kubectl("create", "token", "nobody", "--namespace", NAMESPACE).strip()
    config = yaml.safe_load((store.folder / "kubeconfig").read_text(encoding="utf-8"))
    config["users"][0]["user"] = {"token": token}
    (store.folder / "kubeconfig").write_text(yaml.safe_dump(config), encoding="utf-8")
    refused = run("init")
    assert refused.returncode == 1 and "Forbidden" in refused.stderr and token not in refused.stderr


def test_the_definition_knows_every_field_that_is_rendered(store: Store) -> None:
    """Strict validation by the API server, with the operator's own definition."""
    for each in store.write("cookie: 1").objects("ExternalSecret"):
        kubectl(
            "apply", "--server-side", "--dry-run=server", "--validate=strict", "-f", "-", given=yaml.safe_dump(each)
        )


def test_the_token_for_vault_goes_to_where_the_hub_reads_it(store: Store) -> None:
    """Without an operator that is a Secret of the cluster; the root token stays in Vault's own calls."""
    config = CONFIG.format(namespace=NAMESPACE, address=store.bao.address, rotation="").replace(
        "secrets: {", "secrets: { backend: existing,"
    )
    project(store.folder, config)
    options = ["--token-stdin", *store.kubeconfig()]
    assert answer("vault", "setup", "--token-stdin", cwd=store.folder, given=store.bao.root)["ok"]
    assert answer("vault", "token", *options, cwd=store.folder, given=store.bao.root)["ok"]
    token = secret("jupyterhub-vault-token")["token"]
    assert store.bao.data("auth/token/lookup-self", token)["policies"] == ["jupyterhub-admin"]
    assert store.bao.call("GET", "secret/data/jupyterhub/vault-token").status_code == 404
    checks = answer("vault", "check", *options, cwd=store.folder, given=store.bao.root)["checks"]
    assert {each["what"]: each["state"] for each in checks}["admin token"] == "ok"
