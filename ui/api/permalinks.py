"""``/a/<id>`` and ``/embed/<id>``: saved answers for whoever has the link; an unknown id says nothing more than that."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from rag.wire import to_json
from ui.api.page import embedded_page, saved_page
from ui.api.service import Service, service

router = APIRouter(include_in_schema=False)
Desk = Annotated[Service, Depends(service)]
_HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "no-store"}


@router.get("/a/{name}")
def saved(name: str, desk: Desk) -> Response:
    """The page of a saved answer, or with ``.json`` the answer itself."""
    made = name.removesuffix(".json")
    kept = desk.saved.read(made)
    if kept is None:
        return _nothing()
    if made != name:
        return Response(to_json(kept.answer, kept.sources), media_type="application/json", headers=_HEADERS)
    return HTMLResponse(saved_page(kept, desk.parts.settings), headers=_HEADERS)


@router.get("/embed/{made}")
def embedded(made: str, desk: Desk) -> Response:
    """The page that other sites may frame."""
    kept = desk.saved.read(made)
    return HTMLResponse(embedded_page(kept, desk.parts.settings), headers=_HEADERS) if kept else _nothing()


@router.get("/a/{rest:path}")
@router.get("/embed/{rest:path}")
def elsewhere(rest: str) -> Response:
    """Any other path of the two."""
    return _nothing()


def _nothing() -> Response:
    return PlainTextResponse("not found\n", 404, headers=_HEADERS)
