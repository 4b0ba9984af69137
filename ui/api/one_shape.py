"""A path that nothing answers is told in the one shape, though it ends up in the chat, which has another."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from fastapi import Request

from ui.api.problems import Problem, respond
from ui.api.unrouted import unrouted

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

OWN = "/gradio_api/"  # what the chat says to its own page there stays as the page expects it
_SAID = {404: "nothing is answered at this address; docs/api.md lists what is", 405: "this method is not answered here"}


class OneShape:
    """ASGI middleware: a 404 or 405 whose body is FastAPI's ``{"detail": ...}`` gets ours; all else passes as it is."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer too unless it is such a one."""
        if scope["type"] != "http" or scope["path"].startswith(OWN):
            await self._app(scope, receive, send)
            return
        held: Message | None = None
        asked = dict(scope)  # routing notes on ``scope`` what it went through

        async def reshaped(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start" and _bare(message):
                held = message
                return
            if held is None:
                await send(message)
                return
            start, held = held, None
            if _is_detail(message):
                allow = dict(start["headers"]).get(b"allow", b"").decode("latin-1")
                problem = Problem(start["status"], _SAID[start["status"]], allow=allow)
                if not allow:  # the chat, which lies behind all routes, took what none of them takes
                    problem = unrouted(Request(asked), getattr(asked["app"].state, "own_routes", ()), problem)
                await respond(problem, scope["path"])(scope, receive, send)
            else:
                await send(start)
                await send(message)

        await self._app(scope, receive, reshaped)


def _bare(start: Message) -> bool:
    kind = dict(start.get("headers", ())).get(b"content-type", b"")
    return start["status"] in _SAID and bool(kind.startswith(b"application/json"))


def _is_detail(body: Message) -> bool:
    """True for the whole of a body that says nothing but ``detail``."""
    if body.get("more_body"):
        return False
    try:
        told = json.loads(body.get("body", b""))
    except ValueError:
        return False
    return isinstance(told, dict) and set(told) == {"detail"}
