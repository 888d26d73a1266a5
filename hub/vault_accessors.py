"""The accessors of a server's tokens for Vault: kept until the tokens are revoked, also by a hub that was restarted.

An accessor is good for nothing but to look at a token, to renew and to revoke it, and only with the right to.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable
from typing import Any

from kubespawner import KubeSpawner
from sqlalchemy.orm import object_session

from vault_client import VaultError, in_seconds
from vault_tokens import VaultTokens

_STATE = "vault_accessors"
# Seconds for one try to revoke, and between those that follow in the background.
AT_ONCE = 5.0
_LATER = (5, 20, 60, 300, 900, 2400)
# The event loop holds tasks weakly.
_background: set[asyncio.Task[None]] = set()


class AccessorSpawner(KubeSpawner):
    """See the module."""

    vault: VaultTokens
    _accessors: tuple[str, ...] = ()

    def load_state(self, state: dict[str, Any]) -> None:
        super().load_state(state)
        self._accessors = tuple(state.get(_STATE) or ())

    def get_state(self) -> dict[str, Any]:
        """With the accessors: unlike all else they outlive clear_state."""
        return {**super().get_state(), _STATE: list(self._accessors)}

    def _remember(self, accessor: str) -> None:
        """Into the database at once: the hub may end before the server runs."""
        self._accessors += (accessor,)
        self._save(self.get_state())

    def _forget(self, accessor: str) -> None:
        self._accessors = tuple(each for each in self._accessors if each != accessor)
        # Nothing but this one: another spawner may have taken over the server, and its state.
        state = (self.orm_spawner.state if self.orm_spawner is not None else None) or {}
        if accessor in (state.get(_STATE) or ()):
            self._save({**state, _STATE: [each for each in state[_STATE] if each != accessor]})

    def _save(self, state: dict[str, Any]) -> None:
        # None where the server, or its user, was deleted.
        session = object_session(self.orm_spawner) if self.orm_spawner is not None else None
        if session is not None:
            self.orm_spawner.state = state
            session.commit()

    async def _revoke_all(self, until: float) -> None:
        """Revokes; what Vault does not take now is tried again in the background, and by the next start and end."""
        left = await self._revoke(self._accessors, until)
        if left:
            task = asyncio.create_task(self._revoke_later(left))
            _background.add(task)
            task.add_done_callback(_background.discard)

    async def _revoke(self, accessors: Iterable[str], until: float) -> list[str]:
        """Gives those that are not revoked yet."""
        left = []
        for accessor in accessors:
            try:
                await self.vault.revoke(accessor, until=until)
            except VaultError as error:
                self.log.warning("A token for Vault of %s is not revoked yet: %s", self._log_name, error)
                left.append(accessor)
            else:
                self._forget(accessor)
        return left

    async def _revoke_later(self, left: list[str]) -> None:
        for pause in _LATER:
            await asyncio.sleep(pause * random.uniform(0.5, 1))
            # A start may have revoked it in the meantime, and a later one is not ours.
            left = await self._revoke(set(left) & set(self._accessors), in_seconds(AT_ONCE))
            if not left:
                return
        self.log.error("A token for Vault of %s lives until the server starts again, or it expires", self._log_name)
