"""Names of secrets, and how they stand in an address."""

from __future__ import annotations

from urllib.parse import quote

from .errors import InvalidName

_LONGEST = 512
_CONTROL = 32
_DELETE = 127


def checked(name: object) -> str:
    """The name itself. Raises InvalidName."""
    if not isinstance(name, str):
        raise InvalidName(f"A name is a text, not {type(name).__name__}.")
    if name == "" or len(name) > _LONGEST:
        raise InvalidName(f"A name has 1 to {_LONGEST} letters.")
    if any(ord(letter) < _CONTROL or ord(letter) == _DELETE for letter in name):
        raise InvalidName("A name has no control characters.")
    for part in name.split("/"):
        if part in ("", ".", ".."):
            raise InvalidName(f"{name!r} is no name: parts between slashes are neither empty nor dots.")
        if part != part.strip():
            raise InvalidName(f"{name!r} is no name: its parts neither begin nor end with a blank.")
    return name


def escaped(path: str) -> str:
    """As Vault's address wants it; slashes stay."""
    return quote(path, safe="/")
