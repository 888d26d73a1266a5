"""A pod or Secret that the cluster refuses, and a Vault that is away, sealed or slow, with and without `required`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from cluster import Cluster, kubectl
from openbao import OpenBao
from processes import wait_for
from rendered import NAMESPACE, Object
from vault_hub import HEARTBEAT, HOOKS, VaultHub, accessors, answering, lives, names_of_variables, variable
from vault_project import VaultProject
from vault_proxy import VaultProxy

# Seconds that a start waits for Vault here.
TIMEOUT = 8
# The event loop of a hub that serves everybody else.
LOST = 1.0


@dataclass
class Lab:
    """Two hubs at one Vault, with a connection to it that can fail."""

    bao: OpenBao
    proxy: VaultProxy
    # Starts no server without a token.
    strict: VaultHub
    lenient: VaultHub


@pytest.fixture(scope="module")
def lab(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("faults")
    with OpenBao(folder / "bao", "up-raft") as bao, VaultProxy(bao.address) as proxy, answering() as port:
        bao.call("POST", "sys/mounts/secret", body={"type": "kv", "options": {"version": "2"}})
        token = VaultProject(bao, folder / "setup").set_up()
        ca = {"pem": Path(str(bao.ca)).read_text(encoding="utf-8")}
        vault = {"address": proxy.address, "ca": ca, "timeout": f"{TIMEOUT}s"}
        hubs = []
        for required in (True, False):
            here = folder / f"hub-{required}"
            here.mkdir()
            code = {"extraConfig": {"beat": HEARTBEAT, "hooks": HOOKS}}
            hub = VaultHub(cluster, here, {**vault, "required": required}, port, code)
            hub.give_token(token)
            hubs.append(hub)
        with hubs[0], hubs[1]:
            yield Lab(bao, proxy, *hubs)


# ---- what the cluster refuses ----


@contextmanager
def applied(cluster: Cluster, *objects: Object) -> Iterator[None]:
    cluster.apply(objects)
    try:
        yield
    finally:
        for each in objects:
            kubectl("delete", each["kind"], each["metadata"]["name"], "--namespace", NAMESPACE, "--ignore-not-found")


def quota(what: str) -> Object:
    spec = {"hard": {what: "0"}}
    metadata = {"name": "none-left", "namespace": NAMESPACE}
    return {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": metadata, "spec": spec}


def in_force(what: str) -> bool:
    """Whether the quota is counted with."""
    status = json.loads(kubectl("get", "resourcequota", "none-left", "--namespace", NAMESPACE, "--output=json"))
    return status.get("status", {}).get("hard", {}).get(what) == "0"


def refusing_policy() -> list[Object]:
    """An admission policy of the cluster that takes no pod with a variable of this name."""
    kind = "ValidatingAdmissionPolicy"
    api = "admissionregistration.k8s.io/v1"
    rule = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}
    policy = {
        "failurePolicy": "Fail",
        "matchConstraints": {"resourceRules": [rule]},
        "validations": [{"expression": f"object.metadata.namespace != '{NAMESPACE}'", "message": "not today"}],
    }
    binding = {"policyName": "no-pods", "validationActions": ["Deny"]}
    return [
        {"apiVersion": api, "kind": kind, "metadata": {"name": "no-pods"}, "spec": policy},
        {"apiVersion": api, "kind": f"{kind}Binding", "metadata": {"name": "no-pods"}, "spec": binding},
    ]


def assert_nothing_is_left(lab: Lab, before: set[str], user: str) -> None:
    """No token, no Secret, no pod; and the log, which has the pod, has no token."""
    wait_for("the token is revoked", lambda: accessors(lab.bao) == before)
    wait_for("there is no pod", lambda: not [each for each in lab.strict.cluster.names("pods") if user in each])
    assert not [each for each in lab.strict.cluster.names("secrets") if user in each]
    log = lab.strict.log()
    assert f"jupyter-{user}" in log
    # Tokens of this server begin so; the accessor does not.
    assert "s." not in {word[:2] for word in log.replace('"', " ").replace("'", " ").split() if len(word) > 20}


def test_a_pod_that_the_quota_refuses_leaves_no_token(lab: Lab) -> None:
    lab.strict.add("quota")
    before = accessors(lab.bao)
    with applied(lab.strict.cluster, quota("pods")):
        wait_for("the quota is in force", lambda: in_force("pods"))
        lab.strict.refused("quota")
    assert "exceeded quota" in lab.strict.log()
    assert "secretKeyRef" in lab.strict.log() or "secret_key_ref" in lab.strict.log()
    assert_nothing_is_left(lab, before, "quota")


def test_a_pod_that_a_policy_refuses_leaves_no_token(lab: Lab) -> None:
    lab.strict.add("policy")
    before = accessors(lab.bao)
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "probe", "namespace": NAMESPACE}}
    pod["spec"] = {"containers": [{"name": "a", "image": "a"}]}

    def refuses() -> bool:
        return not kubectl("apply", "--dry-run=server", "-f", "-", given=json.dumps(pod), accepted=(0, 1))

    with applied(lab.strict.cluster, *refusing_policy()):
        wait_for("the policy is in force", refuses, every=0.5)
        lab.strict.refused("policy")
    wait_for("the policy is no more in force", lambda: not refuses(), every=0.5)
    assert "not today" in lab.strict.log()
    assert_nothing_is_left(lab, before, "policy")


def test_a_secret_that_the_quota_refuses_ends_pod_and_token(lab: Lab) -> None:
    lab.strict.add("vessel")
    before = accessors(lab.bao)
    with applied(lab.strict.cluster, quota("secrets")):
        wait_for("the quota is in force", lambda: in_force("secrets"))
        words = lab.strict.refused("vessel")
    assert "the cluster did not take the token for your secrets" in words
    assert "has no Secret: 403 Forbidden" in lab.strict.log()
    assert_nothing_is_left(lab, before, "vessel")


# ---- a Vault that does not answer ----


@contextmanager
def away(lab: Lab) -> Iterator[None]:
    lab.proxy.broken = True
    try:
        yield
    finally:
        lab.proxy.broken = False


@contextmanager
def sealed(lab: Lab) -> Iterator[None]:
    lab.bao.call("PUT", "sys/seal").raise_for_status()
    try:
        yield
    finally:
        key = json.loads((lab.bao.folder / "init.json").read_text())["unseal_keys_b64"][0]
        lab.bao.call("PUT", "sys/unseal", body={"key": key}).raise_for_status()
        wait_for("unsealed", lambda: lab.bao.call("GET", "sys/health").ok)


@contextmanager
def slow(lab: Lab) -> Iterator[None]:
    lab.proxy.delay = 60
    try:
        yield
    finally:
        lab.proxy.delay = 0


@contextmanager
def without_token(lab: Lab) -> Iterator[None]:
    files = [hub.mounted.path("/vault/secrets/vault-token") for hub in (lab.strict, lab.lenient)]
    token = files[0].read_text()
    for file in files:
        file.unlink()
    try:
        yield
    finally:
        for file in files:
            file.write_text(token)


FAULTS = {"away": away, "sealed": sealed, "slow": slow, "without": without_token}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_server_without_a_token_where_one_is_required(lab: Lab, fault: str) -> None:
    user = f"strict-{fault}"
    lab.strict.add(user)
    began = time.time()
    # More often than the hub takes failures of its own.
    with FAULTS[fault](lab):
        words = [lab.strict.refused(user) for _ in range(2)]
    assert {"Vault, which keeps your secrets, does not answer" in each for each in words} == {True}
    assert "Try again in a few minutes" in words[0] and "sys/policies" not in words[0]
    assert not lab.strict.cluster.seen.get((user, ""))
    assert time.time() - began < 2 * (TIMEOUT + 7)
    assert lab.strict.longest_gap(began) < LOST
    assert f"before {user} " in lab.strict.work("hooks") and f"after {user} " in lab.strict.work("hooks")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_server_without_a_token_says_so(lab: Lab, fault: str) -> None:
    user = f"lenient-{fault}"
    lab.lenient.add(user)
    began = time.time()
    with FAULTS[fault](lab):
        pod = lab.lenient.start_server(user)
        lab.lenient.stop_server(user)
    assert "NOTEBOOK_VAULT_TOKEN" not in names_of_variables(pod)
    assert variable(pod, "NOTEBOOK_VAULT_UNAVAILABLE")["value"].startswith("Vault, which keeps your secrets, did not")
    assert f"No token for Vault for {user}: " in lab.lenient.log()
    assert lab.lenient.longest_gap(began) < LOST


def test_a_vault_that_comes_back_in_time_is_waited_for(lab: Lab) -> None:
    lab.strict.add("patient")
    answer = None
    with away(lab):
        answer = lab.strict.api("POST", lab.strict.path("patient"), lab.strict.token)
        time.sleep(TIMEOUT / 4)
    assert answer.status_code == 202
    wait_for("the server is ready", lambda: (lab.strict.model("patient") or {}).get("ready"))
    lab.strict.stop_server("patient")


def test_a_token_is_revoked_later_where_vault_is_away_at_the_end(lab: Lab) -> None:
    lab.strict.add("later")
    token = lab.strict.user_token(lab.strict.start_server("later"))
    with away(lab):
        began = time.time()
        lab.strict.stop_server("later")
        assert time.time() - began < 15
        assert lives(lab.bao, token)
        assert len(lab.strict.accessors("later")) == 1
    wait_for("the token is revoked", lambda: not lives(lab.bao, token))
    wait_for("the accessor is forgotten", lambda: not lab.strict.accessors("later"))


def test_a_start_revokes_what_an_end_could_not(lab: Lab) -> None:
    lab.strict.add("again")
    token = lab.strict.user_token(lab.strict.start_server("again"))
    with away(lab):
        lab.strict.stop_server("again")
        # Nothing of it is in memory any more.
        lab.strict.process.stop()
        lab.strict.start()
    assert lives(lab.bao, token)
    second = lab.strict.user_token(lab.strict.start_server("again"))
    assert not lives(lab.bao, token) and lives(lab.bao, second)
    lab.strict.stop_server("again")
    assert not lives(lab.bao, second)


def test_a_text_that_was_pinned_anew_is_read_again(lab: Lab, tmp_path: Path) -> None:
    lab.strict.add("anew")
    lab.strict.start_server("anew")
    lab.strict.stop_server("anew")
    VaultProject(lab.bao, tmp_path, "  sharedPath: jupyter/shared\n").vault("setup")
    try:
        token = lab.strict.user_token(lab.strict.start_server("anew"))
        assert lab.bao.call("GET", "secret/data/jupyter/shared/x", token).status_code == 404
    finally:
        lab.strict.stop_server("anew")
        VaultProject(lab.bao, tmp_path).vault("setup")


def test_a_hub_without_rights_says_what_to_do(lab: Lab) -> None:
    lab.strict.add("powerless")
    hub_token = lab.strict.mounted.path("/vault/secrets/vault-token")
    kept = hub_token.read_text()
    hub_token.write_text(
        lab.bao.call("POST", "auth/token/create", body={"policies": ["default"]}).json()["auth"]["client_token"]
    )
    try:
        words = lab.strict.refused("powerless")
    finally:
        hub_token.write_text(kept)
    assert "Vault, which keeps your secrets, gives no token. Tell the administrators" in words
    assert "sys/policies/acl/jupyter-user: 403 " in lab.strict.log()
