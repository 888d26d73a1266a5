"""The secrets of one user."""

from __future__ import annotations

import json
import logging
import os
import random
import time
from typing import Any, overload

from .errors import FieldNotFound, InvalidName, NotConfigured, WriteConflict
from .names import checked, escaped
from .vault import Refused, Vault, missing

log = logging.getLogger("buunstack")

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_TRIES = 30
_LARGEST = 2**53


class SecretStore:
    """Named secrets, each with fields. Threads may share one.

    Everything it needs is in the environment of the server: VAULT_ADDR, NOTEBOOK_VAULT_TOKEN, NOTEBOOK_VAULT_PATH
    (the user's folder), NOTEBOOK_VAULT_MOUNT, VAULT_CACERT, BUUNSTACK_LOG_LEVEL. Raises NotConfigured without them.
    """

    def __init__(self) -> None:
        log.setLevel(_LEVELS.get(os.environ.get("BUUNSTACK_LOG_LEVEL", "").lower(), logging.WARNING))
        without = os.environ.get("NOTEBOOK_VAULT_UNAVAILABLE")
        token = os.environ.get("NOTEBOOK_VAULT_TOKEN")
        if not token:
            raise NotConfigured(without or "NOTEBOOK_VAULT_TOKEN is not set")
        self._address, self._path = _variable("VAULT_ADDR"), _variable("NOTEBOOK_VAULT_PATH").strip("/")
        self._mount = os.environ.get("NOTEBOOK_VAULT_MOUNT") or "secret"
        self._vault = Vault(self._address, token, os.environ.get("VAULT_CACERT") or None)

    def __repr__(self) -> str:
        return f"SecretStore({self._address}, {self._mount}/{self._path})"

    def put(self, path: str, /, **fields: Any) -> None:
        """Adds fields to a secret, or changes them; its other fields stay, also when others write at the same time.

        Without fields it makes an empty secret where there is none. Raises InvalidName for what JSON cannot hold, and
        WriteConflict where others keep changing the secret.
        """
        name = checked(path)
        _storable(fields)
        self._change(name, lambda known: {**(known or {}), **fields})

    @overload
    def get(self, path: str, /) -> dict[str, Any]: ...

    @overload
    def get(self, path: str, /, field: str) -> Any: ...

    def get(self, path: str, /, field: str | None = None) -> Any:
        """All fields of a secret, or one of them. Raises SecretNotFound or FieldNotFound."""
        name = checked(path)
        known, _ = self._read(name)
        if known is None:
            raise missing(name)
        if field is None:
            return known
        return known[_present(name, known, field)]

    def list(self, path: str = "", /) -> list[str]:
        """Names of all secrets, or of those in a folder, sorted. Each is as `get` takes it."""
        start = f"{checked(path.strip('/'))}/" if path.strip("/") else ""
        names: list[str] = []
        folders = [start]
        while folders:
            folder = folders.pop()
            answer = self._vault.call("get", f"{self._at('metadata', folder.rstrip('/'))}?list=true", folder)
            for key in answer["data"]["keys"] if answer else []:
                (folders if key.endswith("/") else names).append(f"{folder}{key}")
        return sorted(names)

    def delete(self, path: str, /, field: str | None = None) -> None:
        """Deletes a secret for good, with all its versions; or one field. Raises SecretNotFound or FieldNotFound."""
        name = checked(path)
        if field is not None:
            self._change(name, lambda known: _without(name, known, field))
            return
        if self._read(name)[0] is None:
            raise missing(name)
        self._vault.call("delete", self._at("metadata", name), name)

    def _read(self, name: str) -> tuple[dict[str, Any] | None, int]:
        """The fields, None where there is no secret, and the version that a write has to name."""
        while True:
            answer = self._vault.call("get", self._at("data", name), name)
            if answer is not None:
                data = answer["data"]
                return data["data"], int(data["metadata"]["version"])
            # A version that was deleted still counts.
            metadata = self._vault.call("get", self._at("metadata", name), name)
            if metadata is None:
                return None, 0
            last = int(metadata["data"]["current_version"])
            if last == 0 or _is_gone(metadata["data"]["versions"][str(last)]):
                return None, last
            # Somebody wrote it between the two answers.

    def _change(self, name: str, change: Any) -> None:
        """Reads, changes and writes, and begins again where somebody else wrote in between (check-and-set)."""
        for attempt in range(_TRIES):
            known, version = self._read(name)
            changed = change(known)
            if changed == known and known is not None and not _differs_in_type(changed, known):
                return
            try:
                self._vault.call("post", self._at("data", name), name, {"options": {"cas": version}, "data": changed})
                return
            except Refused as refusal:
                if "check-and-set" not in refusal.errors:
                    raise
                log.debug("%s was changed in between", name)
            time.sleep(random.uniform(0, min(0.02 * 2**attempt, 1.0)))
        raise WriteConflict(name)

    def _at(self, kind: str, name: str) -> str:
        return escaped("/".join(part for part in (self._mount, kind, self._path, name) if part))


def _is_gone(version: dict[str, Any]) -> bool:
    return bool(version["deletion_time"]) or bool(version["destroyed"])


def _variable(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise NotConfigured(f"{name} is not set")
    return value


def _storable(fields: dict[str, Any]) -> None:
    for key, value in fields.items():
        try:
            # Vault reads whole numbers as it reads all others: beyond 2^53 the last digits are lost.
            same = json.loads(json.dumps(value, allow_nan=False), parse_int=_whole) == value
        except (TypeError, ValueError):
            same = False
        if not same:
            raise InvalidName(
                f"Field {key!r} cannot be stored: it is {type(value).__name__}; text, numbers and such are."
            )


def _whole(text: str) -> int:
    number = int(text)
    if abs(number) > _LARGEST:
        raise ValueError
    return number


def _present(name: str, known: dict[str, Any], field: str) -> str:
    if field not in known:
        fields = ", ".join(map(repr, sorted(known))) or "none"
        raise FieldNotFound(f"The secret {name!r} has no field {field!r}; it has {fields}.")
    return field


def _without(name: str, known: dict[str, Any] | None, field: str) -> dict[str, Any]:
    if known is None:
        raise missing(name)
    _present(name, known, field)
    return {key: value for key, value in known.items() if key != field}


def _differs_in_type(one: Any, other: Any) -> bool:
    """1, 1.0 and True are equal, and not the same secret."""
    return json.dumps(one, sort_keys=True) != json.dumps(other, sort_keys=True)
