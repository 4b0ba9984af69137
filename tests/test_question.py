"""The question as asked: usable, in which language, and in full when it follows up."""

from __future__ import annotations

import pytest

from rag.errors import UsageError
from rag.question import in_full, language_of, usable
from rag.types import Turn


def test_invisible_characters_and_spare_white_space_go() -> None:
    assert usable("  how\u200b long\n\tis\u202e it? ", 100) == "how long is it?"


def test_question_of_exactly_the_allowed_length_passes() -> None:
    assert usable("x" * 20, 20) == "x" * 20
    with pytest.raises(UsageError, match="21 characters, 20 are allowed"):
        usable("x" * 21, 20)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How long is the bridge?", "en"),
        ("¿Cuánto mide el puente?", "es"),
        ("cuantos metros tiene el puente de la ciudad", "es"),
        ("桥有多长？", "zh"),
        ("NPP ANPP 2017", "en"),
        ("final 2020 toll pls", "en"),
    ],
)
def test_language_of_a_question(question: str, language: str) -> None:
    assert language_of(question) == language


BEFORE = [Turn("How long is the Mill Bridge?")]


@pytest.mark.parametrize(
    "question",
    [
        "And how wide?",
        "and of that the middle part?",
        "Why is that?",
        "¿Y el ancho?",
        "它是石头做的吗？",
        "since when?",
    ],
)
def test_question_that_leans_on_the_one_before_is_asked_with_it(question: str) -> None:
    assert in_full(question, BEFORE) == f"How long is the Mill Bridge? {question}"


@pytest.mark.parametrize(
    "question",
    [
        "When was the Station Road bridge built by the county engineers?",
        "Who voted against the closure of the bridge in February 2020?",
        "What is the capital of France and how many people live in the city?",
    ],
)
def test_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert in_full(question, BEFORE) == question


def test_without_a_conversation_nothing_is_added() -> None:
    assert in_full("And how wide?", []) == "And how wide?"
