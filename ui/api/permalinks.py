"""``/a/<id>`` and ``/embed/<id>``: saved answers for whoever has the link; an unknown id says nothing more than that."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from rag.settings import Settings
from rag.wire import to_json
from ui.api.heads import head_of
from ui.api.page import embedded_page, saved_page
from ui.api.problems import Problem, headers_of
from ui.api.saved import Kept
from ui.api.service import Service, service

router = APIRouter(include_in_schema=False)
Desk = Annotated[Service, Depends(service)]
_HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "no-store"}


@router.api_route("/a/{name}", methods=["GET", "HEAD"])
async def saved(name: str, desk: Desk, request: Request) -> Response:
    """The page of a saved answer, or with ``.json`` the answer itself."""
    made = name.removesuffix(".json")
    kept = await to_thread(desk.saved.read, made)
    if kept is None:
        return _nothing()
    if made != name:
        return Response(to_json(kept.answer, kept.sources), media_type="application/json", headers=_HEADERS)
    return await _checked(kept, saved_page, desk, request)


@router.api_route("/embed/{made}", methods=["GET", "HEAD"])
async def embedded(made: str, desk: Desk, request: Request) -> Response:
    """The page that other sites may frame."""
    kept = await to_thread(desk.saved.read, made)
    return await _checked(kept, embedded_page, desk, request) if kept else _nothing()


@router.api_route("/a/{rest:path}", methods=["GET", "HEAD"])
@router.api_route("/embed/{rest:path}", methods=["GET", "HEAD"])
def elsewhere(rest: str) -> Response:
    """Any other path of the two."""
    return _nothing()


async def _checked(kept: Kept, page: Callable[[Kept, Settings], str], desk: Service, request: Request) -> Response:
    """The page, whose claims are checked anew, when its turn has come; nothing is checked for a HEAD."""
    if request.method == "HEAD":
        return head_of(HTMLResponse.media_type, _HEADERS)
    try:
        html = await desk.answering.run(lambda stopped: page(kept, desk.parts.settings))
    except Problem as exc:
        return PlainTextResponse(f"{exc.message}\n", exc.status, headers=_HEADERS | headers_of(exc))
    return HTMLResponse(html, headers=_HEADERS)


def _nothing() -> Response:
    return PlainTextResponse("not found\n", 404, headers=_HEADERS)
