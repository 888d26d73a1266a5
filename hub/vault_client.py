"""Calls of Vault's API that do not block the hub, and what Vault's refusals mean."""

from __future__ import annotations

import asyncio
import json
import random
import ssl
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from tornado.httpclient import HTTPRequest, HTTPResponse
from tornado.simple_httpclient import SimpleAsyncHTTPClient

# Worth another try besides 5xx: too many requests, a node that lags behind, one that cannot serve. Redirects too: a
# node in standby sends them where it cannot forward. The token follows none, it is for the configured address only.
_PASSING = frozenset({307, 412, 429, 472, 473})
# Seconds.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 4.0
_CONNECT, _SHORTEST_TRY = 5.0, 5.0


class VaultError(Exception):
    """Vault gave no good answer. The text names no secret: it is for the hub's log."""


class VaultUnavailable(VaultError):
    """No answer in time."""


class VaultRefused(VaultError):
    """An answer that another try does not change. `status` is that of HTTP, `errors` what Vault said."""

    def __init__(self, call: str, status: int, errors: list[str]) -> None:
        super().__init__(f"{call}: {status} {'; '.join(errors)}".rstrip())
        self.status, self.errors = status, errors


def in_seconds(seconds: float) -> float:
    """A deadline for calls, on the clock of the event loop."""
    return asyncio.get_running_loop().time() + seconds


@dataclass
class VaultClient:
    """Vault at an address. `ca`: a file of authorities, else those of the system; `token_file`: the hub's token."""

    address: str
    token_file: Path
    ca: str | None = None

    # One of its own: the one that hub and proxy share does ten calls at a time.
    _http: SimpleAsyncHTTPClient | None = field(default=None, init=False)
    _tls: ssl.SSLContext | None = field(default=None, init=False)

    async def call(self, method: str, path: str, body: Any = None, *, until: float) -> dict[str, Any]:
        """The answer of one call, empty where there is none.

        Tries again until the deadline (see `in_seconds`) where that may help. Raises VaultError.
        """
        clock = asyncio.get_running_loop().time
        pause = _FIRST_PAUSE
        while True:
            try:
                return await self._try(method, path, body, until - clock())
            except _Passing as passing:
                problem = str(passing)
            # Those who fail together come back apart.
            wait = random.uniform(pause / 2, pause)
            if clock() + wait >= until:
                raise VaultUnavailable(f"{method} {path}: {problem}")
            await asyncio.sleep(wait)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _try(self, method: str, path: str, body: Any, remaining: float) -> dict[str, Any]:
        if remaining <= 0:
            raise _Passing("no time was left")
        # Half of what remains: a connection that hangs leaves time for another one.
        timeout = min(remaining, max(remaining / 2, _SHORTEST_TRY))
        request = HTTPRequest(
            f"{self.address.rstrip('/')}/v1/{path}",
            method=method,
            # Read each time: the sidecar replaces it.
            headers={"X-Vault-Token": self._token(), "X-Vault-Request": "true"},
            body=None if body is None else json.dumps(body),
            connect_timeout=min(timeout, _CONNECT),
            request_timeout=timeout,
            follow_redirects=False,
            ssl_options=self._context(),
        )
        if self._http is None:
            self._http = SimpleAsyncHTTPClient(force_instance=True, max_clients=1000)
        try:
            response = await self._http.fetch(request, raise_error=False)
        except ssl.SSLCertVerificationError as error:
            raise VaultError(f"The certificate of {self.address} is not trusted: {error.verify_message}") from None
        except Exception as error:
            # Besides OSError and its own errors, the client raises ValueError where a connection breaks before TLS.
            raise _Passing(f"no answer ({error})") from None
        return _content(f"{method} {path}", response)

    def _token(self) -> str:
        try:
            token = self.token_file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise _Passing(f"no token in {self.token_file} ({type(error).__name__})") from None
        if not token:
            raise _Passing(f"no token in {self.token_file}")
        return token

    def _context(self) -> ssl.SSLContext | None:
        if self._tls is None and self.address.startswith("https:"):
            try:
                self._tls = ssl.create_default_context(cafile=self.ca)
            except OSError as error:
                raise VaultError(f"No authorities can be read from {self.ca}: {error}") from None
        return self._tls


class _Passing(Exception):
    """A try that failed in a way that may pass."""


def _content(call: str, response: HTTPResponse) -> dict[str, Any]:
    status = response.code
    try:
        content = json.loads(response.body or b"{}")
    except ValueError:
        content = {}
    if not isinstance(content, dict):
        content = {}
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return content
    errors = [str(each) for each in content.get("errors") or []]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _PASSING:
        raise _Passing(f"{status} {'; '.join(errors)}".rstrip())
    raise VaultRefused(call, status, errors)
