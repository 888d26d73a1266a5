"""A real OpenBao with the policies and roles of the platform, and tokens of users."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

SCRIPT = Path(__file__).parents[3] / "test" / "servers" / "openbao.sh"

# The text that every user's policy has (lib/features/vault/policies.ts).
BODY = """
path "secret/data/jupyter/users/{alias}/*" {{ capabilities = ["create", "read", "update", "patch", "delete"] }}
path "secret/metadata/jupyter/users/{alias}/*" {{ capabilities = ["read", "list", "delete"] }}
path "secret/metadata/jupyter/users/{alias}" {{ capabilities = ["list"] }}
path "secret/delete/jupyter/users/{alias}/*" {{ capabilities = ["update"] }}
path "auth/token/lookup-self" {{ capabilities = ["read"] }}
path "auth/token/renew-self" {{ capabilities = ["update"] }}
path "auth/token/revoke-self" {{ capabilities = ["update"] }}
"""


class Server:
    """A running server, and what the hub does in it."""

    def __init__(self, folder: Path, verb: str = "up") -> None:
        self.folder, self.verb = folder, verb

    def script(self, verb: str) -> str:
        done = subprocess.run(
            [str(SCRIPT), verb, str(self.folder)], capture_output=True, text=True, env=os.environ, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> Server:
        self.script(self.verb)
        pairs = (shlex.split(line.removeprefix("export "))[0].split("=", 1) for line in self.script("env").splitlines())
        values = dict(pairs)
        self.address, self.root, self.ca = values["VAULT_ADDR"], values["VAULT_TOKEN"], values.get("VAULT_CACERT")
        return self

    def stop(self) -> None:
        self.script("down")

    def call(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        """One call, with the root token where none is given. Raises requests.HTTPError."""
        headers = {"X-Vault-Token": token or self.root}
        url = f"{self.address}/v1/{path}"
        answer = requests.request(method, url, headers=headers, json=body, timeout=30, verify=self.ca or True)
        answer.raise_for_status()
        return answer.json() if answer.content else {}

    def set_up(self) -> None:
        accessor = self.call("GET", "sys/auth")["data"]["token/"]["accessor"]
        alias = f"{{{{identity.entity.aliases.{accessor}.name}}}}"
        self.call("PUT", "sys/policies/acl/jupyter-user", {"policy": BODY.format(alias=alias)})
        role = {"allowed_policies": ["jupyter-user"], "allowed_entity_aliases": ["*"], "orphan": True}
        role |= {"renewable": True, "token_no_default_policy": True, "token_type": "service"}
        self.call("POST", "auth/token/roles/jupyter-user", role)
        self.call("POST", "auth/token/roles/short", {**role, "token_explicit_max_ttl": 8})

    def token(self, user: str, ttl: str = "1h", role: str = "jupyter-user") -> str:
        request = {"entity_alias": user, "policies": ["jupyter-user"], "ttl": ttl}
        return str(self.call("POST", f"auth/token/create/{role}", request)["auth"]["client_token"])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("openbao") / "run").start()
    try:
        running.set_up()
        yield running
    finally:
        running.stop()


@pytest.fixture
def enter(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets the environment of a user's server."""

    def set_environment(server: Server, token: str, user: str = "ada", **more: str) -> None:
        for name in ("NOTEBOOK_VAULT_UNAVAILABLE", "VAULT_CACERT", "BUUNSTACK_LOG_LEVEL"):
            monkeypatch.delenv(name, raising=False)
        values = {"VAULT_ADDR": server.address, "NOTEBOOK_VAULT_TOKEN": token}
        for name, value in {**values, "NOTEBOOK_VAULT_PATH": f"jupyter/users/{user}", **more}.items():
            monkeypatch.setenv(name, value)

    return set_environment
