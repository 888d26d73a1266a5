"""MCP through the real hub and proxy, with the real client: only its user reaches a server, whatever the image."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests
from mcp_hub import SYSTEM, McpHub, Server
from processes import wait_for

OLD, MIDDLE, NEW = (Path(os.environ[f"HUBSYNTH_MCP_{name}"]) for name in ("OLD", "MIDDLE", "NEW"))
# Any client of the protocol will do; this is the newest whose servers above work with it.
CLIENT = MIDDLE
CELL = "import os, pathlib; pathlib.Path({file!r}).write_text(os.environ['JUPYTERHUB_USER'])"

SERVERS = {
    "old-open": Server(OLD, guarded=False),
    "old": Server(OLD),
    "old-mixin": Server(OLD, mixin=True),
    "middle-open": Server(MIDDLE, guarded=False),
    "middle": Server(MIDDLE),
    "new-open": Server(NEW, guarded=False),
    "new": Server(NEW),
    "new-mixin": Server(NEW, mixin=True),
}
GUARDED = [name for name in SERVERS if not name.endswith("open")]


class Servers:
    """A hub with all of these servers running."""

    def __init__(self, hub: McpHub) -> None:
        self.hub = hub
        # A few at a time: each is busy for seconds.
        with ThreadPoolExecutor(4) as several:
            self.tokens = dict(zip(SERVERS, several.map(hub.start_server, SERVERS), strict=True))

    def url(self, name: str, path: str = "mcp") -> str:
        return f"{self.hub.public}/user/{name}/{path}"

    def client(self, name: str, headers: Mapping[str, str | None]) -> dict[str, dict[str, Any]]:
        """What the client gets with each of the headers, and as whom its code ran: `ran` is None where it did not."""
        files = {who: self.hub.pod / f"ran-{name}-{index}" for index, who in enumerate(headers)}
        for file in files.values():
            file.unlink(missing_ok=True)
        asked = [
            {"url": self.url(name), "cell": CELL.format(file=str(files[who])), "header": headers[who]}
            for who in headers
        ]
        command = [str(CLIENT / "bin" / "python"), str(Path(__file__).parent / "mcp_client.py")]
        done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr + self.hub.process.tail()
        answers = dict(zip(headers, json.loads(done.stdout), strict=True))
        return {
            who: {**answers[who], "ran": file.read_text() if file.exists() else None} for who, file in files.items()
        }


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with McpHub(tmp_path_factory.mktemp("mcp"), SERVERS, "culling: { kernels: { idle: 30s } }\n") as hub:
        yield Servers(hub)


def strangers(servers: Servers, name: str) -> dict[str, str | None]:
    """Headers of people whose server it is not."""
    other = next(each for each in SERVERS if each != name)
    return {
        "nobody": None,
        "bogus": "token " + "0" * 32,
        "another user": f"token {servers.tokens[other]}",
        "another user, bearer": f"Bearer {servers.tokens[other]}",
    }


@pytest.mark.parametrize("lab", [OLD, MIDDLE, NEW])
def test_the_folder_of_the_mounts_is_one_that_jupyter_reads(lab: Path) -> None:
    code = "import jupyter_core.paths as p; print(p.SYSTEM_CONFIG_PATH)"
    done = subprocess.run([lab / "bin" / "python", "-c", code], capture_output=True, text=True, check=True)
    assert SYSTEM in done.stdout


def ran(answers: dict[str, dict[str, Any]]) -> dict[str, str | None]:
    return {who: answer["ran"] for who, answer in answers.items()}


def test_version_0_21_lets_everybody_in_without_the_guard(servers: Servers) -> None:
    everybody = strangers(servers, "old-open")
    assert ran(servers.client("old-open", everybody)) == dict.fromkeys(everybody, "old-open")


def test_version_1_0_lets_other_users_in_without_the_guard(servers: Servers) -> None:
    everybody = strangers(servers, "middle-open")
    found = ran(servers.client("middle-open", everybody))
    assert found == {who: "middle-open" if who.startswith("another user") else None for who in everybody}


@pytest.mark.parametrize("name", [*GUARDED, "new-open"])
def test_nobody_else_gets_in(servers: Servers, name: str) -> None:
    everybody = strangers(servers, name)
    assert servers.client(name, everybody) == {who: {"refused": 403, "ran": None} for who in everybody}


# In the older way of being inside of Jupyter, its handlers take no POST with a token, whoever owns it.
@pytest.mark.parametrize("name", [*[name for name in GUARDED if name != "new-mixin"], "new-open"])
def test_its_user_gets_in(servers: Servers, name: str) -> None:
    answers = servers.client(name, {scheme: f"{scheme} {servers.tokens[name]}" for scheme in ("token", "Bearer")})
    assert ran(answers) == {"token": name, "Bearer": name}, answers
    assert {"execute_code", "list_files"} <= set(answers["token"]["tools"])


PATHS = ["mcp", "mcp/", "mcp/healthz", "mcp/tools/list", "mcp/tools/call", "mcp/nothing", "jupyter-mcp-tools/tools"]


@pytest.mark.parametrize("name", GUARDED)
def test_every_path_and_method_asks(servers: Servers, name: str) -> None:
    for path in PATHS:
        for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"):
            for who, header in strangers(servers, name).items():
                headers = {"Authorization": header} if header else {}
                answer = requests.request(
                    method, servers.url(name, path), headers=headers, timeout=30, allow_redirects=False
                )
                assert answer.status_code in (302, 403, 405), (method, path, who, answer.status_code)
                if answer.status_code == 302:
                    assert "/hub/api/oauth2/authorize" in answer.headers["Location"], (method, path, who)


def upgrade(servers: Servers, name: str, header: str | None) -> int:
    """What the WebSocket of jupyter-mcp-tools answers."""
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        **({"Authorization": header} if header else {}),
    }
    with requests.get(servers.url(name, "jupyter-mcp-tools/echo"), headers=headers, timeout=30, stream=True) as answer:
        return answer.status_code


def test_the_socket_of_the_tools_is_open_without_the_guard(servers: Servers) -> None:
    for name in ("old-open", "middle-open", "new-open"):
        assert upgrade(servers, name, None) == 101


@pytest.mark.parametrize("name", GUARDED)
def test_the_socket_of_the_tools_is_closed_by_it(servers: Servers, name: str) -> None:
    for who, header in strangers(servers, name).items():
        assert upgrade(servers, name, header) == 403, who
    assert upgrade(servers, name, f"token {servers.tokens[name]}") == 101


def test_idle_kernels_end_beside_the_guard(servers: Servers) -> None:
    def kernels(name: str, method: str = "GET", body: object = None) -> Any:
        headers = {"Authorization": f"token {servers.tokens[name]}"}
        answer = requests.request(method, servers.url(name, "api/kernels"), headers=headers, json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()

    for name in ("old", "new"):
        kernels(name, "POST", {})
        assert kernels(name)
    for name in ("old", "new"):
        wait_for("kernels end", lambda name=name: kernels(name) == [], 90, 1)
