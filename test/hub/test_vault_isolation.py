"""Users of hostile names, each with a token as the hub makes them, try to reach what is another's."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hostile_names import HOSTILE
from openbao import OpenBao
from vault_project import VaultProject

from user_slug import user_slug

USERS = "jupyter/users"


@pytest.fixture(scope="module")
def bao(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenBao]:
    with OpenBao(tmp_path_factory.mktemp("isolation") / "bao") as running:
        yield running


@pytest.fixture(scope="module")
def hub_token(bao: OpenBao, tmp_path_factory: pytest.TempPathFactory) -> str:
    return VaultProject(bao, tmp_path_factory.mktemp("isolation") / "project").set_up()


@pytest.fixture(scope="module")
def tokens(bao: OpenBao, hub_token: str) -> dict[str, str]:
    """A token for each name, and a secret in each folder."""
    made = {name: bao.mint(hub_token, user_slug(name)) for name in HOSTILE}
    for name, token in made.items():
        body = {"data": {"owner": name}}
        bao.call("POST", f"secret/data/{folder(name)}/own", token, body).raise_for_status()
    return made


def folder(name: str) -> str:
    return f"{USERS}/{user_slug(name)}"


def test_slugs_are_as_many_as_names_and_fold_case() -> None:
    assert len(HOSTILE) >= 40
    assert len({user_slug(name).casefold() for name in HOSTILE}) == len(set(HOSTILE)) == len(HOSTILE)


def test_everybody_has_their_own(bao: OpenBao, tokens: dict[str, str]) -> None:
    for name, token in tokens.items():
        assert bao.data(f"secret/data/{folder(name)}/own", token)["data"] == {"owner": name}
        assert bao.data(f"secret/metadata/{folder(name)}?list=true", token)["keys"] == ["own"]


def test_nobody_reaches_anything_of_another(bao: OpenBao, tokens: dict[str, str]) -> None:
    tries, successes = 0, []
    for name, token in tokens.items():
        for other in HOSTILE:
            if other == name:
                continue
            for method, path, body in attempts(folder(other)):
                tries += 1
                if bao.call(method, path, token, body).ok:
                    successes.append((name, other, method, path))
    assert tries > 10_000
    assert successes == []


def attempts(place: str) -> list[tuple[str, str, dict[str, object] | None]]:
    return [
        ("GET", f"secret/data/{place}/own", None),
        ("GET", f"secret/metadata/{place}?list=true", None),
        ("POST", f"secret/data/{place}/own", {"data": {"stolen": "1"}}),
    ]


def test_names_as_they_are_written_lead_nowhere_else(bao: OpenBao, tokens: dict[str, str]) -> None:
    """A path that holds the raw name, quoted or not, is nobody's, or the very user's own."""
    for name, token in tokens.items():
        for raw in {quote(name, safe=""), name.replace("\n", "").replace("\r", "").replace("\x00", "")}:
            for path in (f"secret/data/{USERS}/{raw}/own", f"secret/data/{USERS}/{raw}/../ada/own"):
                found = bao.call("GET", path, token)
                owner = found.json()["data"]["data"]["owner"] if found.ok else name
                assert owner == name, (name, path)


def test_nobody_widens_a_policy(bao: OpenBao, tokens: dict[str, str]) -> None:
    everything = {"policy": 'path "*" { capabilities = ["create", "read", "update", "delete", "list", "sudo"] }'}
    for name, token in tokens.items():
        for policy in (f"jupyter-user-{user_slug(name)}", "jupyter-user", "jupyterhub-admin"):
            assert bao.call("PUT", f"sys/policies/acl/{policy}", token, everything).status_code == 403
            assert bao.call("GET", f"sys/policies/acl/{policy}", token).status_code == 403
        for request in ({}, {"policies": ["root"]}, {"policies": ["jupyterhub-admin"]}):
            assert bao.call("POST", "auth/token/create", token, request).status_code == 403
            assert bao.call("POST", "auth/token/create/jupyter-user", token, request).status_code == 403
    text = bao.data("sys/policies/acl/jupyter-user")["policy"]
    for name in HOSTILE:
        assert bao.data(f"sys/policies/acl/jupyter-user-{user_slug(name)}")["policy"] == text


def test_nothing_was_changed_by_all_of_this(bao: OpenBao, tokens: dict[str, str]) -> None:
    for name, token in tokens.items():
        assert bao.data(f"secret/data/{folder(name)}/own", token)["data"] == {"owner": name}
