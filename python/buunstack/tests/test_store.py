"""What users do with their secrets, against a real server."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from buunstack import FieldNotFound, InvalidName, PermissionDenied, SecretNotFound, SecretStore
from conftest import Server


@pytest.fixture
def store(server: Server, enter: Callable[..., None]) -> SecretStore:
    user = f"u{uuid.uuid4().hex}"
    enter(server, server.token(user), user)
    return SecretStore()


VALUES: dict[str, Any] = {
    "text": "ä \" ' \n {{x}} ${y}",
    "empty": "",
    "whole": 7,
    "large": 2**53,
    "part": 0.5,
    "yes": True,
    "no": False,
    "none": None,
    "list": [1, "a", None, [True]],
    "map": {"a": {"b": [1.5]}},
}


def test_values_come_back_as_they_went_in(store: SecretStore) -> None:
    store.put("all", **VALUES)
    found = store.get("all")
    assert found == VALUES
    assert {key: type(value) for key, value in found.items()} == {key: type(value) for key, value in VALUES.items()}
    for key, value in VALUES.items():
        assert store.get("all", field=key) == value


@pytest.mark.parametrize(
    "value", [b"bytes", object(), {1: "number as a key"}, float("nan"), (1, 2), {1, 2}, 2**53 + 1, [{"a": -(2**60)}]]
)
def test_what_would_come_back_as_something_else_is_refused(store: SecretStore, value: Any) -> None:
    with pytest.raises(InvalidName, match="'odd' cannot be stored"):
        store.put("a", odd=value)
    with pytest.raises(SecretNotFound):
        store.get("a")


def test_put_adds_and_changes_fields(store: SecretStore) -> None:
    store.put("db", user="ada", password="one")
    store.put("db", password="two", port=5432)
    assert store.get("db") == {"user": "ada", "password": "two", "port": 5432}
    store.put("db", port=5432.5)
    store.put("db", port=True)
    assert store.get("db", field="port") is True
    store.put("db", port=1)
    assert type(store.get("db", field="port")) is int


def test_fields_may_be_called_anything(store: SecretStore) -> None:
    store.put("odd", path="p", self="s", field="f", name="n", **{"with blank": 1, "": 2})
    assert store.get("odd") == {"path": "p", "self": "s", "field": "f", "name": "n", "with blank": 1, "": 2}


def test_missing_and_empty_are_two_things(store: SecretStore) -> None:
    with pytest.raises(SecretNotFound, match="There is no secret 'a'"):
        store.get("a")
    with pytest.raises(KeyError):
        store.get("a")
    store.put("a")
    assert store.get("a") == {}
    with pytest.raises(FieldNotFound, match="has no field 'x'; it has none"):
        store.get("a", field="x")
    store.put("a", x=None)
    assert store.get("a", field="x") is None
    store.put("a")
    assert store.get("a") == {"x": None}, "an existing secret stays as it is"


def test_delete(store: SecretStore) -> None:
    store.put("db", user="ada", password="x")
    store.delete("db", field="user")
    assert store.get("db") == {"password": "x"}
    with pytest.raises(FieldNotFound):
        store.delete("db", field="user")
    store.delete("db", field="password")
    assert store.get("db") == {} and store.list() == ["db"]
    store.delete("db")
    assert store.list() == []
    for deleted in (lambda: store.get("db"), lambda: store.delete("db"), lambda: store.delete("db", field="x")):
        with pytest.raises(SecretNotFound):
            deleted()
    store.put("db", again=1)
    assert store.get("db") == {"again": 1}


def test_a_version_that_was_deleted_elsewhere(server: Server, enter: Callable[..., None]) -> None:
    """Vault's own tools delete the last version and keep its number."""
    enter(server, server.token("bob"), "bob")
    store = SecretStore()
    store.put("a", x=1)
    server.call("DELETE", "secret/data/jupyter/users/bob/a")
    with pytest.raises(SecretNotFound):
        store.get("a")
    store.put("a", y=2)
    assert store.get("a") == {"y": 2}


NAMES = ["a", "a/b", "a/b/c", "with blank", "ä/ö", "50%", "a?b", "a#b", "a+b", "a&b=c", "名前", "a.b", "..a", "~", "A"]


def test_names_of_every_kind(store: SecretStore) -> None:
    assert store.list() == []
    for name in NAMES:
        store.put(name, name=name)
    assert store.list() == sorted(NAMES)
    for name in NAMES:
        assert store.get(name) == {"name": name}
    assert store.list("a") == ["a/b", "a/b/c"]
    for name in NAMES:
        store.delete(name)
    assert store.list() == []


@pytest.mark.parametrize(
    "name",
    ["", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../b", "a/./b", "a\nb", "a\x00", " a", "a ", "x" * 513, 7, None],
)
def test_names_that_are_none(store: SecretStore, name: Any) -> None:
    for use in (store.get, store.delete, store.put):
        with pytest.raises(InvalidName):
            use(name)


@pytest.mark.parametrize("name", ["new", "again", "and again"])
def test_writers_at_the_same_time_lose_nothing(store: SecretStore, name: str) -> None:
    def write(writer: int) -> None:
        mine = SecretStore()
        for number in range(10):
            mine.put(name, **{f"w{writer}_{number}": number})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert store.get(name) == {f"w{writer}_{number}": number for writer in range(8) for number in range(10)}


def test_others_folders_are_closed(server: Server, enter: Callable[..., None]) -> None:
    enter(server, server.token("ada"), "eve")
    store = SecretStore()
    for use in (lambda: store.get("x"), lambda: store.put("x", a=1), lambda: store.delete("x"), store.list):
        with pytest.raises(PermissionDenied, match="administrators"):
            use()
