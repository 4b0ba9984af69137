"""``/a/<id>`` and ``/embed/<id>``: saved answers for whoever has the link; an unknown id says nothing more than that."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable

from fastapi import APIRouter
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from rag.settings import Settings
from rag.wire import to_json
from ui.api.page import embedded_page, saved_page
from ui.api.saved import Kept
from ui.api.service import Desk, Service

router = APIRouter(include_in_schema=False)
_HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "no-store"}


@router.get("/a/{name:path}")
async def saved(name: str, desk: Desk) -> Response:
    """The page of a saved answer, or with ``.json`` the answer itself."""
    made = name.removesuffix(".json")
    kept = await to_thread(desk.saved.read, made)
    if kept is not None and made != name:
        return Response(to_json(kept.answer, kept.sources), media_type="application/json", headers=_HEADERS)
    return await _checked(kept, saved_page, desk)


@router.get("/embed/{made:path}")
async def embedded(made: str, desk: Desk) -> Response:
    """The page that other sites may frame."""
    return await _checked(await to_thread(desk.saved.read, made), embedded_page, desk)


async def _checked(kept: Kept | None, page: Callable[[Kept, Settings], str], desk: Service) -> Response:
    """The page, whose claims are checked anew, when its turn has come; the same few words for whatever is no id."""
    if kept is None:
        return PlainTextResponse("not found\n", 404, headers=_HEADERS)
    html = await desk.answering.run(lambda stopped: page(kept, desk.parts.settings))
    return HTMLResponse(html, headers=_HEADERS)
