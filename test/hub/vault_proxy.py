"""A connection to Vault that can be made slow, hang or break. TLS goes through as it is."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")


class VaultProxy:
    """Passes bytes on to the server at an address, from a thread of its own. A context manager, which ends it."""

    def __init__(self, address: str) -> None:
        target = urlsplit(address)
        assert target.hostname and target.port
        self._target = target.hostname, target.port
        self._scheme = target.scheme
        # Each counts for new connections: seconds before anything is passed on; whether they are closed at once.
        self.delay, self.broken = 0.0, False
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> VaultProxy:
        self._thread.start()
        self._server = self._run(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.address = f"{self._scheme}://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self, what: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(30)

    async def _close(self) -> None:
        self._server.close()
        here = asyncio.current_task()
        for task in asyncio.all_tasks():
            if task is not here:
                task.cancel()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self.broken:
                return
            await asyncio.sleep(self.delay)
            onward_reader, onward_writer = await asyncio.open_connection(*self._target)
            try:
                await asyncio.gather(pump(reader, onward_writer), pump(onward_reader, writer))
            finally:
                onward_writer.close()
        except (OSError, asyncio.CancelledError):
            pass  # either side has gone
        finally:
            writer.close()


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One direction of a connection, until it ends."""
    while chunk := await reader.read(65536):
        writer.write(chunk)
        await writer.drain()
    writer.close()
