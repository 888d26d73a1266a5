"""`hubsynth vault` against a real server: what it writes, what it finds, how long the hub's token lives."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import hubsynth
from openbao import OpenBao
from rendered import ROOT
from vault_project import VaultProject


@pytest.fixture
def bao(tmp_path: Path) -> Iterator[OpenBao]:
    with OpenBao(tmp_path / "bao") as running:
        yield running


def states(found: list[dict[str, str]]) -> dict[str, str]:
    return {each["what"]: each["state"] for each in found}


def test_set_up_once_and_again(bao: OpenBao, tmp_path: Path) -> None:
    project = VaultProject(bao, tmp_path / "project")
    before = states(project.vault("setup", "--dry-run"))
    assert set(before.values()) == {"missing", "same"}
    assert states(project.vault("setup", "--dry-run")) == before, "a dry run changes nothing"
    first = states(project.vault("setup"))
    assert [what for what, state in first.items() if state == "created"] == [
        "policy jupyter-user",
        "policy jupyterhub-admin",
        "token role jupyterhub-admin",
        "token role jupyter-user",
    ]
    assert set(states(project.vault("setup")).values()) == {"same"}


def test_what_somebody_changed_is_found_and_put_right(bao: OpenBao, tmp_path: Path) -> None:
    project = VaultProject(bao, tmp_path / "project")
    project.set_up()
    assert set(states(project.vault("check")).values()) == {"ok", "warning"}
    text = bao.data("sys/policies/acl/jupyterhub-admin")["policy"]
    bao.call("PUT", "sys/policies/acl/jupyterhub-admin", body={"policy": f"{text}# by hand\n"}).raise_for_status()
    changed = {"token_explicit_max_ttl": 0, "orphan": False}
    bao.call("POST", "auth/token/roles/jupyter-user", body=changed).raise_for_status()
    found = project.vault("check")
    wrong = {each["what"]: each["detail"] for each in found if each["state"] == "wrong"}
    assert set(wrong) >= {"policy jupyterhub-admin", "token role jupyter-user"}
    assert "orphan" in wrong["token role jupyter-user"] and "token_explicit_max_ttl" in wrong["token role jupyter-user"]
    assert {"different"} <= set(states(project.vault("setup", "--dry-run")).values())
    assert states(project.vault("setup"))["token role jupyter-user"] == "updated"
    assert set(states(project.vault("check")).values()) == {"ok", "warning"}


def test_a_field_that_was_set_by_hand_is_put_back(bao: OpenBao, tmp_path: Path) -> None:
    project = VaultProject(bao, tmp_path / "project")
    project.set_up()
    for field, value in {
        "token_bound_cidrs": ["10.0.0.0/8"],
        "token_num_uses": 3,
        "disallowed_policies": ["x"],
    }.items():
        bao.call("POST", "auth/token/roles/jupyter-user", body={field: value}).raise_for_status()
        assert states(project.vault("setup"))["token role jupyter-user"] == "updated", field
        assert states(project.vault("setup"))["token role jupyter-user"] == "same", field


def test_check_tells_of_tokens_times_folders_and_audit(bao: OpenBao, tmp_path: Path) -> None:
    project = VaultProject(bao, tmp_path / "project")
    project.vault("setup")
    assert states(project.vault("check"))["admin token"] == "wrong"
    project.set_up()
    token = bao.data("secret/data/jupyterhub/vault-token")["data"]["token"]
    before = bao.data("sys/policies/acl?list=true")["keys"]
    accessors = bao.data("auth/token/accessors?list=true")["keys"]
    found = {each["what"]: each for each in project.vault("check")}
    assert found["a token for a user, made as the hub does"]["state"] == "ok"
    assert found["audit device"]["state"] == "warning"
    # The trial leaves no token; its policy is the one text that all have.
    assert set(bao.data("auth/token/accessors?list=true")["keys"]) == set(accessors)
    assert set(bao.data("sys/policies/acl?list=true")["keys"]) - set(before) == {"jupyter-user-hubsynth_20check"}
    for name in ("Carol", "a_b", "ada", "_41da"):
        bao.call("POST", f"secret/data/jupyter/users/{name}/x", body={"data": {"a": "b"}}).raise_for_status()
    bao.call("PUT", "sys/policies/acl/jupyter-user-old", body={"policy": 'path "secret/*" { capabilities = ["read"] }'})
    bao.call("POST", "sys/auth/token/tune", body={"max_lease_ttl": "24h"}).raise_for_status()
    bao.call("POST", "auth/token/revoke", body={"token": token})
    found = {each["what"]: each for each in project.vault("check")}
    assert found["folders of users"]["detail"].endswith('slug of their user: "Carol", "a_b"')
    assert '"jupyter-user-old"' in found["policies of users"]["detail"]
    assert found["userToken.maxTtl against the maximum of Vault"]["state"] == "wrong"
    assert found["admin token"]["state"] == "wrong"


def test_a_token_of_another_century_is_old(bao: OpenBao, tmp_path: Path) -> None:
    project = VaultProject(bao, tmp_path / "project")
    project.set_up()
    command = ["vault", "check", "--token-stdin", "--json"]
    far = str(ROOT / "test" / "support" / "far-clock.cjs")
    done = hubsynth(*command, cwd=project.folder, given=bao.root, preload=far)
    found = {each["what"]: each for each in json.loads(done.stdout)["checks"]}
    assert found["age of the admin token"]["state"] == "warning"
    assert "replace it with `hubsynth vault token`" in found["age of the admin token"]["detail"]


def test_a_mount_of_the_first_version_is_refused(bao: OpenBao, tmp_path: Path) -> None:
    bao.call("POST", "sys/mounts/old", body={"type": "kv", "options": {"version": "1"}}).raise_for_status()
    project = VaultProject(bao, tmp_path / "project", "  mount: old\n")
    done = hubsynth("vault", "setup", "--token-stdin", cwd=project.folder, given=bao.root)
    assert done.returncode == 1
    assert "version 1" in done.stderr


def test_exit_statuses_and_no_token_anywhere(bao: OpenBao, tmp_path: Path) -> None:
    project = VaultProject(bao, tmp_path / "project")
    run = lambda given, *more: hubsynth("vault", "setup", *more, cwd=project.folder, given=given)  # noqa: E731
    assert run("").returncode == 2, "nobody gave a token"
    refused = run("s.not-a-token", "--token-stdin")
    assert refused.returncode == 1 and "not-a-token" not in refused.stderr
    assert run("root", "--token-stdin", "--vault-address", "http://127.0.0.1:9").returncode == 3
    assert run("", "--token-file", "missing").returncode == 2


def test_a_private_authority_is_wanted_and_taken(tmp_path: Path) -> None:
    with OpenBao(tmp_path / "bao", "up-raft") as bao:
        project = VaultProject(bao, tmp_path / "project")
        untrusted = hubsynth("vault", "setup", "--token-stdin", cwd=project.folder, given=bao.root)
        assert untrusted.returncode == 3
        assert "certificate is not trusted" in untrusted.stderr
        assert set(states(project.vault("setup")).values()) == {"created"}


@pytest.mark.parametrize("seconds", [75])
def test_the_admin_token_outlives_the_maximum_of_the_server(tmp_path: Path, seconds: int) -> None:
    with OpenBao(tmp_path / "bao", config='max_lease_ttl = "60s"\ndefault_lease_ttl = "30s"\n') as bao:
        more = "  adminToken: { period: 40s }\n"
        token = VaultProject(bao, tmp_path / "project", more).set_up()
        # As the older system had it: renewable, and without a maximum of its own.
        request = {"policies": ["jupyterhub-admin"], "ttl": "20s", "explicit_max_ttl": "0", "no_parent": True}
        control = bao.call("POST", "auth/token/create", body=request).json()["auth"]["client_token"]
        began, control_lived = time.monotonic(), 0.0
        while time.monotonic() - began < seconds:
            assert bao.call("POST", "auth/token/renew-self", token).ok
            if bao.call("POST", "auth/token/renew-self", control).ok:
                control_lived = time.monotonic() - began
            time.sleep(5)
        assert bao.call("GET", "auth/token/lookup-self", token).ok
        assert bao.call("GET", "auth/token/lookup-self", control).status_code == 403
        assert control_lived < 62
