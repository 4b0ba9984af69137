"""What the routes share, made once a server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fastapi import Request

from rag.types import Answer
from rag.wire import AnswerModel, to_model
from ui.api.answering import Answering
from ui.api.meter import Meter
from ui.api.receipts import Receipts
from ui.api.saved import Saved

if TYPE_CHECKING:
    from rag.assemble import Parts


@dataclass(frozen=True)
class Service:
    """The opened case with its line of questions, its saved answers and its figures."""

    parts: Parts
    answering: Answering
    saved: Saved
    receipts: Receipts
    meter: Meter
    last_ready: dict[str, Any] = field(default_factory=dict)  # of /readyz

    def given(self, answer: Answer) -> AnswerModel:
        """``answer`` as JSON for a client, who may save it afterwards."""
        model = to_model(answer, self.parts.index.sources)
        self.receipts.note(model)
        return model

    def save(self, answer: Answer) -> str:
        """Keep an answer of our own; the id is the last part of its link ``/a/<id>``."""
        return self.saved.save(answer, self.parts.index.sources)


def open_service(parts: Parts) -> Service:
    """The service for an opened case."""
    meter = Meter()
    answering = Answering(parts, meter)
    meter.watch(lambda: answering.line.running, lambda: answering.line.waiting)
    settings = parts.settings
    return Service(parts, answering, Saved(settings.data_dir / "answers", settings.saved_answers), Receipts(), meter)


def service(request: Request) -> Service:
    """The service of the application that got ``request``."""
    found: Service = request.app.state.service
    return found
