"""The MCP client of the reference implementation: what it gets from endpoints. Runs in the environment of a lab.

Reads a list of {"url", "cell", "header"} from standard input, where `header` is Authorization or null. At each it runs
the cell in a kernel. Prints a list of {"tools": [...]} or {"refused": status}.
"""

from __future__ import annotations

import asyncio
import json
import sys

import httpx
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client


def status_of(error: BaseException) -> int | None:
    """Of the first answer that was no success, however deep it lies in groups."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code
    inner = list(getattr(error, "exceptions", ())) + [each for each in (error.__cause__, error.__context__) if each]
    return next((found for each in inner if (found := status_of(each)) is not None), None)


async def use(url: str, cell: str, header: str | None) -> dict[str, object]:
    headers = {"Authorization": header} if header else {}
    async with streamablehttp_client(url, headers=headers) as (read, write, _), ClientSession(read, write) as session:
        await session.initialize()
        tools = sorted(each.name for each in (await session.list_tools()).tools)
        await session.call_tool("execute_code", {"code": cell})
        return {"tools": tools}


async def attempt(asked: dict[str, str]) -> dict[str, object]:
    try:
        return await asyncio.wait_for(use(asked["url"], asked["cell"], asked["header"]), 60)
    except BaseException as error:
        status = status_of(error)
        if status is None:
            raise
        return {"refused": status}


async def main() -> list[dict[str, object]]:
    return [await attempt(each) for each in json.load(sys.stdin)]


print(json.dumps(asyncio.run(main())))
