"""A client that goes away before its answer is whole gives up its place in line, as one that reads a stream does."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import Request

from ui.api.problems import Problem

T = TypeVar("T")
GONE = 499  # as nginx calls it; nobody reads it but the counter of requests


async def while_there(request: Request, making: Coroutine[Any, Any, T]) -> T:
    """What ``making`` gives; it is cancelled, and Problem raised, when the client goes first."""
    task, gone = asyncio.ensure_future(making), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise Problem(GONE, "the client went away", "client_gone")
    finally:
        for one in (task, gone):
            one.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _gone(request: Request) -> None:
    """Returns when the client has closed its connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
