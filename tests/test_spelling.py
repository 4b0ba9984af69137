"""A misspelt word is read as the sources spell it; what may be right, or a name of somebody else, stays as it is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from rag.answer.spelling import Spelling
from rag.ask import answer
from rag.assemble import Parts
from rag.store import Index


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("How long is the Mill Brigde?", "How long is the Mill Bridge?"),
        ("who made the survay", "who made the survey"),
        ("Did the councl close it?", "Did the council close it?"),
        ("wen was teh brigde opend", "when was the bridge opened"),
    ],
)
def test_a_letter_too_few_too_many_or_exchanged(parts: Parts, question: str, read: str) -> None:
    assert parts.spelling(question) == read


@pytest.mark.parametrize(
    "question",
    [
        "How long is the Mill Bridge?",
        "Who is Counsell?",  # a name that is near a word of the sources
        "Were the bridgeheads surveyors' work?",  # English, though no source has it
        "Did anyone criticise, scrutinise or analyse the council's enrolment?",  # British, in no list of American words
        "Why did they surveil it?",  # a verb that no source has: no "survey"
        "Who is abe?",
        "See www.brigde.example or mail brigde@x.example",
        "¿Qué dijo el consejo sobre el puente?",
        "桥有多长？",
        "",
        "brigd" * 500,
    ],
)
def test_what_may_be_meant_so_stays(parts: Parts, question: str) -> None:
    assert parts.spelling(question) == question


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("HOW LONG IS THE MILL BRIDGE?", "How long is the mill bridge?"),
        ("¿QUÉ DIJO EL CONSEJO?", "¿Qué dijo el consejo?"),
        ("Did it really NOT hold, and did costs go UP?", "Did it really not hold, and did costs go up?"),
        ("Who at the BBC said it?", "Who at the BBC said it?"),  # a name
        ("Did the WHO tell IT?", "Did the WHO tell IT?"),  # names that are words, too
        ("BBC, ITV", "BBC, ITV"),
    ],
)
def test_what_is_shouted_is_read_quietly(parts: Parts, question: str, read: str) -> None:
    assert parts.spelling(question) == read


def test_the_answer_shows_how_the_question_was_read(parts: Parts) -> None:
    said = answer("How long is the Mill Brigde?", parts)
    assert said.question == "How long is the Mill Brigde?"
    assert said.asked_as == "How long is the Mill Bridge?"
    assert "48 metres" in said.text


def test_a_stem_of_a_word_of_the_sources_is_no_word_of_theirs() -> None:
    words = "The crew is on duty at night. " * 3
    told = SimpleNamespace(passages=[SimpleNamespace(text=words)], sources={})
    mended = Spelling(cast(Index, told), knows={"duti", "crew"}.__contains__)
    assert mended("who was on duti at night") == "who was on duty at night"
    assert mended("who was on crew at night") == "who was on crew at night"
