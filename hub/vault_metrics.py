"""How long the hub's token for Vault lives, for Prometheus: an alert can then come before starts fail."""

from __future__ import annotations

import asyncio
import time

from prometheus_client import Gauge

from vault_client import VaultClient, VaultError, in_seconds

EXPIRY = Gauge(
    "hubsynth_vault_token_expiry_timestamp_seconds",
    "When the hub's token for Vault ends, in seconds since 1970; nothing while that is not known.",
    # Without labels Prometheus would read 0, which is 1970, until Vault has answered once.
    labelnames=("token",),
)
# Seconds.
EVERY, TIMEOUT = 60.0, 20.0


async def look(client: VaultClient) -> None:
    """Asks Vault once. What is known stays where Vault does not answer: time goes on, and the alert comes."""
    try:
        answer = await client.call("GET", "auth/token/lookup-self", until=in_seconds(TIMEOUT))
    except VaultError:
        return
    ttl = answer.get("data", {}).get("ttl")
    if isinstance(ttl, int) and ttl > 0:
        EXPIRY.labels(token="hub").set(time.time() + ttl)


async def watch(client: VaultClient) -> None:
    while True:
        await look(client)
        await asyncio.sleep(EVERY)


_watching: set[asyncio.Task[None]] = set()


def start(client: VaultClient) -> None:
    """Begins to watch, where there is an event loop: a hub that only reads its configuration has none."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return
    # The loop itself keeps only a weak reference.
    _watching.add(loop.create_task(watch(client)))
