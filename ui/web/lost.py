"""What a browser is shown where nothing is or a page could not be made: a line that says so, and the way to the chat. Programs
get what they always got."""

from __future__ import annotations

from typing import Any

from ui.api.clients import header
from ui.web.html import Html, render
from ui.words import spoken_by, word

# Asked by programs, or shown in a frame of another site.
NO_PAGES = ("/api", "/v1", "/mcp", "/gradio_api", "/embed/", "/healthz", "/readyz", "/metrics")
_SAYS = {404: "lost", 500: "broken"}  # the words for a status


def lost_page(root: str, language: str, status: int = 404) -> Html:
    """The page; ``root`` leads from where it is asked for to the chat, ``status`` is 404 or 500."""
    words = {key: word(f"{_SAYS[status]}_{key}", language) for key in ("title", "how")}
    return render("lost.html", language, root=root, **words)


def for_people(scope: Any, send: Any) -> Any:
    """``send`` itself, or for a browser that asks for a page one that sends ours in the place of a bare 404 or 500."""
    path = scope["path"]
    wanted = scope["method"] in ("GET", "HEAD") and "text/html" in header(scope, b"accept")
    if not wanted or path.startswith(NO_PAGES) or path.endswith(".json"):
        return send
    instead = False

    async def told(message: Any) -> None:
        nonlocal instead
        if message["type"] == "http.response.start" and message["status"] in _SAYS and not _is_page(message):
            instead = True
            page = lost_page(_root(scope), spoken_by(header(scope, b"accept-language")), message["status"]).encode()
            kept = [(k, v) for k, v in message["headers"] if k.lower() not in (b"content-type", b"content-length")]
            ours = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(page)).encode())]
            await send({**message, "headers": [*kept, *ours]})
            await send({"type": "http.response.body", "body": page if scope["method"] == "GET" else b""})
        elif not instead:
            await send(message)

    return told


def _is_page(message: Any) -> bool:
    return any(k.lower() == b"content-type" and v.startswith(b"text/html") for k, v in message["headers"])


def _root(scope: Any) -> str:
    """The chat from here, as a relative address: the server may stand under a path of a proxy's."""
    asked = scope.get("raw_path") or scope["path"].encode()
    return "../" * (asked.partition(b"?")[0].count(b"/") - 1) or "./"
