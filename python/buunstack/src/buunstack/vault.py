"""Calls of Vault with the token of this server: verified, with time limits, and with errors that say what to do."""

from __future__ import annotations

import logging
import random
import threading
import time
from typing import Any

import hvac
import requests
from hvac import exceptions

from .errors import PermissionDenied, SecretNotFound, SecretStoreError, TokenExpired, VaultUnreachable

log = logging.getLogger("buunstack")

# Below this many seconds of life a token is renewed before it is used.
RENEW_BELOW = 600
_ONE_CALL = 10.0
_ALL_TRIES = 15.0
# Sealed, starting, too busy: the same call may work a moment later.
_PASSING = (
    exceptions.VaultDown,
    exceptions.InternalServerError,
    exceptions.BadGateway,
    exceptions.RateLimitExceeded,
    exceptions.VaultNotInitialized,
)


class Vault:
    """One Vault, one token. Threads may share it."""

    def __init__(self, address: str, token: str, ca: str | None) -> None:
        session = requests.Session()
        # A .netrc of the user would replace the token, and REQUESTS_CA_BUNDLE the authority.
        session.trust_env = False
        # hvac takes that of a session it is given.
        session.verify = ca or True
        # A redirect would take the token elsewhere.
        self._client = hvac.Client(
            url=address, token=token, verify=ca or True, timeout=_ONE_CALL, session=session, allow_redirects=False
        )
        self._lock = threading.Lock()
        self._warned = False

    def call(self, method: str, path: str, name: str, body: dict[str, Any] | None = None) -> Any:
        """What Vault answers; None where there is nothing. `name` is for messages. Raises SecretStoreError."""
        self._keep_alive()
        try:
            return self._send(method, path, body)
        except exceptions.InvalidPath:
            return None
        except exceptions.Forbidden:
            pass
        except exceptions.VaultError as error:
            raise Refused(error) from None
        # The token was good a moment ago, unless it ended in between.
        self._look_up()
        raise PermissionDenied(name)

    def _keep_alive(self) -> None:
        with self._lock:
            data = self._look_up()
            left = int(data["ttl"])
            log.debug("the token has %s s left", left)
            if data.get("renewable") and 0 < left < RENEW_BELOW:
                self._renew(left)

    def _look_up(self) -> Any:
        try:
            return self._send("get", "auth/token/lookup-self")["data"]
        except exceptions.VaultError:
            raise TokenExpired from None

    def _renew(self, left: int) -> None:
        try:
            ttl = int(self._send("post", "auth/token/renew-self", {})["auth"]["lease_duration"])
        except (exceptions.VaultError, VaultUnreachable):
            log.warning("The token could not be renewed; it lives for another %s s.", left)
            return
        log.info("renewed the token: %s s", ttl)
        # Near its end a token is renewed "successfully" without living longer.
        if ttl <= left and not self._warned:
            self._warned = True
            log.warning("The token ends in %s s, whatever is done: restart your server before.", ttl)

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Tries again what may pass by itself. Raises VaultUnreachable, and what hvac says of a refusal."""
        end, pause = time.monotonic() + _ALL_TRIES, 0.2
        while True:
            try:
                arguments = {} if body is None else {"json": body}
                return getattr(self._client.adapter, method)(f"/v1/{path}", **arguments)
            except _PASSING as error:
                fault = "it is sealed" if "sealed" in str(error) else type(error).__name__
            except requests.exceptions.SSLError:
                raise VaultUnreachable("its certificate is not trusted here") from None
            except requests.exceptions.RequestException as error:
                # The error itself holds the request, and the request the token.
                fault = type(error).__name__
            wait = pause * random.uniform(0.5, 1.0)
            if time.monotonic() + wait > end:
                raise VaultUnreachable(fault)
            log.debug("%s; next try in %.1f s", fault, wait)
            time.sleep(wait)
            pause = min(pause * 2, 2.0)


class Refused(SecretStoreError):
    """Vault understood, and does not do it."""

    def __init__(self, error: exceptions.VaultError) -> None:
        self.errors = "; ".join(error.errors or [])
        super().__init__(f"Vault refused: {self.errors or type(error).__name__}")


def missing(name: str) -> SecretNotFound:
    """The error for a secret that is not there."""
    return SecretNotFound(f"There is no secret {name!r}. `list()` has the names.")
