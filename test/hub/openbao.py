"""A real OpenBao, which has Vault's API (test/servers/openbao.sh)."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

import requests
from rendered import ROOT

SCRIPT = ROOT / "test" / "servers" / "openbao.sh"


class OpenBao:
    """A running server. A context manager, which ends it."""

    def __init__(self, folder: Path, verb: str = "up", config: str = "") -> None:
        """`verb`: `up` in memory, `up-raft` on disk with TLS; `config` joins the server's own."""
        self.folder, self._verb = folder, verb
        self._more: list[str] = []
        if config:
            file = folder.with_suffix(".hcl")
            file.write_text(config, encoding="utf-8")
            self._more = [str(file)]

    def __enter__(self) -> OpenBao:
        self._script(self._verb, *self._more)
        lines = self._script("env").splitlines()
        values = dict(shlex.split(line.removeprefix("export "))[0].split("=", 1) for line in lines)
        self.address, self.root = values["VAULT_ADDR"], values["VAULT_TOKEN"]
        self.ca = values.get("VAULT_CACERT")
        self._session = requests.Session()
        # Its environment may name another authority, which would win.
        self._session.trust_env = False
        self._session.verify = self.ca or True
        return self

    def __exit__(self, *_: object) -> None:
        self._script("down")

    def _script(self, verb: str, *more: str) -> str:
        command = [str(SCRIPT), verb, str(self.folder), *more]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def call(self, method: str, path: str, token: str = "", body: Any = None, **more: Any) -> requests.Response:
        """One call of the API; with the root token where none is given."""
        headers = {"X-Vault-Token": token or self.root}
        url = f"{self.address}/v1/{path}"
        return self._session.request(method, url, headers=headers, json=body, timeout=30, **more)

    def data(self, path: str, token: str = "") -> Any:
        """What is at a path. Raises requests.HTTPError."""
        found = self.call("GET", path, token)
        found.raise_for_status()
        return found.json()["data"]

    def mint(self, hub_token: str, slug: str, ttl: str = "1h") -> str:
        """A user's token, made as the hub makes it. Raises requests.HTTPError."""
        body = self.data("sys/policies/acl/jupyter-user", hub_token)["policy"]
        name = f"jupyter-user-{slug}"
        self.call("PUT", f"sys/policies/acl/{name}", hub_token, {"policy": body}).raise_for_status()
        request = {"entity_alias": slug, "policies": [name], "ttl": ttl}
        made = self.call("POST", "auth/token/create/jupyter-user", hub_token, request)
        made.raise_for_status()
        return str(made.json()["auth"]["client_token"])
