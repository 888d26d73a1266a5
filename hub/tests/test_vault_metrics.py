"""The gauge of the hub's token for Vault: nothing at first, then the end of the token, also while Vault is away."""

from __future__ import annotations

import asyncio
import time

import pytest
from prometheus_client import REGISTRY

NAME = "hubsynth_vault_token_expiry_timestamp_seconds"


def value():
    return REGISTRY.get_sample_value(NAME, {"token": "hub"})


class Vault:
    """Answers with what it is given; an error is raised."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    async def call(self, method, path, **_):
        self.asked.append((method, path))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def metrics(home):
    import vault_metrics

    return vault_metrics


def test_nothing_before_vault_has_answered(metrics):
    assert value() is None


def test_the_end_of_the_token_stays_while_vault_is_away(metrics):
    from vault_client import VaultError

    vault = Vault({"data": {"ttl": 3600}}, VaultError("away"), {"data": {}})

    async def three():
        for _ in range(3):
            await metrics.look(vault)

    asyncio.run(three())
    assert len(vault.asked) == 3
    assert vault.asked[0] == ("GET", "auth/token/lookup-self")
    assert abs(value() - time.time() - 3600) < 5


def test_it_watches_where_there_is_a_loop(metrics):
    vault = Vault({"data": {"ttl": 60}})
    metrics.start(vault)
    assert vault.asked == []

    async def running():
        metrics.start(vault)
        await asyncio.sleep(0.05)

    asyncio.run(running())
    assert vault.asked == [("GET", "auth/token/lookup-self")]
    assert value() is not None
