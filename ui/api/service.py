"""What the routes share, made once a server."""

import hashlib
import threading
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request

from rag.assemble import Parts
from rag.live import Live
from rag.types import Answer
from rag.wire import AnswerModel, as_json, to_model
from ui.api.answering import Answering, Lately
from ui.api.meter import Meter
from ui.api.saved import Saved

RECEIPTS = 20_000  # digests of 32 bytes


@dataclass(frozen=True)
class Service:
    """The opened case with its line of questions, its saved answers and its figures."""

    live: Live
    answering: Answering
    saved: Saved
    meter: Meter
    receipts: Lately[bytes, bool] = field(default_factory=lambda: Lately(RECEIPTS))  # a restart forgets them
    last_ready: dict[str, Any] = field(default_factory=dict)  # of /readyz
    looking: threading.Lock = field(default_factory=threading.Lock)  # whether it is ready: one probe at a time

    @property
    def parts(self) -> Parts:
        """The parts of the snapshot that is live now."""
        return self.live.parts()

    def given(self, answer: Answer) -> AnswerModel:
        """``answer`` as JSON for a client, who may save it afterwards."""
        model = to_model(answer, self.live.made(answer).index.sources)
        self.receipts.put(_digest(model), True)
        return model

    def gave(self, answer: AnswerModel) -> bool:
        """True when this server gave exactly this answer lately: others are not saved under its name, as notes are free text."""
        return self.receipts.get(_digest(answer)) is not None

    def knows(self, answer: Answer) -> bool:
        """The same of an answer that is not JSON yet."""
        sources = self.live.made(answer).index.sources  # of the newest index, where that of the answer is long gone
        return answer.source_ids <= set(sources) and self.gave(to_model(answer, sources))

    def save(self, answer: Answer) -> str:
        """Keep an answer of our own; the id is the last part of its link ``/a/<id>``."""
        return self.saved.save(answer, self.live.made(answer).index.sources)


def open_service(live: Live) -> Service:
    """The service for an opened case, following its index."""
    meter = Meter()
    answering = Answering(live, meter)
    meter.watch(lambda: answering.line.running, lambda: answering.line.waiting)
    settings = live.parts().settings
    return Service(live, answering, Saved(settings.data_dir / "answers", settings.saved_answers), meter)


def _digest(answer: AnswerModel) -> bytes:
    return hashlib.sha256(as_json(answer).encode()).digest()


def service(request: Request) -> Service:
    """The service of the application that got ``request``."""
    found: Service = request.app.state.service
    return found


Desk = Annotated[Service, Depends(service)]  # as a route asks for it
