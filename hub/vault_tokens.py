"""Tokens for users' servers: made with the one text that users' policies may have, and revoked by their accessor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vault_client import VaultClient, VaultError, VaultRefused

_LONGEST_META = 512  # characters


@dataclass(frozen=True)
class VaultToken:
    """A token, which nothing prints, and the accessor by which it is revoked."""

    text: str = field(repr=False)
    accessor: str


@dataclass
class VaultTokens:
    """What the hub may do in Vault (`hubsynth vault setup`). `ttl`: seconds."""

    client: VaultClient
    policy_prefix: str
    role: str
    ttl: int

    # Its text is known only to Vault: the accessor of its auth method `token/` is in it.
    _policy: str | None = field(default=None, init=False)

    async def make(self, slug: str, meta: Mapping[str, str], *, until: float) -> VaultToken:
        """A token of its own for a server of the user with this slug. `meta` is for Vault's audit log.

        Raises VaultError; then none is left, as far as Vault's answers came through.
        """
        policy = self.policy_prefix + slug
        await self._write_policy(policy, until)
        request = {
            "entity_alias": slug,
            "policies": [policy],
            "ttl": f"{self.ttl}s",
            "renewable": True,
            "meta": {key: value[:_LONGEST_META] for key, value in meta.items()},
        }
        answer = await self.client.call("POST", f"auth/token/create/{self.role}", request, until=until)
        auth = answer.get("auth") or {}
        token = VaultToken(text=str(auth.get("client_token") or ""), accessor=str(auth.get("accessor") or ""))
        wrong = _wrong(auth, policy)
        if wrong:
            if token.accessor:
                await self.revoke(token.accessor, until=until)
            raise VaultError(f"Vault made a token with {', '.join(wrong)}. Run: hubsynth vault check")
        return token

    async def revoke(self, accessor: str, *, until: float) -> None:
        """Ends a token; one that Vault does not know any more is a revoked one. Raises VaultError."""
        try:
            await self.client.call("POST", "auth/token/revoke-accessor", {"accessor": accessor}, until=until)
        except VaultRefused as refused:
            # OpenBao answers 200 with a warning, Vault 400 or 403 with these words.
            if not any("invalid accessor" in error for error in refused.errors):
                raise

    async def _write_policy(self, name: str, until: float) -> None:
        known = self._policy
        try:
            await self._write(name, known or await self._read(until), until)
        except VaultRefused as refused:
            if known is None or refused.status not in (400, 403):
                raise
            # `hubsynth vault setup` may have pinned another text since.
            await self._write(name, await self._read(until), until)

    async def _write(self, name: str, policy: str, until: float) -> None:
        await self.client.call("PUT", f"sys/policies/acl/{name}", {"policy": policy}, until=until)

    async def _read(self, until: float) -> str:
        name = self.policy_prefix.removesuffix("-")
        answer = await self.client.call("GET", f"sys/policies/acl/{name}", until=until)
        policy = (answer.get("data") or {}).get("policy")
        if not isinstance(policy, str) or not policy:
            raise VaultError(f"The policy {name} has no text. Run: hubsynth vault setup")
        self._policy = policy
        return policy


def tokens_of(settings: Mapping[str, Any]) -> VaultTokens:
    """As config/vault.yaml says."""
    client = VaultClient(settings["address"], Path(settings["tokenFile"]), settings.get("ca"))
    return VaultTokens(client, settings["policyPrefix"], settings["role"], settings["userToken"]["ttl"])


def _wrong(auth: Mapping[str, Any], policy: str) -> list[str]:
    """What a made token must not be. A further policy of the user's entity is Vault's own matter."""
    found = {
        "no text": not auth.get("client_token"),
        "no accessor": not auth.get("accessor"),
        "other policies": auth.get("token_policies", auth.get("policies")) != [policy],
        "no user": not auth.get("entity_id"),
        "a parent": auth.get("orphan") is not True,
        "another type": auth.get("token_type") != "service",
        "no end": not auth.get("lease_duration"),
    }
    return [each for each, is_so in found.items() if is_so]
