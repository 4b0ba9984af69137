"""Texts that are long to no purpose take no longer than their length: questions of the size that is allowed, and a model's words."""

from __future__ import annotations

import time
from typing import cast

from rag.answer.asked import cut_chinese
from rag.answer.judge import Ground, Judge
from rag.answer.tidy import tidy
from rag.by_year import ByYear
from rag.types import Hit, Passage, Span


def test_a_question_that_goes_on_and_on_is_not_asked_again_for_each_year() -> None:
    asked: list[str] = []

    def find(question: str) -> tuple[Hit, ...]:
        asked.append(question)
        return ()

    ground = Ground(True, 1.0)
    hits = (Hit(Passage("a#1", "a", "In 2014 it was 12.", Span(0, 18), "", ""), 1.0, {}),)
    question = "How many deaths " + "from 2013 to 2021 " * 110 + "?"
    assert ByYear(find, cast(Judge, None))(question, ground, hits) == (ground, hits)
    assert asked == []


def test_a_long_run_of_chinese_is_not_read_whole_at_each_of_its_characters() -> None:
    read = 0

    def pieces(text: str) -> int:
        nonlocal read
        read += len(text)
        return len(text) + 2

    assert cut_chinese("二" * 2000, pieces)
    assert read < 2000 * 100


def test_brackets_that_never_close_are_read_at_once() -> None:
    began = time.process_time()
    assert tidy("[a" * 1000) == "[a" * 1000
    assert tidy("[the report](https://a.example) of [1](https://b.example)") == "the report of [1](https://b.example)"
    assert time.process_time() - began < 1
