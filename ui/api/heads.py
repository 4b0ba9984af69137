"""A HEAD is answered as the GET of the same address, but for the body: one place for all routes, as FastAPI adds none of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.responses import Response

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# What these do for a GET takes long or has no end; where they answer a HEAD, it is without that work.
_AS_THEY_ARE = ("/a/", "/embed/", "/brief", "/gradio_api/", "/mcp")


class Heads:
    """ASGI middleware: the routes behind it see a GET, the client gets its status and headers."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the route that was found is noted on ``scope`` for who counts requests."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or scope["path"].startswith(_AS_THEY_ARE):
            await self._app(scope, receive, send)
            return

        async def bodiless(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        asked = {**scope, "method": "GET"}
        try:
            await self._app(asked, receive, bodiless)
        finally:
            scope.update({name: asked[name] for name in ("route",) if name in asked})


def head_of(media_type: str, headers: dict[str, str]) -> Response:
    """The answer to a HEAD of what would take work to make: how long it would be is not said."""
    response = Response(media_type=media_type, headers=headers)
    del response.headers["content-length"]
    return response
