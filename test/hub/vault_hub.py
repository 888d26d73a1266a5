"""A hub with `vault` in its config, against the test cluster and a real OpenBao."""

from __future__ import annotations

import base64
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from cluster import Cluster
from command import project, synth
from conftest import ClusterHub
from mounted import Mounted
from openbao import OpenBao
from processes import wait_for
from rendered import NAMESPACE, Object, Rendered
from starts import last_word

# Servers are pods in which no program runs: one program of this machine answers for all of them.
JUPYTERHUB: dict[str, Any] = {
    "hub": {
        "config": {
            "JupyterHub": {"authenticator_class": "dummy"},
            "DummyAuthenticator": {"password": {"secret": {"name": "login", "key": "password"}}},
            "Authenticator": {"allow_all": True},
            "Spawner": {"poll_interval": 2, "http_timeout": 5},
            "KubeSpawner": {"pod_connect_ip": "127.0.0.1"},
        },
        "allowNamedServers": True,
        "concurrentSpawnLimit": 0,
        "consecutiveFailureLimit": 6,
        "services": {"tester": {}},
        "loadRoles": {
            "tester": {
                "services": ["tester"],
                "scopes": ["admin:users", "admin:servers", "admin:server_state", "tokens", "access:services"],
            }
        },
    },
    "proxy": {"service": {"type": "ClusterIP"}},
    "scheduling": {"userScheduler": {"enabled": False}},
    "prePuller": {"continuous": {"enabled": False}, "hook": {"enabled": False}},
    "singleuser": {
        "image": {"name": "registry.example.org/base", "tag": "1"},
        "storage": {"type": "none"},
        "startTimeout": 60,
        # As if a notebook image, or a profile, had brought one along.
        "extraEnv": {"NOTEBOOK_VAULT_TOKEN": "stale", "NOTEBOOK_VAULT_UNAVAILABLE": "stale"},
    },
}

# Writes the gaps of the event loop that are longer than a tenth of a second: when, and how long.
HEARTBEAT = """
import asyncio, time
async def _beat(path):
    while True:
        before = time.monotonic()
        await asyncio.sleep(0.02)
        gap = time.monotonic() - before - 0.02
        if gap > 0.1:
            with open(path, "a") as file:
                print(time.time(), gap, file=file, flush=True)
_heartbeat = asyncio.get_event_loop().create_task(_beat("heartbeat"))
"""

# Hooks of users' own. Each writes what it was asked for.
HOOKS = """
def _note(what, spawner):
    with open("hooks", "a") as file:
        print(what, spawner.user.name, spawner.name, file=file, flush=True)
async def _before(spawner):
    _note("before", spawner)
    if spawner.user.name.startswith("refused"):
        raise RuntimeError("no server for you")
    if spawner.user.name.startswith("waiting"):
        spawner.node_selector = {"there-is": "no-such-node"}
async def _after(spawner):
    _note("after", spawner)
    if spawner.user.name.startswith("angry"):
        raise RuntimeError("no end for you")
c.KubeSpawner.pre_spawn_hook = _before
c.KubeSpawner.post_stop_hook = _after
"""


class VaultHub(ClusterHub):
    """`vault` is that section of the config, `hub` are more values of the hub, `answering` is a port for servers."""

    def __init__(self, cluster: Cluster, folder: Path, vault: Object, answering: int, hub: Object) -> None:
        values = yaml.safe_load(yaml.safe_dump(JUPYTERHUB))
        values["hub"]["config"]["KubeSpawner"]["port"] = answering
        values["hub"] |= hub
        config = {"name": "lab", "namespace": NAMESPACE, "host": "lab.example.com", "culling": {}, "vault": vault}
        super().__init__(cluster, folder, {**config, "jupyterhub": values})
        lower_paths(self.mounted)

    def _render(self, content: Object) -> Rendered:
        return self._applied(synth(project(self.folder / "project", yaml.safe_dump(content))))

    def give_token(self, token: str) -> None:
        """What the sidecar does."""
        self.mounted.path("/vault/secrets/vault-token").write_text(token, encoding="utf-8")

    def work(self, file: str) -> str:
        """A file in the hub's folder of work, empty where there is none."""
        path = self.mounted.path("/srv/jupyterhub") / file
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def log(self) -> str:
        return self.process.log.read_text(encoding="utf-8", errors="replace")

    def longest_gap(self, since: float) -> float:
        """Of the event loop, in seconds, since a time of the clock."""
        beats = [line.split() for line in self.work("heartbeat").splitlines()]
        return max((float(gap) for at, gap in beats if float(at) >= since), default=0.0)

    # ---- servers ----

    def path(self, user: str, server: str = "") -> str:
        return f"users/{user}/servers/{server}" if server else f"users/{user}/server"

    def add(self, *users: str) -> None:
        self.api("POST", "users", self.token, {"usernames": list(users)}).raise_for_status()

    def model(self, user: str, server: str = "") -> Object | None:
        """The server as its administrators see it, also one that stopped; None where there is none."""
        found = self.api("GET", f"users/{user}?include_stopped_servers", self.token)
        found.raise_for_status()
        servers: dict[str, Object] = found.json()["servers"]
        return servers.get(server)

    def accessors(self, user: str) -> list[str]:
        """Of the user's default server, as its administrators see its state."""
        model = self.model(user)
        assert model is not None
        kept: list[str] = model["state"]["vault_accessors"]
        return kept

    def start_server(self, user: str, server: str = "", seconds: float = 60, every: float = 0.1) -> Object:
        """Starts a server and waits until it is ready; its pod."""
        answer = self.api("POST", self.path(user, server), self.token)
        assert answer.status_code in (201, 202), f"{answer.text}\n{self.process.tail()}"
        wait_for(f"{user}/{server} is ready", lambda: (self.model(user, server) or {}).get("ready"), seconds, every)
        return self.cluster.seen[user, server][-1]

    def refused(self, user: str, server: str = "") -> str:
        """Starts a server that must not come; the words that its user sees."""
        answer = self.api("POST", self.path(user, server), self.token)
        assert answer.status_code == 202, answer.text
        words = last_word(self, self.path(user, server), self.token)
        # Only then the hub has cleaned up.
        self.wait_ended(user, server)
        return words

    def stop_server(self, user: str, server: str = "", seconds: float = 60, every: float = 0.1) -> None:
        """Stops a server and waits until it has ended."""
        answer = self.api("DELETE", self.path(user, server), self.token)
        assert answer.status_code in (202, 204), answer.text
        self.wait_ended(user, server, seconds, every)

    def wait_ended(self, user: str, server: str = "", seconds: float = 60, every: float = 0.1) -> None:
        """Waits until nothing is left of a server, nor under way."""

        def ended() -> bool:
            model = self.model(user, server)
            return model is None or bool(model["stopped"] and not model["pending"])

        wait_for(f"{user}/{server} has ended", ended, seconds, every)

    def secret_of(self, pod: Object) -> Object:
        """The Secret that the pod's variable names, once it is there."""
        name = variable(pod, "NOTEBOOK_VAULT_TOKEN")["valueFrom"]["secretKeyRef"]["name"]
        wait_for(f"the Secret {name}", lambda: name in self.cluster.names("secrets"))
        return self.cluster.get("secrets", name)

    def user_token(self, pod: Object) -> str:
        """The token that the server gets."""
        return base64.b64decode(self.secret_of(pod)["data"]["token"]).decode()


def lower_paths(mounted: Mounted) -> None:
    """What lies at an absolute path in the pod lies below the root here."""
    mounted.path("/srv/jupyterhub").mkdir(parents=True, exist_ok=True)
    settings = mounted.path("/usr/local/etc/jupyterhub/config/vault.yaml")
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("/vault/", f"{mounted.path('/vault')}/"), encoding="utf-8")


def variable(pod: Object, name: str) -> Object:
    """A variable of the notebook's container. Raises where there is not exactly one."""
    (found,) = [each for each in pod["spec"]["containers"][0]["env"] if each["name"] == name]
    return found


def names_of_variables(pod: Object) -> list[str]:
    return [each["name"] for each in pod["spec"]["containers"][0]["env"]]


def lives(bao: OpenBao, token: str) -> bool:
    """Whether Vault takes a token."""
    return bao.call("GET", "auth/token/lookup-self", token).ok


def accessors(bao: OpenBao) -> set[str]:
    """Of all tokens that live."""
    return set(bao.data("auth/token/accessors?list=true")["keys"])


@contextmanager
def answering() -> Iterator[int]:
    """A program that answers for every server; its port."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("X-JupyterHub-Version", "5.3.0")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    class Server(http.server.ThreadingHTTPServer):
        request_queue_size = 256

    with Server(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()
