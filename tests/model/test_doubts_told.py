"""What an answer says first (that it may be none, where a name stands, which years are not told) is said by whoever writes it."""

from __future__ import annotations

import pytest

from rag.answer.writing import Task
from rag.ask import answer
from rag.assemble import Parts
from rag.meter import Meter
from rag.models.prompts import REFUSAL
from rag.types import Note, NoteKind
from tests.model.conftest import WithModel
from tests.model.scripted import Reply, Server

GOOD, DEAD = Reply("The survey says it is 48 metres long [1]."), Reply(status=500)
DOUBT, NAME, YEARS = "The sources may not answer this.", "Where the sources speak of it:", "Not told: 2021."


def told(parts: Parts, **doubts: str) -> tuple[Note, ...]:
    """The notes of an answer on the bridge that has ``doubts`` about itself."""
    question = "How long is the Mill Bridge?"
    writing = parts.engine.write(Task(question, parts.engine.find(question), **doubts), parts, Meter())  # type: ignore[arg-type]
    while True:
        try:
            next(writing)
        except StopIteration as done:
            return done.value.draft.notes  # type: ignore[no-any-return]


@pytest.mark.parametrize("reply", [GOOD, DEAD, Reply(REFUSAL), Reply("The bridge is 99 metres long [1].")])
def test_doubts_stand_whatever_became_of_the_model(written: WithModel, server: Server, reply: Reply) -> None:
    server.says(reply)
    kinds = [n.kind for n in told(written(rewrite=False), unsure=DOUBT, untold=YEARS)]
    assert [k for k in kinds if k is not NoteKind.MODE][:2] == [NoteKind.UNSURE, NoteKind.UNTOLD]


def test_where_a_name_stands_is_told_before_a_models_sentences(written: WithModel, server: Server) -> None:
    server.says(GOOD)
    (note,) = told(written(), named=NAME)
    assert (note.kind, note.text, note.span.start) == (NoteKind.NAMED, NAME, 0)


def test_doubt_stands_next_to_the_quotes_that_it_is_about(written: WithModel, server: Server) -> None:
    server.says(DEAD)
    assert [n.kind for n in told(written(), unsure=DOUBT)][:2] == [NoteKind.MODE, NoteKind.UNSURE]


def test_quotes_in_the_place_of_a_model_say_which_are_less_close(written: WithModel, server: Server) -> None:
    question = "What do the sources say of the Mill Bridge and the council?"
    plain = [n.kind for n in answer(question, written(no_model=True)).notes]
    assert NoteKind.FURTHER in plain, "this would test nothing"
    server.says(DEAD)
    assert [n.kind for n in answer(question, written()).notes] == [NoteKind.MODE, *plain]
