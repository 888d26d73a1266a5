"""Makes files that a pod mounts at absolute paths appear there, for this process only.

The configuration and users' own code name such paths; a container runtime would put the files in place. Here calls that
open or look at a path below a mount are sent to the folder that stands for the root of the container.
"""

from __future__ import annotations

import builtins
import functools
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

_PACKAGES = re.compile(r"^(/usr/local/lib/python3[^/]*/(?:site|dist)-packages)/")


def redirect(root: str, mounts: Sequence[str]) -> None:
    """Sends paths at or below `mounts` into `root`. Python packages among them can be imported."""

    def there(path: Any) -> Any:
        if isinstance(path, (str, os.PathLike)):
            text = os.fspath(path)
            if isinstance(text, str) and any(text == each or text.startswith(f"{each}/") for each in mounts):
                return root + text
        return path

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapped(path: Any = ".", *args: Any, **kwargs: Any) -> Any:
            return function(there(path), *args, **kwargs)

        return wrapped

    builtins.open = io.open = wrap(open)
    for name in ("stat", "lstat", "listdir", "scandir", "access"):
        setattr(os, name, wrap(getattr(os, name)))
    for mount in mounts:
        found = _PACKAGES.match(mount)
        if found and root + found[1] not in sys.path:
            sys.path.append(root + found[1])
