"""For all ordered pairs of profiles: what B sends to the API server after A failed on the same spawner.

usage: pairs.py FAILURES JUPYTERHUB_CONFIG [TRAIT...] > result.json

The real JupyterHub application with that configuration starts users' servers in this process; only the API
server is a fake.

Result: {variants, pairs, fresh: {variant: manifests}, differences: [{first, then, failure}]}.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any
from unittest.mock import patch

import kubespawner.spawner
from fake_api import FakeApi
from jupyterhub import orm
from jupyterhub.app import JupyterHub
from jupyterhub.objects import Server
from jupyterhub.user import User
from kubespawner import KubeSpawner

UNLISTED = "registry.example.org/typed:1"
# The server's own token differs each time.
TOKEN = re.compile(r"\b[0-9a-f]{32}\b")


def variants(profiles: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """Each profile with its defaults, each choice, and each value to type, as user options."""
    found = {}
    for profile in profiles:
        start = {"profile": profile["slug"]}
        found[profile["slug"]] = start
        for name, option in (profile.get("profile_options") or {}).items():
            for choice in option.get("choices") or {}:
                found[f"{profile['slug']} {name}={choice}"] = {**start, name: choice}
            if (option.get("unlisted_choice") or {}).get("enabled"):
                found[f"{profile['slug']} {name} typed"] = {**start, f"{name}--unlisted-choice": UNLISTED}
    return found


class Start:
    """Starts the server of one user and tells what was sent."""

    def __init__(self, app: JupyterHub, user: User, api: FakeApi) -> None:
        self.app, self.user, self.api = app, user, api

    def groups(self, names: list[str]) -> None:
        self.user.orm_user.groups = [self.app.db.query(orm.Group).filter_by(name=name).one() for name in names]
        self.app.db.commit()

    async def __call__(self, options: Mapping[str, str], failure: str | None = None) -> dict[str, str]:
        """The manifests that were sent. Without a failure asked for, one is an error."""
        self.api.failure, self.api.sent = failure, {}
        spawner = self.user.spawners[""]
        try:
            await self.user.spawn("", dict(options))
        except Exception:
            if failure is None:
                raise
        else:
            assert failure is None, f"{options} started in spite of: {failure}"
            await self.user.stop("")
        # JupyterHub itself would make a new one in most cases.
        self.user.spawners[""] = spawner
        return {kind: TOKEN.sub("TOKEN", text) for kind, text in self.api.sent.items()}

    async def fresh(self, options: Mapping[str, str]) -> dict[str, str]:
        """What a spawner sends on which nothing was started before."""
        self.user.spawners.pop("", None)
        return await self(options)


async def compare(start: Start, failures: list[str]) -> dict[str, Any]:
    """All pairs of profiles and choices, and of the groups in which the user is at that time."""
    probe = start.user.spawners[""]
    profiles = probe._get_initialized_profile_list(probe.profile_list)
    cases = {name: ([], options) for name, options in variants(profiles).items()}
    first = next(iter(cases.values()))[1]
    cases |= {f"group {name}": ([name], first) for name in probe.group_overrides}
    fresh = {}
    for name, (groups, options) in cases.items():
        start.groups(groups)
        fresh[name] = await start.fresh(options)
    differences = []
    for failure in failures:
        start.user.spawners.pop("", None)
        before = None
        for name in all_pairs(list(cases)):
            groups, options = cases[name]
            start.groups(groups)
            # A start that fails has sent all the same, unless its claim was refused.
            sent = await start(options, None if failure == "claim refused" else failure)
            if before is not None and sent != fresh[name]:
                differences.append({"first": before, "then": name, "failure": failure})
            if failure == "claim refused":
                await start(options, failure)
            before = name
    return {
        "variants": list(cases),
        "pairs": len(failures) * len(cases) ** 2,
        "fresh": fresh,
        "differences": differences,
    }


def all_pairs(names: list[str]) -> list[str]:
    """A sequence in which each name follows each name, itself too, once: neighbours are all ordered pairs."""
    sequence = []
    for number, one in enumerate(names):
        sequence.append(one)
        for two in names[number + 1 :]:
            sequence += [one, two]
    return [*sequence, names[0]]


async def main(failures: list[str], config: str, traits: list[str]) -> dict[str, Any]:
    api = FakeApi()

    async def nothing(*_: Any, **__: Any) -> None:
        return None

    async def answers(*_: Any, **__: Any) -> Any:
        if api.failure == "no answer":
            raise TimeoutError
        return type("Response", (), {"headers": {"X-JupyterHub-Version": "5.3.0"}})

    replaced: list[tuple[Any, str, Callable[..., Any] | property]] = [
        (kubespawner.spawner, "load_config", lambda **_: None),
        (kubespawner.spawner, "shared_client", lambda *_, **__: api),
        (KubeSpawner, "_start_watching_pods", nothing),
        (KubeSpawner, "_start_watching_events", nothing),
        (KubeSpawner, "pod_reflector", property(lambda _: api.reflector)),
        (KubeSpawner, "events", property(lambda _: [])),
        (Server, "wait_up", answers),
    ]
    for holder, name, stand_in in replaced:
        patch.object(holder, name, stand_in).start()
    app = JupyterHub()
    await app.initialize(["--config", config, "--JupyterHub.db_url=sqlite:///:memory:", *traits])
    logging.disable(logging.CRITICAL)
    person = orm.User(name="alice")
    app.db.add_all([person, orm.Group(name="big"), orm.Group(name="late")])
    app.db.commit()
    return await compare(Start(app, app.users[person], api), failures)


if __name__ == "__main__":
    out = sys.stdout
    # The hub and users' code print to standard output.
    sys.stdout = sys.stderr
    json.dump(asyncio.run(main(sys.argv[1].split(","), sys.argv[2], sys.argv[3:])), out)
