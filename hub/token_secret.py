"""The Secret from which one server gets its token: owned by its pod, so that it ends with it."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import ClientError

KEY = "token"
_LONGEST_NAME = 253  # characters
_PAUSE = 1.0  # seconds between two tries


class SecretRefused(Exception):
    """The cluster did not take it. The text has status and reason, and never what was sent."""


def secret_name(pod: str, suffix: str) -> str:
    """`<pod>-vault-<suffix>`; a long name of a pod is cut."""
    ending = f"-vault-{suffix}"
    return pod[: _LONGEST_NAME - len(ending)].rstrip("-.") + ending


def token_secret(token: str, pod: str, uid: str, metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest; `pod` and `uid` are those of its owner."""
    owner = {"apiVersion": "v1", "kind": "Pod", "name": pod, "uid": uid}
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {**metadata, "ownerReferences": [owner]},
        "type": "Opaque",
        "immutable": True,
        "data": {KEY: base64.b64encode(token.encode()).decode()},
    }


async def create_secret(api: Any, namespace: str, manifest: Mapping[str, Any], timeout: float, retry: float) -> None:
    """Creates a Secret of a name that nobody else uses. `timeout`: seconds of one try; `retry`: of all.

    Raises SecretRefused. KubeSpawner's own way would log the manifest, and the client the answer, which repeats it.
    """
    clock = asyncio.get_running_loop().time
    until = clock() + retry
    lost = False
    while True:
        status, reason = await _try(api, namespace, manifest, timeout)
        # A try whose answer got lost may have made it.
        if status < HTTPStatus.MULTIPLE_CHOICES or (lost and status == HTTPStatus.CONFLICT):
            return
        passing = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
        if not passing or clock() + _PAUSE >= until:
            raise SecretRefused(f"{status} {reason}")
        lost = True
        await asyncio.sleep(_PAUSE)


async def _try(api: Any, namespace: str, manifest: Mapping[str, Any], timeout: float) -> tuple[int, str]:
    """Status and reason; no answer counts as status 504."""
    try:
        response = await api.create_namespaced_secret(
            namespace, manifest, _preload_content=False, _request_timeout=timeout
        )
        content = await response.read()
    except (TimeoutError, ClientError, OSError) as error:
        return HTTPStatus.GATEWAY_TIMEOUT, f"no answer ({type(error).__name__})"
    try:
        return response.status, str(json.loads(content).get("reason", ""))
    except (ValueError, AttributeError):
        return response.status, ""
