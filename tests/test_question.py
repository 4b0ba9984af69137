"""The question as asked: usable, and in which language."""

from __future__ import annotations

import pytest

from rag.errors import UsageError
from rag.question import language_of, usable


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
