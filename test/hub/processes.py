"""Processes that a test starts and ends by their own ids."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


def free_port() -> int:
    """An unused port of 127.0.0.1."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(what: str, ready: Callable[[], object], seconds: float = 30, every: float = 0.1) -> None:
    """Waits until a condition holds. Raises TimeoutError, which says for what was waited."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds:g} s")
        time.sleep(every)


class Process:
    """A running command with its output in a log file. Also a context manager, which ends it."""

    def __init__(
        self, command: Sequence[str], log: Path, env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> None:
        self.log = log
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=env,
                cwd=cwd,
                start_new_session=True,
            )
        self.pid = self._process.pid

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def ready(self, what: str, answers: Callable[[], object], seconds: float = 60) -> None:
        """Waits for a sign of life; raises RuntimeError with the log's end where the process has ended."""

        def check() -> object:
            if self._process.poll() is not None:
                raise RuntimeError(f"{what} ended with {self._process.returncode}:\n{self.tail()}")
            return answers()

        wait_for(what, check, seconds)

    def tail(self, length: int = 3000) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-length:]

    def wait(self, seconds: float) -> int:
        """Waits for its end; gives its status."""
        return self._process.wait(seconds)

    def stop(self, seconds: float = 10) -> None:
        """Asks the process to end, insists after a while, and ends what it had started and left running."""
        children = descendants(self.pid)
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pid, born in children.items():
            if started_at(pid) == born:
                os.kill(pid, signal.SIGKILL)


def started_at(pid: int) -> str | None:
    """Tells a process from a later one with the same id; None when it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] == "Z" else fields[19]


def descendants(pid: int) -> dict[int, str]:
    """All processes below one, with when they started."""
    found: dict[int, str] = {}
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            born = started_at(child)
            if born is not None:
                found |= {child: born, **descendants(child)}
    return found
