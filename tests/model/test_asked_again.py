"""An answer that a model failed to write is not the answer to the same question later."""

from rag.events import Checked
from rag.live import Live
from rag.types import Answer
from tests.model.conftest import WithModel
from tests.model.scripted import Reply, Server
from tests.serving import LENGTH
from ui.api.answering import Answering
from ui.api.meter import Meter


def asked(answering: Answering) -> Answer:
    return next(e.answer for e in answering.in_this_thread(LENGTH) if isinstance(e, Checked))


def test_quotes_that_stood_in_for_a_model_are_not_remembered(written: WithModel, server: Server) -> None:
    answering = Answering(Live(written(rewrite=False)), Meter())
    server.says(Reply(status=500))
    assert asked(answering).mode == "quote"
    server.says("The Mill Bridge is 48 metres long [1].\n\nIt is 48 metres long [2].")
    assert asked(answering).mode == "model"
    answering.close()
