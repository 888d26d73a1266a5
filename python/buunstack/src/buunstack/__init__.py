"""Secrets of a notebook's user, kept in Vault. See `SecretStore`."""

from .errors import (
    FieldNotFound,
    InvalidName,
    NotConfigured,
    PermissionDenied,
    SecretNotFound,
    SecretStoreError,
    TokenExpired,
    VaultUnreachable,
    WriteConflict,
)
from .store import SecretStore

__all__ = [
    "FieldNotFound",
    "InvalidName",
    "NotConfigured",
    "PermissionDenied",
    "SecretNotFound",
    "SecretStore",
    "SecretStoreError",
    "TokenExpired",
    "VaultUnreachable",
    "WriteConflict",
]
