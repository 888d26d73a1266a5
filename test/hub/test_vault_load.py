"""Fifty people who start and stop servers on the real hub: nobody else waits, and no token is left.

A thousand starts take five minutes here; hub/tests has them through the hook alone.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cluster import Cluster
from openbao import OpenBao
from vault_hub import HEARTBEAT, VaultHub, accessors, answering
from vault_project import VaultProject

STARTS, AT_ONCE = 200, 50
# The hub works 30 ms on each request to start a server, with Vault and without, and longer where it writes to a disk.
# Fifty requests in one turn of its event loop would be lost seconds of its own.
APART = 0.1
HUB = {"extraConfig": {"beat": HEARTBEAT}, "db": {"type": "sqlite-memory"}}


@pytest.fixture
def bao(tmp_path: Path) -> Iterator[OpenBao]:
    with OpenBao(tmp_path / "bao", "up-raft") as running:
        running.call("POST", "sys/mounts/secret", body={"type": "kv", "options": {"version": "2"}})
        yield running


def test_fifty_people_cost_nobody_a_second_and_leave_no_token(cluster: Cluster, bao: OpenBao, tmp_path: Path) -> None:
    token = VaultProject(bao, tmp_path / "setup").set_up()
    folder = tmp_path / "hub"
    folder.mkdir()
    vault = {"address": bao.address, "ca": {"pem": Path(str(bao.ca)).read_text(encoding="utf-8")}}
    with answering() as port:
        hub = VaultHub(cluster, folder, vault, port, HUB)
        hub.give_token(token)
        with hub, ThreadPoolExecutor(AT_ONCE) as workers:
            users = [f"load-{number}" for number in range(AT_ONCE)]
            hub.add(*users)
            before, began = accessors(bao), time.time()
            made: set[str] = set()

            def starts(number: int) -> None:
                user = users[number]
                time.sleep(number * APART)
                for _ in range(STARTS // AT_ONCE):
                    hub.start_server(user, seconds=300, every=1)
                    made.update(hub.accessors(user))
                    hub.stop_server(user, seconds=300, every=1)

            list(workers.map(starts, range(AT_ONCE)))
            print(f"{STARTS} starts in {time.time() - began:.0f} s, longest gap {hub.longest_gap(began):.2f} s")
            assert len(made) == STARTS
            assert hub.longest_gap(began) < 1
            assert accessors(bao) == before
