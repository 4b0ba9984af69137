"""A question about the sources themselves is told from the list: no model is asked."""

from __future__ import annotations

from rag.ask import answer
from rag.types import NoteKind
from tests.model.conftest import WithModel
from tests.model.scripted import Server


def test_author_of_a_source_costs_no_call(written: WithModel, server: Server) -> None:
    reply = answer("Who wrote the survey report?", written())
    assert server.requests == []
    assert (reply.notes[0].kind, reply.mode) == (NoteKind.LISTED, "quote")
    assert "Zoë Martínez" in reply.notes[0].text
