# One case a line: a table is read across.
"""The statement in a question is told as a statement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.ask import answer
from rag.assemble import Parts
from rag.grammar.indicative import stated
from rag.notes import ours
from rag.types import NoteKind

TOLD = [
    ("regular", "Why did the miller stop the wheel?", "the miller stop the wheel", "the miller stopped the wheel"),
    ("irregular", "When did tolls on the bridge fall?", "tolls on the bridge fall", "tolls on the bridge fell"),
    ("one form", "Did the repair cost a million?", "the repair cost a million", "the repair cost a million"),
    ("third person", "Does the report blame the mayor?", "the report blame the mayor", "the report blames the mayor"),
    ("in -y", "Does the mayor deny it?", "the mayor deny it", "the mayor denies it"),
    ("have", "Does the bridge have a roof?", "the bridge have a roof", "the bridge has a roof"),
    ("do", "Why did the miller do nothing?", "the miller do nothing", "the miller did nothing"),
    ("how much", "How much did the town pay in 2018?", "much did the town pay in 2018", "How much did the town pay in 2018"),
    ("infinitive beside it", "Did the town promise to build a weir?", "the town promise to build a weir", "the town promised to build a weir"),
    ("two verbs it may be", "Did the flood damage cost fall?", "the flood damage cost fall", "the flood damage cost fall"),
    ("no auxiliary of its kind", "Was the bridge sold?", "the bridge sold", "the bridge sold"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "told"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD])
def test_a_premise_is_told_as_a_statement(question: str, text: str, told: str) -> None:
    assert stated(question, text, "")[0] == told


def test_the_doubted_word_is_told_in_the_same_form() -> None:
    assert stated("Why did tolls fall?", "tolls fall", "fall") == ("tolls fell", "fell")


def test_the_answer_tells_it_so_and_its_note_is_ours(parts: Parts) -> None:
    reply = answer("Why did the council close the Mill Bridge in 2012?", parts)
    (note,) = (note for note in reply.notes if note.kind is NoteKind.PREMISE)
    assert "“the council closed the Mill Bridge in 2012”" in note.text
    assert ours(note, reply)
    assert not ours(replace(note, text=note.text.replace("closed", "burned")), reply)
