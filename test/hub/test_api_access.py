"""`hubsynth token create` and `hubsynth mcp`, on the real hub, proxy and MCP server."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests
from command import hubsynth
from mcp_hub import McpHub, Server
from processes import free_port

# With the MCP server, and without.
NEW, PLAIN = Path(os.environ["HUBSYNTH_MCP_NEW"]), Path(os.environ["HUBSYNTH_LAB"])


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[McpHub]:
    with McpHub(tmp_path_factory.mktemp("api"), {"alice": Server(NEW), "off": Server(PLAIN)}) as running:
        yield running


def run(hub: McpHub, *arguments: str, token: str | None = None) -> subprocess.CompletedProcess[str]:
    more = ["--hub-url", hub.public, "--token-stdin"]
    return hubsynth(*arguments, *more, cwd=hub.project, given=token or hub.admin)


def made(hub: McpHub, user: str, *more: str) -> dict[str, Any]:
    done = run(hub, "token", "create", user, "--json", *more)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def own(user: str) -> set[str]:
    """JupyterHub adds what lets a server know who comes."""
    return {f"{scope}!user={user}" for scope in ("access:servers", "read:users:groups", "read:users:name")}


def tokens(hub: McpHub, user: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hub.api("GET", f"users/{user}/tokens", hub.admin).json()["api_tokens"]
    return found


def test_it_makes_the_user_and_a_token_for_the_server_only(hub: McpHub) -> None:
    first = made(hub, "dora")
    assert (first["created"], set(first["scopes"])) == (True, own("dora"))
    left = datetime.fromisoformat(first["expires"]).replace(tzinfo=UTC).timestamp() - time.time()
    assert abs(left - 30 * 86400) < 60
    second = made(hub, "dora")
    assert (second["created"], second["revoked"]) == (False, 1)
    # One after two, and with another note one more.
    assert [each["id"] for each in tokens(hub, "dora")] == [second["id"]]
    made(hub, "dora", "--note", "laptop", "--expires", "2h")
    assert len(tokens(hub, "dora")) == 2
    assert hub.api("GET", "user", first["token"]).status_code == 403
    assert hub.api("GET", "user", second["token"]).json()["name"] == "dora"


def test_the_token_cannot_make_tokens_nor_see_anything_else(hub: McpHub) -> None:
    token = made(hub, "erin")["token"]
    made(hub, "frank")
    for user in ("erin", "frank"):
        for scopes in ([], ["self"], [f"access:servers!user={user}"]):
            body = {"note": "x", **({"scopes": scopes} if scopes else {})}
            assert hub.api("POST", f"users/{user}/tokens", token, body).status_code in (403, 404), (user, scopes)
    for method, path in [
        ("GET", "users"),
        ("GET", "users/frank"),
        ("GET", "users/erin/tokens"),
        ("POST", "users/erin/server"),
        ("POST", "users/new"),
        ("DELETE", "users/erin"),
    ]:
        assert hub.api(method, path, token).status_code in (403, 404), (method, path)


def test_with_self_it_can_and_that_is_said(hub: McpHub) -> None:
    done = run(hub, "token", "create", "gwen", "--self", "--note", "all")
    assert done.returncode == 0
    assert "make other tokens that never end" in done.stderr
    answer = hub.api("POST", "users/gwen/tokens", done.stdout.strip(), {"note": "mine"})
    assert (answer.status_code, answer.json()["expires_at"]) == (201, None)


def test_only_the_token_goes_to_stdout_or_into_a_file_of_its_owner(hub: McpHub) -> None:
    done = run(hub, "token", "create", "hana")
    token = done.stdout.strip()
    assert hub.api("GET", "", token).ok
    assert token not in done.stderr
    again = run(hub, "token", "create", "hana", "--token-out", "hana.token")
    assert (again.returncode, again.stdout) == (0, "")
    file = hub.project / "hana.token"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().strip() not in again.stderr
    assert hub.api("GET", "", file.read_text().strip()).ok


def test_administrators_have_to_be_meant(hub: McpHub) -> None:
    before = len(tokens(hub, "root"))
    done = run(hub, "token", "create", "root")
    assert (done.returncode, "USER_ADMIN" in done.stderr, done.stdout) == (1, True, "")
    assert len(tokens(hub, "root")) == before
    assert set(made(hub, "root", "--allow-admin")["scopes"]) == own("root")


def test_errors_say_what_is_wrong(hub: McpHub) -> None:
    wrong = run(hub, "token", "create", "ida", token="0" * 32)
    assert (wrong.returncode, "SYSTEM_REFUSED" in wrong.stderr, "0000" in wrong.stderr) == (1, True, False)
    upper = run(hub, "token", "create", "Ida")
    assert (upper.returncode, "Did you mean ida?" in upper.stderr) == (2, True)
    never = run(hub, "token", "create", "ida", "--expires", "never")
    assert (never.returncode, "--expires never" in never.stderr) == (2, True)
    away = hubsynth(
        *("token", "create", "ida", "--hub-url", f"http://127.0.0.1:{free_port()}", "--token-stdin"),
        cwd=hub.project,
        given="x",
    )
    assert (away.returncode, "ECONNREFUSED" in away.stderr) == (3, True)
    plain = hubsynth("token", "create", "ida", "--hub-url", "http://hub", "--token-stdin", cwd=hub.project, given="x")
    assert (plain.returncode, "no address to send a token to" in plain.stderr) == (2, True)
    assert hub.api("GET", "users/ida", hub.admin).status_code == 404


@pytest.mark.parametrize("name", ["o'neil", "a@b.example", "zoë", "a b", "50%", "x/y", "..", "a?b#c"])
def test_names_of_all_kinds_stay_names(hub: McpHub, name: str) -> None:
    done = run(hub, "token", "create", name, "--json")
    if done.returncode == 0:
        answer = json.loads(done.stdout)
        assert set(answer["scopes"]) == own(name)
        names = [each["name"] for each in hub.api("GET", "users", hub.admin).json()]
        assert name in names
    else:
        assert (done.returncode, "JupyterHub refused" in done.stderr or name == "..") in ((1, True), (2, True)), done


def test_status_in_three_steps(hub: McpHub) -> None:
    def status(user: str) -> tuple[int, list[str]]:
        done = run(hub, "mcp", "status", user, "--json")
        return done.returncode, [f"{each['what']} {each['state']}" for each in json.loads(done.stdout)["checks"]]

    assert status("nobody") == (1, ["server wrong"])
    made(hub, "alice")
    assert status("alice") == (1, ["server wrong"])
    hub.start_server("alice")
    assert status("alice") == (0, ["server ok", "extension ok", "endpoint ok"])
    hub.start_server("off")
    assert status("off") == (1, ["server ok", "extension wrong"])
    # The tokens with which it asked are gone.
    assert not [each for each in tokens(hub, "alice") if "hubsynth mcp" in each["note"]]


def test_config_and_the_file_for_claude(hub: McpHub) -> None:
    if not hub.api("GET", "users/alice", hub.admin).ok or not hub.is_ready("alice"):
        hub.start_server("alice")
    done = run(hub, "mcp", "config", "alice")
    assert done.returncode == 0, done.stderr
    assert "https://lab.example.com/user/alice/mcp" in done.stdout
    assert "execute_code" in done.stdout
    known = json.loads(run(hub, "mcp", "config", "alice", "--json").stdout)
    assert {"execute_code", "list_files"} <= {each["name"] for each in known["tools"]}
    claude = hubsynth("mcp", "claude", "alice", cwd=hub.project)
    assert json.loads(claude.stdout) == {
        "mcpServers": {
            "jupyter-alice": {
                "type": "http",
                "url": "https://lab.example.com/user/alice/mcp",
                "headers": {"Authorization": "token ${JUPYTERHUB_TOKEN}"},
            }
        }
    }
    # What the file says works, as the token of `token create` is put in.
    url = f"{hub.public}/user/alice/mcp/healthz"
    token = made(hub, "alice", "--note", "claude")["token"]
    assert requests.get(url, headers={"Authorization": f"token {token}"}, timeout=30).status_code == 200
