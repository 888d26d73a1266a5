"""An API server in this process that takes or refuses what KubeSpawner sends, and keeps it."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import Any

from kubernetes_asyncio.client import ApiClient, ApiException

# How a start can fail: the claim or the pod is refused, the pod is never made, the server never answers.
FAILURES = ("claim refused", "pod refused", "pod too slow", "no answer")


class FakeApi:
    """Stands for the client's CoreV1Api. `failure` is one of FAILURES, or None while all goes well."""

    def __init__(self) -> None:
        self.failure: str | None = None
        self.sent: dict[str, str] = {}
        self.running: dict[str, Any] = {}
        self._client = ApiClient()

    def _keep(self, kind: str, manifest: Any) -> None:
        self.sent[kind] = json.dumps(self._client.sanitize_for_serialization(manifest))

    async def create_namespaced_persistent_volume_claim(self, namespace: str, body: Any) -> None:
        self._keep("claim", body)
        if self.failure == "claim refused":
            raise ApiException(status=422, reason="refused")

    async def create_namespaced_pod(self, namespace: str, body: Any) -> None:
        self._keep("pod", body)
        if self.failure == "pod refused":
            raise ApiException(status=422, reason="refused")
        if self.failure == "pod too slow":
            self._skip(3600)
            await asyncio.sleep(7200)
        containers = [{"name": "notebook", "ready": True, "state": {"running": {}}}]
        self.running[f"{namespace}/{body.metadata.name}"] = {
            "metadata": {"name": body.metadata.name, "namespace": namespace, "uid": "1"},
            "status": {"phase": "Running", "podIP": "127.0.0.1", "containerStatuses": containers},
        }

    async def delete_namespaced_pod(self, name: str, namespace: str, **_: Any) -> None:
        if self.running.pop(f"{namespace}/{name}", None) is None:
            raise ApiException(status=404, reason="gone")

    def _skip(self, seconds: float) -> None:
        """Moves the clock of the event loop, so that a timeout comes at once."""
        loop = asyncio.get_running_loop()
        before = loop.time
        loop.time = lambda: before() + seconds  # type: ignore[method-assign]

    @property
    def reflector(self) -> Any:
        """What KubeSpawner would see by watching pods."""
        return SimpleNamespace(pods=self.running)
