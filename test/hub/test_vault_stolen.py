"""What a thief can do with the hub's token: reach users' secrets, as the hub can, and nothing else in Vault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from openbao import OpenBao
from vault_project import VaultProject

EVERYTHING = 'path "*" { capabilities = ["create", "read", "update", "delete", "list", "sudo"] }'
ACL = "sys/policies/acl"
CREATE = "auth/token/create"
ROLE = f"{CREATE}/jupyter-user"


@pytest.fixture(scope="module")
def bao(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenBao]:
    with OpenBao(tmp_path_factory.mktemp("stolen") / "bao") as running:
        yield running


@pytest.fixture(scope="module")
def stolen(bao: OpenBao, tmp_path_factory: pytest.TempPathFactory) -> str:
    token = VaultProject(bao, tmp_path_factory.mktemp("stolen") / "project").set_up()
    bao.call("POST", "secret/data/jupyterhub/config", body={"data": {"cookie-secret": "x"}}).raise_for_status()
    return token


def body_of(bao: OpenBao) -> str:
    return str(bao.data(f"{ACL}/jupyter-user")["policy"])


def user(**more: Any) -> dict[str, Any]:
    return {"entity_alias": "ada", "policies": ["jupyter-user-ada"], **more}


# What is tried: a name, a method, a path, a body (the pinned text stands for BODY).
Attempt = tuple[str, str, str, Any]

ATTEMPTS: list[Attempt] = [
    ("another body", "PUT", f"{ACL}/jupyter-user-x", {"policy": EVERYTHING}),
    ("text after the body", "PUT", f"{ACL}/jupyter-user-x", {"policy": f"BODY{EVERYTHING}"}),
    ("text before the body", "PUT", f"{ACL}/jupyter-user-x", {"policy": f"{EVERYTHING}\nBODY"}),
    ("a blank before the body", "PUT", f"{ACL}/jupyter-user-x", {"policy": " BODY"}),
    ("a star for the body", "PUT", f"{ACL}/jupyter-user-x", {"policy": "*"}),
    ("an empty body", "PUT", f"{ACL}/jupyter-user-x", {"policy": ""}),
    ("a list of bodies", "PUT", f"{ACL}/jupyter-user-x", {"policy": ["BODY", EVERYTHING]}),
    ("the old name of the field", "PUT", f"{ACL}/jupyter-user-x", {"rules": EVERYTHING}),
    ("both names of the field", "PUT", f"{ACL}/jupyter-user-x", {"policy": "BODY", "rules": EVERYTHING}),
    ("another spelling of the field", "PUT", f"{ACL}/jupyter-user-x", {"Policy": EVERYTHING}),
    ("the old path of policies", "PUT", "sys/policy/jupyter-user-x", {"policy": EVERYTHING}),
    ("the template of users' policies", "PUT", f"{ACL}/jupyter-user", {"policy": EVERYTHING}),
    ("the hub's own policy", "PUT", f"{ACL}/jupyterhub-admin", {"policy": EVERYTHING}),
    ("the hub's own policy with the pinned body", "PUT", f"{ACL}/jupyterhub-admin", {"policy": "BODY"}),
    ("reading the hub's own policy", "GET", f"{ACL}/jupyterhub-admin", None),
    ("deleting a policy", "DELETE", f"{ACL}/jupyter-user-x", None),
    ("a password policy", "PUT", "sys/policies/password/x", {"policy": "length=20"}),
    ("a token of root", "POST", ROLE, user(policies=["root"])),
    ("a token of the hub", "POST", ROLE, user(policies=["jupyterhub-admin"])),
    ("a token of a user and of the hub", "POST", ROLE, user(policies=["jupyter-user-ada", "jupyterhub-admin"])),
    ("a token of the default policy", "POST", ROLE, user(policies=["default"])),
    ("a token without an alias", "POST", ROLE, {"policies": ["jupyter-user-ada"]}),
    ("a token without policies", "POST", ROLE, {"entity_alias": "ada"}),
    ("a token with a maximum of its own", "POST", ROLE, user(explicit_max_ttl="8760h")),
    ("a periodic token", "POST", ROLE, user(period="8760h")),
    ("a token with an id", "POST", ROLE, user(id="known")),
    ("a batch token", "POST", ROLE, user(type="batch")),
    ("a token with the default policy added", "POST", ROLE, user(no_default_policy=False)),
    ("a token without the role", "POST", CREATE, {"policies": ["jupyter-user-ada"]}),
    ("an orphan without the role", "POST", "auth/token/create-orphan", {"policies": ["jupyter-user-ada"]}),
    ("a token of the hub's role", "POST", f"{CREATE}/jupyterhub-admin", {}),
    ("reading the role", "GET", "auth/token/roles/jupyter-user", None),
    ("changing the role", "POST", "auth/token/roles/jupyter-user", {"allowed_policies_glob": ["*"]}),
    ("a new role", "POST", "auth/token/roles/mine", {"allowed_policies_glob": ["*"]}),
    ("all accessors", "LIST", "auth/token/accessors", None),
    ("looking up an accessor", "POST", "auth/token/lookup-accessor", {"accessor": "x"}),
    ("the hub's other secrets", "GET", "secret/data/jupyterhub/config", None),
    ("a user's secret, directly", "GET", "secret/data/jupyter/users/ada/own", None),
    ("all folders of users", "LIST", "secret/metadata/jupyter/users", None),
    ("all mounts", "GET", "sys/mounts", None),
    ("a new mount", "POST", "sys/mounts/mine", {"type": "kv"}),
    ("auth methods", "GET", "sys/auth", None),
    ("an entity", "POST", "identity/entity", {"name": "me", "policies": ["root"]}),
    ("a group", "POST", "identity/group", {"name": "us", "policies": ["root"]}),
    ("an alias", "POST", "identity/entity-alias", {"name": "ada"}),
    ("audit devices", "GET", "sys/audit", None),
    ("a raw read", "GET", "sys/raw/core/keyring", None),
    ("sealing", "PUT", "sys/seal", None),
    ("what it may do", "POST", "sys/capabilities-self", {"paths": ["sys/mounts"]}),
]


def filled(body: Any, text: str) -> Any:
    return json.loads(json.dumps(body).replace("BODY", json.dumps(text)[1:-1])) if body is not None else None


@pytest.mark.parametrize(
    ("method", "path", "body"), [each[1:] for each in ATTEMPTS], ids=[each[0] for each in ATTEMPTS]
)
def test_refused(bao: OpenBao, stolen: str, method: str, path: str, body: Any) -> None:
    answer = bao.call(method, path, stolen, filled(body, body_of(bao)))
    assert answer.status_code in (400, 403, 405), answer.text


def test_refused_in_other_encodings(bao: OpenBao, stolen: str) -> None:
    text = body_of(bao)
    url = f"{bao.address}/v1/{ACL}/jupyter-user-x"
    twice = f'{{"policy": {json.dumps(text)}, "policy": {json.dumps(EVERYTHING)}}}'
    for data, kind in (
        (twice, "application/json"),
        (json.dumps({"policy": text.replace("\n", "\r\n")}), "application/json"),
        (f"policy={EVERYTHING}", "application/x-www-form-urlencoded"),
    ):
        headers = {"X-Vault-Token": stolen, "Content-Type": kind}
        assert requests.put(url, data=data, headers=headers, timeout=10).status_code in (400, 403), data


def test_what_it_got_is_nothing(bao: OpenBao, stolen: str) -> None:
    """After all of the tries every policy of a user is the pinned text, and no token of the thief can do more."""
    text = body_of(bao)
    names = [each for each in bao.data(f"{ACL}?list=true")["keys"] if each.startswith("jupyter-user-")]
    for name in names:
        assert bao.data(f"{ACL}/{name}")["policy"] == text
    token = bao.mint(stolen, "ada")
    for path in ("sys/mounts", "secret/data/jupyterhub/config", "auth/token/accessors?list=true"):
        assert bao.call("GET", path, token).status_code == 403
    assert bao.call("POST", f"{CREATE}/jupyter-user", token, user()).status_code == 403


def test_what_it_can_do(bao: OpenBao, stolen: str) -> None:
    """The rest of the risk, as the documentation says: users' secrets, through tokens in their names."""
    token = bao.mint(stolen, "victim")
    assert bao.call("POST", "secret/data/jupyter/users/victim/own", token, {"data": {"a": "b"}}).ok
    accessor = bao.data("auth/token/lookup-self", token)["accessor"]
    assert bao.call("POST", "auth/token/revoke-accessor", stolen, {"accessor": accessor}).ok
    assert bao.call("GET", "auth/token/lookup-self", token).status_code == 403
