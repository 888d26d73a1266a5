"""User names as Vault sees them: alias of the entity, suffix of the policy, folder of the secrets.

Vault lowers the names of policies and aliases, and reads `+`, `*` and `{{...}}` in them in its own way. A slug holds
none of these, differs for every two names, also in lower case, and is the name itself where that is plain.
"""

from __future__ import annotations

import hashlib

_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_PLAIN = _LETTERS | frozenset(b"@-")
_LONGEST = 128


def user_slug(name: str) -> str:
    """The slug of a user name. Other bytes of its UTF-8 than plain ones become `_` and two hexadecimal digits; what is
    empty or too long becomes `_h` and its SHA-256."""
    raw = name.encode("utf-8")
    slug = "".join(chr(byte) if _stays(raw, place) else f"_{byte:02x}" for place, byte in enumerate(raw))
    if slug and len(slug) <= _LONGEST:
        return slug
    return f"_h{hashlib.sha256(raw).hexdigest()}"


def _stays(raw: bytes, place: int) -> bool:
    byte = raw[place]
    if byte in _PLAIN:
        return True
    # A dot between two letters is that of a mail address; `.` and `..` are places in a path.
    inside = 0 < place < len(raw) - 1
    return byte == ord(".") and inside and raw[place - 1] in _LETTERS and raw[place + 1] in _LETTERS
