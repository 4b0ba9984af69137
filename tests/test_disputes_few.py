"""A case with one or two disputes shows them where a question is their matter: words tell it, for there is too little to say what is near."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.matter import share_of
from tests.test_disputes import COST, DISPUTES, _asked, _shown, _write

HEARD = "When the harbour master first heard of the leaking fuel tank"


@pytest.mark.parametrize(
    ("question", "least"),
    [
        ("When did the harbour master first hear of the leaking fuel tank?", 0.75),
        ("On what day did the master hear of the leaking tank at the harbour?", 0.5),
        ("Did the harbour master hear of the leaking tank in May?", 0.5),
    ],
)
def test_question_on_the_matter_has_its_words(question: str, least: float) -> None:
    assert share_of(HEARD, question) >= least


@pytest.mark.parametrize(
    "question",
    [
        "Who is the harbour master?",
        "Why was the fuel tank of the harbour master leaking?",
        "How much fuel was in the leaking tank of the harbour?",
        "When was the harbour built?",
    ],
)
def test_question_that_wants_something_else_is_on_another_matter(question: str) -> None:
    assert share_of(HEARD, question) < 0.5


def test_one_word_tells_of_no_matter() -> None:
    assert share_of("The date", "What is the date?") == 0
    assert share_of("How much it cost", "How much did the bridge cost?") == 0


def test_one_dispute_on_file_is_shown_to_a_question_on_its_matter(tiny: Path) -> None:
    _write(tiny, DISPUTES, COST)
    (found,) = _shown(_asked(tiny, "What did mending the Mill Bridge cost in the end?"))
    assert found.reason == COST["reason"]


def test_one_dispute_on_file_is_not_shown_to_a_question_on_something_else(tiny: Path) -> None:
    _write(tiny, DISPUTES, COST)
    for question in ("On what day was the Mill Bridge closed to vehicles?", "Who built the Mill Bridge?"):
        assert not _shown(_asked(tiny, question))
