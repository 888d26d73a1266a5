"""One start of a server through the hub's API, and how it ends."""

from __future__ import annotations

import json
import time
from typing import Any

from conftest import ClusterHub
from rendered import Object


def start(hub: ClusterHub, name: str, server: str, options: Any, token: str) -> str:
    """Starts a server and waits until the hub has given it up, as it must here: no program runs in the pods.

    Returns the hub's last word.
    """
    path = f"users/{name}/servers/{server}" if server else f"users/{name}/server"
    answer = hub.api("POST", path, token, options)
    if answer.status_code != 202:
        return answer.json().get("message", answer.text)
    return last_word(hub, path, token)


def last_word(hub: ClusterHub, path: str, token: str) -> str:
    """The message with which a start failed, from the stream that the page of a pending server reads."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with hub.api("GET", f"{path}/progress", token, stream=True) as events:
            for line in events.iter_lines():
                event = json.loads(line[5:]) if line.startswith(b"data:") else {}
                if event.get("failed"):
                    return event["message"]
        # The hub cleans up after a start that failed, and has no word on it in the meantime.
        assert events.status_code == 400, f"{path}: the start has not failed ({events.status_code})"
        time.sleep(0.1)
    raise TimeoutError(f"{path}: the start has not failed")


def pods_of(hub: ClusterHub, name: str, server: str) -> list[Object]:
    """Every pod that was ever made for a server."""
    return hub.cluster.seen.get((name, server), [])
