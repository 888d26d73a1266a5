"""A hub whose servers are processes of this machine, each from one environment, with the files of the pod."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from command import project, synth
from mounted import Mounted, Secrets
from processes import wait_for
from rendered import Rendered, values
from running_hub import RunningHub

# Where Jupyter of an image looks for configuration of the system.
SYSTEM = "/usr/local/etc/jupyter"

LOCAL = """
SERVERS = {servers}
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{home}/{{username}}"
c.SimpleLocalProcessSpawner.args = {args}
c.SimpleLocalProcessSpawner.ip = "127.0.0.1"
# On a machine with other work, several at once.
c.Spawner.http_timeout = 120


def as_in_the_pod(spawner):
    server = SERVERS[spawner.user.name]
    spawner.cmd = server["cmd"]
    spawner.environment = server["environment"]


c.Spawner.pre_spawn_hook = as_in_the_pod
"""


@dataclass(frozen=True)
class Server:
    """How a user's server runs."""

    lab: Path
    # Whether it has the files that hubsynth mounts.
    guarded: bool = True
    # JupyterHub's older way of being inside of Jupyter, without an extension.
    mixin: bool = False

    def settings(self, system: Path) -> dict[str, Any]:
        # Stands for the mounts: the folder of the system cannot be that of one process.
        environment = {"JUPYTER_CONFIG_PATH": str(system)} if self.guarded else {}
        return {
            "cmd": [str(self.lab / "bin" / "jupyterhub-singleuser")],
            "environment": {**environment, "JUPYTERHUB_SINGLEUSER_EXTENSION": "0" if self.mixin else "1"},
        }


def write_pod_files(rendered: Rendered, root: Path) -> None:
    """The files of singleuser.extraFiles below `root`, where the pod has them."""
    traits = yaml.safe_load(rendered.object("ConfigMap", "hub")["data"]["traits.yaml"])["KubeSpawner"]
    data = rendered.object("ConfigMap", "singleuser")["data"]
    mounts = traits["volume_mounts"]
    for mount in mounts.values() if isinstance(mounts, dict) else mounts:
        if mount.get("subPath") in data:
            place = root / mount["mountPath"].lstrip("/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(data[mount["subPath"]], encoding="utf-8")


class McpHub(RunningHub):
    """The hub of a config with `mcp`, and one user for each server."""

    def __init__(self, folder: Path, servers: dict[str, Server], more: str = "") -> None:
        """`more`: further sections of the config."""
        self.secrets = Secrets()
        own = values("local")
        own["hub"]["config"]["Authenticator"] = {"allow_all": True, "admin_users": ["root"]}
        del own["cull"]
        config = f"name: lab\nnamespace: jupyter\nhost: lab.example.com\nmcp: {{}}\nadminService: {{}}\n{more}"
        self.project = project(folder / "project", config + yaml.safe_dump({"jupyterhub": own}))
        rendered = synth(self.project)
        self.pod = folder / "pod"
        write_pod_files(rendered, self.pod)
        settings = {name: each.settings(self.pod / SYSTEM.lstrip("/")) for name, each in servers.items()}
        args = ["--allow-root"] if os.getuid() == 0 else []
        local = LOCAL.format(servers=settings, home=folder / "homes", args=args)
        super().__init__(Mounted(rendered, folder / "root", self.secrets), folder, {}, local)

    @property
    def admin(self) -> str:
        """The token of the service admin-service."""
        return self.secrets.text("jupyterhub-admin-service-token", "token")

    def start_server(self, name: str) -> str:
        """Starts a user's server; gives a token for it, and for nothing else."""
        if not self.api("GET", f"users/{name}", self.admin).ok:
            self.api("POST", f"users/{name}", self.admin).raise_for_status()
        self.api("POST", f"users/{name}/server", self.admin).raise_for_status()
        wait_for(f"the server of {name}", lambda: self.is_ready(name), 150, 0.5)
        body = {"note": "test", "expires_in": 3600, "scopes": [f"access:servers!user={name}"]}
        made = self.api("POST", f"users/{name}/tokens", self.admin, body)
        made.raise_for_status()
        token: str = made.json()["token"]
        return token

    def is_ready(self, name: str) -> bool:
        servers = self.api("GET", f"users/{name}", self.admin).json()["servers"]
        return bool(servers.get("", {}).get("ready"))
