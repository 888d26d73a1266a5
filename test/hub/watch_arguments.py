"""Writes down arguments of processes in which a token of OpenBao stands: everybody on a machine can read those.

usage: watch_arguments.py PATTERN FILE      until it is ended
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path


def arguments() -> list[bytes]:
    """Of all processes; some end while they are looked at."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            found.append((process / "cmdline").read_bytes().replace(b"\0", b" "))
        except OSError:
            continue
    return found


def main(pattern: str, file: str) -> None:
    # Its own arguments hold the pattern, which does not match itself.
    token = re.compile(rb".{0,60}" + pattern.encode())
    with Path(file).open("ab", buffering=0) as seen:
        while True:
            for line in arguments():
                for match in token.finditer(line):
                    seen.write(match[0] + b"\n")
            time.sleep(0.2)


if __name__ == "__main__":
    main(*sys.argv[1:])
