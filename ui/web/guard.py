"""Headers that keep the page to itself, and the doors of Gradio that a chat does not need, shut."""

from __future__ import annotations

from typing import Any

from starlette.responses import PlainTextResponse

POLICY = "; ".join(
    [
        "default-src 'self'",
        # Gradio starts from inline scripts and compiles its templates in the page.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}
# Uploads, files by path, proxies to other servers, the list of endpoints and the monitor: nothing here uses them.
SHUT = ("upload", "file", "proxy=", "stream/", "info", "openapi", "monitoring", "runs", "deep_link", "vibe")


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer 404 for a shut door, else pass on and add the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                kept = [(k, v) for k, v in message["headers"] if k.lower() not in HEADERS]
                message["headers"] = [*kept, *HEADERS.items()]
            await send(message)

        if is_shut(scope["path"]):
            await PlainTextResponse("not found", 404)(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)


def is_shut(path: str) -> bool:
    """True for the paths of Gradio's interface that a chat does not need."""
    before, found, rest = path.partition("/gradio_api/")
    if found:
        return before == "" and rest.startswith(SHUT)
    return path.startswith(("/monitoring", "/docs", "/redoc", "/openapi.json"))
