"""The MCP client of the reference implementation: what it gets from endpoints. Runs in the environment of a lab.

Reads a list of {"url", "file", "header"} from standard input, where `header` is Authorization or null. At each it runs
code that writes its user's name into the file. Prints a list of {"tools": [...]} or {"refused": status}.
"""

from __future__ import annotations

import asyncio
import json
import sys

import httpx
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

CODE = "import os, pathlib; pathlib.Path({file!r}).write_text(os.environ['JUPYTERHUB_USER'])"


def status_of(error: BaseException) -> int | None:
    """Of the first answer that was no success, however deep it lies in groups."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code
    inner = list(getattr(error, "exceptions", ())) + [each for each in (error.__cause__, error.__context__) if each]
    return next((found for each in inner if (found := status_of(each)) is not None), None)


async def use(url: str, file: str, header: str | None) -> dict[str, object]:
    headers = {"Authorization": header} if header else {}
    async with streamablehttp_client(url, headers=headers) as (read, write, _), ClientSession(read, write) as session:
        await session.initialize()
        tools = sorted(each.name for each in (await session.list_tools()).tools)
        await session.call_tool("execute_code", {"code": CODE.format(file=file)})
        return {"tools": tools}


async def attempt(asked: dict[str, str]) -> dict[str, object]:
    try:
        return await asyncio.wait_for(use(asked["url"], asked["file"], asked["header"]), 60)
    except BaseException as error:
        status = status_of(error)
        if status is None:
            raise
        return {"refused": status}


async def main() -> list[dict[str, object]]:
    return [await attempt(each) for each in json.load(sys.stdin)]


print(json.dumps(asyncio.run(main())))
