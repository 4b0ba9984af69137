"""The routes under ``/api``: ask, search, verify, save, and the sources. The events of an answer are ``queued``, ``retrieved``, ``lead``,
``delta``, ``claim``, then ``checked`` or ``refused``."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from rag.common.log import log_traceback
from rag.events import Checked, ClaimChecked, Delta, Event, Led, Refused, Retracted, Retrieved
from rag.wire import AnswerModel, as_json, from_json
from ui.api.answering import Queued, while_there
from ui.api.messages import AskRequest, RecheckResult, SavedLinks, SearchRequest, SearchResult, SourceDetail, SourceList
from ui.api.problems import Problem, documented, error_body, problem_of
from ui.api.saved import NoRoom
from ui.api.service import Desk, Service
from ui.api.shelf import Shelf, passage_model

router = APIRouter(prefix="/api", responses=documented(401, 413, 415, 422, 429, 500, 503, 504))
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # nginx would hold the events back
QUIET_S = 15  # a comment is sent after this silence, so that no proxy takes the line for dead
STILL = ": still at work\n\n"
_STREAM = {"text/event-stream": {"example": 'event: delta\ndata: {"text": "…"}\n\n'}}


@router.post(
    "/ask",
    response_model=AnswerModel,
    summary="Ask a question",
    responses={200: {"content": _STREAM, "description": "the answer, or its events with Accept: text/event-stream"}},
)
async def ask(asked: AskRequest, desk: Desk, request: Request, accept: Annotated[str, Header()] = "*/*") -> Response:
    """Answer from the sources, or refuse; every sentence carries a verdict and a verbatim quote."""
    if "text/event-stream" not in accept.lower():
        answer = await while_there(request, desk.answering.answer(asked.question, asked.turns()))
        told = desk.given(answer).model_dump_json()  # it was checked when it was made and need not be again
        return Response(told, media_type="application/json", headers={"Cache-Control": "no-store"})
    events = desk.answering.events(asked.question, asked.turns())
    first = await anext(events)  # a question that cannot be asked gets an error status, not a stream

    return StreamingResponse(as_sse(first, events, desk), media_type="text/event-stream", headers=HEADERS)


@router.post("/answers", status_code=201, response_model=SavedLinks, summary="Save an answer and get its link")
def save(answer: AnswerModel, desk: Desk) -> SavedLinks:
    """Keep an answer exactly as this server gave it since it started; anyone with the link may read it."""
    if not desk.gave(answer):
        raise Problem(422, "only an answer that this server gave lately can be saved, unchanged; ask again", "not_ours")
    try:
        made = desk.save(from_json(as_json(answer)))
    except NoRoom as exc:
        if exc.__cause__:  # the disk is full, not the number of answers
            log_traceback(exc)
        raise Problem(503, "no more answers can be saved here; tell whoever runs this server", "full") from exc
    return SavedLinks.model_validate(
        {"id": made, "page": f"/a/{made}", "json": f"/a/{made}.json", "embed": f"/embed/{made}"}
    )


@router.get("/sources", summary="List the sources")
def sources(desk: Desk) -> SourceList:
    """What each source says of itself, with the hash of its stored text."""
    return Shelf(desk.parts).sources()


@router.get("/sources/{source_id}", summary="One source with its passages", responses=documented(404))
def source(source_id: str, desk: Desk) -> SourceDetail:
    """A source's own account of itself and its passages with their places in the stored text."""
    return Shelf(desk.parts).source(source_id)


@router.get(
    "/sources/{source_id}/text",
    response_model=None,
    summary="The stored text of a source",
    responses=documented(404) | {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def source_text(
    source_id: str,
    desk: Desk,
    start: Annotated[int, Query(ge=0, le=10**9, description="first character")] = 0,
    end: Annotated[int | None, Query(ge=0, le=10**9, description="end, exclusive; default: the whole text")] = None,
) -> PlainTextResponse:
    """The stored text, or the characters from ``start`` to ``end``: a quote's place can be looked up here."""
    return PlainTextResponse(Shelf(desk.parts).text(source_id)[start:end])


@router.post("/search", response_model=SearchResult, summary="Find passages")
async def search(wanted: SearchRequest, desk: Desk, request: Request) -> SearchResult:
    """The passages nearest to a query, best first, with what each score was summed from."""
    finding = desk.answering.run(lambda stopped: Shelf(desk.parts).search(wanted.query, wanted.limit))
    return await while_there(request, finding)


@router.post("/verify", response_model=RecheckResult, summary="Check an answer again")
async def verify(answer: AnswerModel, desk: Desk, request: Request) -> RecheckResult:
    """Find each quote again and judge each claim anew, with no model at hand."""
    given = from_json(as_json(answer))
    return await while_there(request, desk.answering.run(lambda stopped: Shelf(desk.parts).verify(given, stopped)))


async def as_sse(first: Event | Queued, coming: AsyncIterator[Event | Queued], desk: Service) -> AsyncIterator[str]:
    """One ``event:`` and ``data:`` pair an event; an error after the start is an ``error`` event, and the last."""
    try:
        async with aclosing(unbroken(first, coming)) as events:
            async for event in events:
                told = STILL if event is None else _told(event, desk)
                if told:
                    yield told
    except Exception as exc:
        yield _sse("error", json.dumps(error_body(problem_of(exc), "")))


async def unbroken(
    first: Event | Queued, coming: AsyncIterator[Event | Queued]
) -> AsyncGenerator[Event | Queued | None]:
    """The events to the last, and None for each silence of ``QUIET_S``; ``coming`` is closed at the end, however that comes."""
    waiting: asyncio.Future[Any] | None = None
    try:
        yield first
        while True:
            waiting = waiting or asyncio.ensure_future(anext(coming, None))
            done, _ = await asyncio.wait({waiting}, timeout=QUIET_S)
            if not done:
                yield None
                continue
            event, waiting = waiting.result(), None
            if event is None:
                return
            yield event
    finally:
        if waiting is not None:
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        await coming.aclose()  # type: ignore[attr-defined]  # always a generator of ours


def _told(event: Event | Queued, desk: Service) -> str:
    if isinstance(event, Queued):
        return _sse("queued", json.dumps({"place": event.place}))
    if isinstance(event, Retrieved):
        found = [
            {"source_id": hit.passage.source_id, "score": round(hit.score, 4)}
            | passage_model(hit.passage).model_dump(mode="json")
            for hit in event.hits
        ]
        return _sse("retrieved", json.dumps({"asked_as": event.asked_as, "passages": found}, ensure_ascii=False))
    if isinstance(event, Led):
        return _sse("lead", json.dumps(asdict(event.lead), ensure_ascii=False))
    if isinstance(event, Delta):
        return _sse("delta", json.dumps({"text": event.text}, ensure_ascii=False))
    if isinstance(event, ClaimChecked):
        verdict = event.verdict
        told = {"place": event.place, "text": verdict.claim.text, "verdict": verdict.status, "reason": verdict.reason}
        return _sse("claim", json.dumps(told, ensure_ascii=False))
    if isinstance(event, Retracted):
        return _sse("retracted", json.dumps({"upto": event.upto}))
    if isinstance(event, Checked | Refused):
        name = "checked" if isinstance(event, Checked) else "refused"
        return _sse(name, desk.given(event.answer).model_dump_json())
    return ""


def _sse(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"
