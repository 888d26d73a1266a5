"""Hubs that log in through a real Keycloak."""

from __future__ import annotations

import json
import os
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import requests
from command import answer, project, synth
from keycloak import Keycloak
from mounted import Mounted, Secrets
from rendered import ROOT
from running_hub import NODE_MODULES, RunningHub

CONFIG = """name: lab
namespace: jupyter
host: lab.example.com
login:
  keycloak:
    url: {url}
    realm: test
    clientId: lab
{login}"""

# People come back from Keycloak to this machine.
RETURNS = """
from urllib.parse import quote
c.GenericOAuthenticator.oauth_callback_url = "{public}/hub/oauth_callback"
c.GenericOAuthenticator.logout_redirect_url = c.GenericOAuthenticator.logout_redirect_url.replace(
    quote("https://lab.example.com/", safe=""), quote("{public}/", safe=""))
"""


class LoginHub(RunningHub):
    """A hub with a login, and its client in Keycloak, which is made by `hubsynth keycloak client`."""

    def __init__(self, keycloak: Keycloak, folder: Path, login: str) -> None:
        self.keycloak = keycloak
        self.project = project(folder / "project", CONFIG.format(url=keycloak.address, login=login))
        secret = folder / "client-secret"
        said = self.client("--secret-out", str(secret))
        assert said["steps"][0]["state"] in ("created", "updated", "same")
        known = Secrets()
        known.set("jupyterhub-oidc", "client-secret", secret.read_text(encoding="utf-8").strip())
        mounted = Mounted(synth(self.project), folder / "root", known)
        super().__init__(mounted, folder, {}, RETURNS + 'c.JupyterHub.spawner_class = "simple"\n')
        let_back(keycloak, "lab", self.public)

    def client(self, *more: str) -> Any:
        return answer("keycloak", "client", "--password-stdin", *more, cwd=self.project, given=self.keycloak.password)

    def browse(self, state: str, verb: str, *more: str) -> Any:
        """One visit with a real browser; cookies of one name stay from visit to visit."""
        picture = ROOT / "build" / f"test-hub-keycloak-{state}-{verb}.png"
        picture.parent.mkdir(exist_ok=True)
        command = ["node", str(Path(__file__).parent / "keycloak_browser.cjs"), self.public]
        command += [str(self._folder / f"{state}.json"), str(picture), verb, *more]
        environment = {**os.environ, "NODE_PATH": str(NODE_MODULES)}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)
        assert done.returncode == 0, done.stderr + self.process.tail()
        return json.loads(done.stdout)

    def log_in(self, user: str) -> requests.Response:
        """The hub's last answer to a login, without a browser."""
        return log_in(self.public, user)


def let_back(keycloak: Keycloak, client_id: str, public: str) -> None:
    """Lets a client's users back to a hub of this machine too."""
    client = keycloak.client(client_id)
    client["redirectUris"] = [*client["redirectUris"], f"{public}/hub/oauth_callback"]
    client["attributes"]["post.logout.redirect.uris"] = f"{public}/"
    keycloak.api("PUT", f"/clients/{client['id']}", client)


def log_in(public: str, user: str) -> requests.Response:
    """The hub's last answer to a login, without a browser."""
    session = requests.Session()
    form = session.get(f"{public}/hub/oauth_login?next=/hub/home", timeout=60)
    for cookie in session.cookies:
        # Browsers send them to this machine without TLS too.
        cookie.secure = False
    action = unescape(re.search(r'action="([^"]+)"', form.text)[1])  # type: ignore[index]
    return session.post(action, data={"username": user, "password": f"{user}-password"}, timeout=60)
