"""Headers that keep the page to itself; the doors of Gradio that a chat does not need, shut; for a browser a page where nothing is."""

from typing import Any

from starlette.responses import PlainTextResponse

from ui.api.clients import header
from ui.web.html import render
from ui.words import spoken_by, word

POLICY = (
    # Gradio starts from inline scripts and compiles its templates in the page.
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
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
# Asked by programs, or shown in a frame of another site.
NO_PAGES = ("/api", "/v1", "/mcp", "/gradio_api", "/embed/", "/healthz", "/readyz", "/metrics")
_SAYS = {404: "lost", 500: "broken"}  # the words for a status


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer 404 for a shut door, else pass on and add the headers; a browser is shown a page in the place of a bare 404 or 500."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, page = scope["path"], b""
        ours, for_people = headers_for(path), _wants_page(scope)

        async def with_headers(message: Any) -> None:
            nonlocal page
            if message["type"] == "http.response.start":
                # Gradio lets other pages of this machine read what it answers; nothing here is for them.
                kept = [(k.lower(), v) for k, v in message["headers"]]
                kept = [(k, v) for k, v in kept if k not in HEADERS and not k.startswith(b"access-control-")]
                is_page = any(k == b"content-type" and v.startswith(b"text/html") for k, v in kept)
                if for_people and message["status"] in _SAYS and not is_page:
                    page = _lost(scope, message["status"])
                    kept = [(k, v) for k, v in kept if k not in (b"content-type", b"content-length")]
                    kept += [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", b"%d" % len(page))]
                await send({**message, "headers": [*kept, *ours.items()]})
                if page:
                    await send({"type": "http.response.body", "body": page if scope["method"] == "GET" else b""})
            elif not page:
                await send(message)

        shut = PlainTextResponse("not found", 404) if is_shut(path) else self._app
        await shut(scope, receive, with_headers)


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


def _wants_page(scope: Any) -> bool:
    asks = scope["method"] in ("GET", "HEAD") and "text/html" in header(scope, b"accept")
    return asks and not scope["path"].startswith(NO_PAGES) and not scope["path"].endswith(".json")


def _lost(scope: Any, status: int) -> bytes:
    """The page that says what a 404 or 500 means. Its way to the chat is relative: the server may stand under a path of a proxy's."""
    language = spoken_by(header(scope, b"accept-language"))
    asked = scope.get("raw_path") or scope["path"].encode()
    root = "../" * (asked.partition(b"?")[0].count(b"/") - 1) or "./"
    words = {key: word(f"{_SAYS[status]}_{key}", language) for key in ("title", "how")}
    return render("lost.html", language, root=root, **words).encode()
