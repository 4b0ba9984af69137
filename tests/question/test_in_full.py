"""A follow-up takes along what the question before it was about, and a question that stands alone nothing."""

from collections.abc import Sequence

import pytest

from rag.errors import ModelError
from rag.question import Turn
from rag.question.in_full import in_full

BEFORE = Turn("How many people died of fentanyl in 2020?", "The office says 56,516.")
LIKE = {"heroin": "fentanyl", "Norwick": "Skelle"}


def likeness(word: str, others: Sequence[str]) -> list[float]:
    return [float(LIKE.get(word) == other) for other in others]


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("And in 2021?", "How many people died of fentanyl in 2021?"),
        ("what about heroin?", "How many people died of heroin in 2020?"),
        ("Who said that?", f"{BEFORE.question} Who said that?"),
        (
            "Where does the report say how many vaccines Canada bought?",
            "Where does the report say how many vaccines Canada bought?",
        ),
    ],
)
def test_years_and_things_are_exchanged_and_what_points_back_takes_all(question: str, full: str) -> None:
    assert in_full(question, [BEFORE], 2000, likeness) == full


def test_a_question_about_the_whole_stands_alone() -> None:
    assert in_full("Is this article accurate?", [BEFORE], 2000, likeness) == "Is this article accurate?"


def test_a_follow_up_of_a_follow_up_is_about_the_first() -> None:
    turns = [BEFORE, Turn("And in 2021?")]
    assert in_full("what about heroin?", turns, 2000, likeness) == "How many people died of heroin in 2021?"


def test_a_model_that_adds_a_figure_or_fails_is_not_believed() -> None:
    def inventing(question: str, earlier: Sequence[tuple[str, str]]) -> str:
        return "How many people died of fentanyl in 2021 and 1999?"

    def failing(question: str, earlier: Sequence[tuple[str, str]]) -> str:
        raise ModelError("gone")

    for rewrite in (inventing, failing):
        assert in_full("And in 2021?", [BEFORE], 2000, likeness, rewrite) == "How many people died of fentanyl in 2021?"


def test_a_model_that_keeps_to_what_was_said_is_taken() -> None:
    def rewrite(question: str, earlier: Sequence[tuple[str, str]]) -> str:
        return "How many people died of fentanyl in 2021?"

    assert in_full("and the year after, 2021?", [BEFORE], 2000, likeness, rewrite) == rewrite("", ())


def test_what_would_be_too_long_is_asked_alone() -> None:
    assert in_full("Who said that?", [BEFORE], 30, likeness) == "Who said that?"


def test_a_long_question_before_is_not_compared_word_by_word() -> None:
    """Each of its words would be embedded, for each turn of the conversation: 18 s of a processor."""
    compared = []

    def counted(word: str, others: Sequence[str]) -> list[float]:
        compared.extend(others)
        return [0.0] * len(others)

    long = Turn("Who " + " ".join(f"zq{chr(97 + n % 26)}{chr(97 + n // 26)}x" for n in range(280)) + "?")
    in_full("what about heroin?", [long, *[Turn("what about opium?")] * 9], 2000, counted)
    assert len(compared) < 50
