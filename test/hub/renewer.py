"""The token renewer as its container runs it: busybox, a mounted token, a folder for the output."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import requests
from mounted import write_folder
from openbao import OpenBao
from processes import Process, wait_for
from rendered import ROOT

SCRIPT = ROOT / "hub" / "vault-token-renewer.sh"
BUSYBOX = "/usr/bin/busybox"
PERIOD = 12


class Renewer:
    """One renewer for one server. Times are short: a period of 12 s, looked at each second."""

    def __init__(self, bao: OpenBao, folder: Path, address: str, **settings: str) -> None:
        self.bao, self.folder = bao, folder
        self.mount, self.output = folder / "admin-token", folder / "secrets" / "vault-token"
        self.output.parent.mkdir(parents=True)
        tools = folder / "bin"
        tools.mkdir()
        subprocess.run([BUSYBOX, "--install", "-s", str(tools)], check=True)
        (tools / "vault").symlink_to(os.environ["BAO"])
        self.environment = {
            "PATH": str(tools),
            "HOME": str(folder),
            "VAULT_ADDR": address,
            "RENEWER_TOKEN_FILE": str(self.mount / "token"),
            "RENEWER_OUTPUT": str(self.output),
            "RENEWER_PERIOD": f"{PERIOD}s",
            "RENEWER_MIN_INTERVAL": "3s",
            "RENEWER_CHECK_INTERVAL": "1s",
            "RENEWER_VERIFY_INTERVAL": "3s",
            "RENEWER_TIMEOUT": "3s",
            **({"VAULT_CACERT": bao.ca} if bao.ca else {}),
            **settings,
        }
        self.log = folder / "log"

    def give(self, token: str) -> None:
        """Puts a token into the mount, as the kubelet does."""
        write_folder(self.mount, {"token": token})

    def start(self) -> Process:
        self.process = Process([BUSYBOX, "sh", str(SCRIPT)], self.log, self.environment)
        return self.process

    def probe(self, verb: str) -> bool:
        done = subprocess.run(
            [BUSYBOX, "sh", str(SCRIPT), verb], env=self.environment, capture_output=True, check=False
        )
        return done.returncode == 0

    def token(self) -> str:
        return self.output.read_text(encoding="utf-8").strip() if self.output.exists() else ""

    def says(self, text: str) -> bool:
        return self.log.exists() and text in self.log.read_text(encoding="utf-8")

    def wait(self, what: str, text: str, seconds: float = 40) -> None:
        wait_for(what, lambda: self.says(text), seconds)


class Access:
    """Asks the server itself, again and again, whether what the hub reads is a token that works."""

    def __init__(self, renewer: Renewer) -> None:
        self._renewer, self._stop = renewer, threading.Event()
        self.lost = 0.0
        self.asked = 0
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        before = time.monotonic()
        while not self._stop.wait(0.25):
            works = self._works()
            now = time.monotonic()
            # While the server itself is away nobody has access; that is not the renewer's to mend.
            if works is False:
                self.lost += now - before
            self.asked += works is not None
            before = now

    def _works(self) -> bool | None:
        token = self._renewer.token()
        try:
            answer = self._renewer.bao.call("GET", "auth/token/lookup-self", token or "none")
        except requests.RequestException:
            return None
        return None if answer.status_code >= 500 else answer.ok

    def __enter__(self) -> Access:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(30)


def periodic(bao: OpenBao, seconds: int = PERIOD, maximum: int = 0) -> str:
    """A token as `hubsynth vault token` makes it, with a short period."""
    role = {"token_period": seconds, "orphan": True, "allowed_policies": ["keep"], "token_no_default_policy": True}
    # A role that is written again keeps what is left out.
    role["token_explicit_max_ttl"] = maximum
    policy = "".join(
        f'path "auth/token/{verb}-self" {{ capabilities = ["{what}"] }}\n'
        for verb, what in (("lookup", "read"), ("renew", "update"))
    )
    bao.call("PUT", "sys/policies/acl/keep", body={"policy": policy}).raise_for_status()
    bao.call("POST", "auth/token/roles/keep", body=role).raise_for_status()
    made = bao.call("POST", "auth/token/create/keep", body={"policies": ["keep"]})
    made.raise_for_status()
    return str(made.json()["auth"]["client_token"])


def seal(bao: OpenBao) -> None:
    bao.call("PUT", "sys/seal").raise_for_status()


def unseal(bao: OpenBao) -> None:
    key = json.loads((bao.folder / "init.json").read_text(encoding="utf-8"))["unseal_keys_b64"][0]
    bao.call("PUT", "sys/unseal", body={"key": key}).raise_for_status()


@contextmanager
def running(renewer: Renewer, token: str) -> Iterator[Process]:
    """A renewer that has taken a token."""
    renewer.give(token)
    with renewer.start() as process:
        renewer.wait("the token is taken", "renewed, ")
        yield process


def note(table: Path, row: Mapping[str, str]) -> None:
    """A row of the table in docs/operations/vault.md: printed by test/hub/faults.py."""
    with table.open("a", encoding="utf-8") as file:
        print(json.dumps(dict(row)), file=file)
