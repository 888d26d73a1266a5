"""What can go wrong, and what to do about it. No text holds a secret."""

from __future__ import annotations

_RESTART = "Stop and start your server: File, Hub Control Panel, Stop My Server, Start My Server."


class SecretStoreError(Exception):
    """Every error of this package."""


class NotConfigured(SecretStoreError):
    """This program does not run in a server that the hub gave a token to."""

    def __init__(self, why: str) -> None:
        super().__init__(f"There is no access to Vault: {why}. {_RESTART}")


class TokenExpired(SecretStoreError):
    """The token has ended, or was revoked."""

    def __init__(self) -> None:
        super().__init__(f"The token of this server has ended. {_RESTART} Your secrets are still there.")


class PermissionDenied(SecretStoreError):
    """The token is good, and may not do this."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Vault does not let you do that with {name!r}. Your administrators know why.")


class VaultUnreachable(SecretStoreError):
    """Vault is away, sealed, or somebody else."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Vault does not answer: {why}. Try again in a few minutes; nothing was lost.")


class SecretNotFound(SecretStoreError, KeyError):
    """There is no secret of that name."""

    def __init__(self, message: str) -> None:
        super().__init__(message)

    def __str__(self) -> str:
        # KeyError would put quotes around it.
        return str(self.args[0])


class FieldNotFound(SecretNotFound):
    """The secret is there, the field is not."""


class InvalidName(SecretStoreError, ValueError):
    """A name that no secret can have, or a value that cannot be stored."""


class WriteConflict(SecretStoreError):
    """Others changed the same secret each time."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Others keep changing {name!r}: try again.")
