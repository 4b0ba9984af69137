"""Headers that keep the page to itself, and the doors of Gradio that a chat does not need, shut."""

from __future__ import annotations

from typing import Any

from starlette.responses import PlainTextResponse

from ui.web.lost import for_people

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
# Pages and data of our own need nothing inline; a saved answer may stand in a frame at /embed alone.
OWN = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
OWN_POLICY = f"{OWN}; frame-ancestors 'none'"
# Under no-referrer a browser sends a form without its origin, and the gate takes it for another site's.
TO_OURSELVES = b"same-origin"
EMBED_POLICY = f"{OWN}; frame-ancestors *"
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}
# All that the chat asks of Gradio; uploads, files by path, proxies to other servers and the rest stay shut.
OPEN = ("queue/join", "queue/data", "cancel", "reset", "startup-events", "theme.css", "app_id")
OPEN_BELOW = ("heartbeat/",)
# What the owner's page asks for besides: files are given to it (see own_page).
OWN_PAGE = "/own"
OWN_OPEN = (*OPEN, "upload", "upload_progress")
CHAT = ("/", f"{OWN_PAGE}/")  # the toolkit's pages; all others are ours, those that are added later, too
SHUT = (
    "/monitoring",
    "/docs",
    "/redoc",
    "/openapi.json",
    "/dev/",
    "/proxy=",
    "/file=",
    "/file/",
    "/pwa_icon",
    "/token",
)


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer 404 for a shut door, else pass on and add the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        ours = headers_for(scope["path"])
        send = for_people(scope, send)

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                # Gradio lets other pages of this machine read what it answers; nothing here is for them.
                kept = [(k, v) for k, v in message["headers"] if k.lower() not in HEADERS and not _is_cors(k)]
                message["headers"] = [*kept, *ours.items()]
            await send(message)

        if is_shut(scope["path"]):
            await PlainTextResponse("not found", 404)(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)


def headers_for(path: str) -> dict[bytes, bytes]:
    """The headers of a response to ``path``."""
    if path.startswith("/embed/"):
        framed = {k: v for k, v in HEADERS.items() if k != b"x-frame-options"}
        return framed | {b"content-security-policy": EMBED_POLICY.encode()}
    if path.startswith("/login"):
        return HEADERS | {b"content-security-policy": OWN_POLICY.encode(), b"referrer-policy": TO_OURSELVES}
    if path in CHAT:
        return HEADERS | {b"referrer-policy": TO_OURSELVES}
    return HEADERS | {b"content-security-policy": OWN_POLICY.encode()}


def is_shut(path: str) -> bool:
    """True for the paths of Gradio's interface that a chat does not need."""
    own = path.startswith(f"{OWN_PAGE}/")
    path = path.removeprefix(OWN_PAGE) if own else path
    if "gradio_api" in path:
        asked = path.removeprefix("/gradio_api/").removesuffix("/")
        return asked == path or (asked not in (OWN_OPEN if own else OPEN) and not asked.startswith(OPEN_BELOW))
    return path.startswith(SHUT) or ".." in path or "\\" in path or "\0" in path


def _is_cors(name: bytes) -> bool:
    return name.lower().startswith(b"access-control-")
