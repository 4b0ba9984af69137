"""The events of an answer as server-sent events: ``queued``, ``retrieved``, ``lead``, ``delta``, ``claim``, then ``checked`` or ``refused``."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import asdict
from typing import Any

from rag.events import Checked, ClaimChecked, Delta, Event, Led, Refused, Retrieved
from ui.api.answering import Queued
from ui.api.messages import passage_model
from ui.api.problems import error_body, problem_of
from ui.api.service import Service

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # nginx would hold the events back
QUIET_S = 15  # a comment is sent after this silence, so that no proxy takes the line for dead
STILL = ": still at work\n\n"


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
    if isinstance(event, Checked | Refused):
        name = "checked" if isinstance(event, Checked) else "refused"
        return _sse(name, desk.given(event.answer).model_dump_json())
    return ""


def _sse(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"
