"""The real JupyterHub and the real proxy on a rendered configuration, and the hub's REST API."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import requests
from mounted import Mounted
from processes import Process, free_port
from rendered import ROOT

NODE_MODULES = Path(os.environ.get("HUBSYNTH_NODE_MODULES", ROOT / "node_modules"))

# Addresses of a cluster become those of this machine. Nothing else of the configuration is touched.
ADDRESSES = """
c.JupyterHub.hub_bind_url = c.JupyterHub.hub_connect_url = "{hub}"
c.JupyterHub.bind_url = "{public}"
c.ConfigurableHTTPProxy.api_url = "{proxy}"
for service in c.JupyterHub.services:
    if "command" in service:
        service["command"] = [part.replace("http://localhost:8081", "{hub}") for part in service["command"]]
"""


class RunningHub:
    """A hub that runs from its mounted files. A context manager, which ends hub and proxy."""

    def __init__(self, mounted: Mounted, folder: Path, env: Mapping[str, str], extra_config: str = "") -> None:
        """`env` joins the container's variables; `extra_config` is Python, loaded before users' code."""
        self.mounted, self._folder = mounted, folder
        self.hub, self.public, self._proxy_api = (f"http://127.0.0.1:{free_port()}" for _ in range(3))
        code = mounted.path("/usr/local/etc/jupyterhub/jupyterhub_config.d")
        code.mkdir(exist_ok=True)
        addresses = ADDRESSES.format(hub=self.hub, public=self.public, proxy=self._proxy_api)
        (code / "test.py").write_text(addresses + extra_config.replace("{public}", self.public), encoding="utf-8")
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self._env = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", **mounted.environment(), **env}

    def __enter__(self) -> RunningHub:
        self._proxy = self._start_proxy()
        try:
            self.start()
        except BaseException:
            self._proxy.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.process.stop()
        finally:
            self._proxy.stop()

    def _start_proxy(self) -> Process:
        command = [
            str(NODE_MODULES / ".bin" / "configurable-http-proxy"),
            "--ip=127.0.0.1",
            "--api-ip=127.0.0.1",
        ]
        command += [
            f"--port={self.public.rpartition(':')[2]}",
            f"--api-port={self._proxy_api.rpartition(':')[2]}",
        ]
        command += [f"--default-target={self.hub}", f"--error-target={self.hub}/hub/error"]
        proxy = Process(command, self._folder / "proxy.log", self._env)
        proxy.ready("configurable-http-proxy", lambda: answers(self._proxy_api))
        return proxy

    def start(self) -> None:
        """Starts the hub, and waits until it answers."""
        work = self.mounted.path("/srv/jupyterhub")
        self.process = Process(self.mounted.arguments(), self._folder / "hub.log", self._env, work)
        try:
            self.process.ready("JupyterHub", lambda: answers(f"{self.hub}/hub/health"))
        except BaseException:
            self.process.stop()
            raise

    def api(self, method: str, path: str, token: str, body: Any = None, **more: Any) -> requests.Response:
        """One call of the REST API."""
        headers = {"Authorization": f"token {token}"}
        return requests.request(method, f"{self.hub}/hub/api/{path}", headers=headers, json=body, timeout=60, **more)


def answers(url: str) -> bool:
    """Whether anything answers there by HTTP."""
    try:
        requests.get(url, timeout=5)
    except requests.ConnectionError:
        return False
    return True
