"""Is the server alive, is it able to answer, and what has it counted."""

import time
from typing import Any

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import JSONResponse, Response

from rag.common.log import log_traceback
from rag.errors import OnRecordError
from rag.index.snapshot import read_snapshot
from rag.index.stored import read_text
from ui.api.service import Desk, Service

router = APIRouter()
AGAIN_S = 10  # the canary costs an embedding; a probe that asks every second gets the last result


@router.get("/healthz", tags=["health"], summary="Is the process alive")
async def alive() -> dict[str, str]:
    """Always ok while the server can answer at all."""
    return {"status": "ok"}


@router.get("/readyz", tags=["health"], summary="Can it answer", responses={503: {"description": "it cannot"}})
def ready(desk: Desk) -> JSONResponse:
    """Looks a passage up by its own words and reads its stored text; 503 with the reason when that fails."""
    known: dict[str, Any] = desk.last_ready
    with desk.looking:  # probes that come together wait for one look
        if not known or time.monotonic() - known["at"] > AGAIN_S:
            known.update(found=_look(desk), at=time.monotonic())
        found = known["found"]
    return JSONResponse(found, 200 if found["status"] == "ready" else 503, {"Cache-Control": "no-store"})


@router.get("/metrics", tags=["health"], summary="Figures for Prometheus", response_class=Response)
def metrics(desk: Desk) -> Response:
    """Requests, times, answers, refusals, verdicts, the line, memory."""
    return Response(desk.meter.text(), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})


def _look(desk: Service) -> dict[str, Any]:
    """The canary of the build, asked of the open index; ``stale`` when a newer one is there and cannot be opened."""
    index, settings = desk.parts.index, desk.parts.settings
    try:
        if not index.passages:
            return {"status": "not ready", "reason": "the index holds no passage"}
        canary = index.passages[len(index.passages) // 2]
        best = desk.parts.search.rank(canary.text[:300], 5)
        if canary.id not in {hit.passage.id for hit in best}:
            return {"status": "not ready", "reason": "the index does not find its own passage"}
        live = read_snapshot(settings.data_dir)
        here = index.snapshot
        read_text(here.build_dir(settings.data_dir), index.sources[canary.source_id].sha256)
        return {"status": "ready", "snapshot": here.id, "stale": live is None or live.id != here.id}
    except OnRecordError as exc:
        log_traceback(exc)
        return {"status": "not ready", "reason": f"{type(exc).__name__}; the server's log says more"}
