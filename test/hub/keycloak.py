"""A real Keycloak (test/servers/keycloak.sh), and its admin API as far as tests change people and groups."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

import requests
from rendered import ROOT

SCRIPT = ROOT / "test" / "servers" / "keycloak.sh"
REALM = "test"


class Keycloak:
    """A running server with the realm `test`. A context manager, which ends it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Keycloak:
        self._script("up")
        lines = self._script("env").splitlines()
        values = dict(shlex.split(line.removeprefix("export "))[0].split("=", 1) for line in lines)
        self.address = values["KEYCLOAK_URL"]
        self.admin, self.password = values["KEYCLOAK_ADMIN"], values["KEYCLOAK_ADMIN_PASSWORD"]
        return self

    def __exit__(self, *_: object) -> None:
        self._script("down")

    def _script(self, verb: str) -> str:
        done = subprocess.run(
            [str(SCRIPT), verb, str(self._folder)], capture_output=True, text=True, env=os.environ, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """One call below the realm; what it answers, where it answers anything."""
        form = {"grant_type": "password", "client_id": "admin-cli", "username": self.admin, "password": self.password}
        # A token lives for a minute only.
        token = requests.post(f"{self.address}/realms/master/protocol/openid-connect/token", data=form, timeout=30)
        headers = {"Authorization": f"Bearer {token.json()['access_token']}"}
        url = f"{self.address}/admin/realms/{REALM}{path}"
        found = requests.request(method, url, headers=headers, json=body, timeout=30)
        found.raise_for_status()
        return found.json() if found.text else None

    def add_user(self, name: str, groups: list[str]) -> None:
        """A user with the password `NAME-password`, in groups that are made where they are missing."""
        known = {each["name"] for each in self.api("GET", "/groups")}
        for group in set(groups) - known:
            self.api("POST", "/groups", {"name": group})
        person = {"email": f"{name}@example.test", "emailVerified": True, "firstName": name, "lastName": "User"}
        password = [{"type": "password", "value": f"{name}-password"}]
        paths = [f"/{group}" for group in groups]
        self.api(
            "POST", "/users", {"username": name, "enabled": True, **person, "credentials": password, "groups": paths}
        )

    def user(self, name: str) -> str:
        """The id of a user."""
        return str(self.api("GET", f"/users?exact=true&username={name}")[0]["id"])

    def group(self, name: str) -> str:
        """The id of a group."""
        return next(str(each["id"]) for each in self.api("GET", "/groups") if each["name"] == name)

    def join(self, user: str, group: str) -> None:
        self.api("PUT", f"/users/{self.user(user)}/groups/{self.group(group)}")

    def leave(self, user: str, group: str) -> None:
        self.api("DELETE", f"/users/{self.user(user)}/groups/{self.group(group)}")

    def client(self, client_id: str) -> Any:
        """A client as Keycloak has it."""
        return self.api("GET", f"/clients?clientId={client_id}")[0]
