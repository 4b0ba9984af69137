"""What the routes share, made once a server."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request

from rag.live import Live
from rag.types import Answer
from rag.wire import AnswerModel, to_model
from ui.api.answering import Answering
from ui.api.meter import Meter
from ui.api.saved import Receipts, Saved

if TYPE_CHECKING:
    from rag.assemble import Parts


@dataclass(frozen=True)
class Service:
    """The opened case with its line of questions, its saved answers and its figures."""

    live: Live
    answering: Answering
    saved: Saved
    receipts: Receipts
    meter: Meter
    last_ready: dict[str, Any] = field(default_factory=dict)  # of /readyz
    looking: threading.Lock = field(default_factory=threading.Lock)  # whether it is ready: one probe at a time

    @property
    def parts(self) -> Parts:
        """The parts of the snapshot that is live now."""
        return self.live.parts()

    def given(self, answer: Answer) -> AnswerModel:
        """``answer`` as JSON for a client, who may save it afterwards."""
        model = to_model(answer, self.live.made(answer).index.sources)
        self.receipts.note(model)
        return model

    def knows(self, answer: Answer) -> bool:
        """True when this server gave exactly this answer since it started: others are not saved under its name."""
        sources = self.live.made(answer).index.sources  # of the newest index, where that of the answer is long gone
        return answer.source_ids <= set(sources) and self.receipts.has(to_model(answer, sources))

    def save(self, answer: Answer) -> str:
        """Keep an answer of our own; the id is the last part of its link ``/a/<id>``."""
        return self.saved.save(answer, self.live.made(answer).index.sources)


def open_service(live: Live) -> Service:
    """The service for an opened case, following its index."""
    meter = Meter()
    answering = Answering(live, meter)
    meter.watch(lambda: answering.line.running, lambda: answering.line.waiting)
    settings = live.parts().settings
    return Service(live, answering, Saved(settings.data_dir / "answers", settings.saved_answers), Receipts(), meter)


def service(request: Request) -> Service:
    """The service of the application that got ``request``."""
    found: Service = request.app.state.service
    return found


Desk = Annotated[Service, Depends(service)]  # as a route asks for it
