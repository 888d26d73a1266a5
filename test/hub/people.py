"""The people of the tests, and the group that each is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from running_hub import RunningHub

PEOPLE: dict[str, list[str]] = {
    "ann": ["students"],
    "bob": ["staff"],
    "cem": ["research"],
    "dee": ["operators"],
    "eve": [],
    "fay": ["students", "research"],
    "gus": [],
}


def add_people(hub: RunningHub, people: Mapping[str, Sequence[str]]) -> None:
    """Makes users and groups through the hub's API, as its admin does."""
    hub.api("POST", "users", hub.token, {"usernames": list(people)}).raise_for_status()
    for group in sorted({each for groups in people.values() for each in groups}):
        hub.api("POST", f"groups/{group}", hub.token).raise_for_status()
        members = [name for name, groups in people.items() if group in groups]
        hub.api("POST", f"groups/{group}/users", hub.token, {"users": members}).raise_for_status()


def own_token(hub: RunningHub, name: str) -> str:
    """A token with all the rights of a user, and no others."""
    answer = hub.api("POST", f"users/{name}/tokens", hub.token, {"note": "test"})
    answer.raise_for_status()
    made: dict[str, Any] = answer.json()
    return made["token"]
