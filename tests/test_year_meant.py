"""A follow-up that counts from the year asked about before it: "and the year after?", "dos años antes", "次年"."""

from __future__ import annotations

import pytest

from rag.answer.carried import Carried
from rag.assemble import Parts
from rag.question import Turn, leans
from rag.year_meant import in_its_year


def in_full(before: str, question: str, answer: str = "") -> str:
    """``question`` after ``before``; nothing is like anything else."""
    return Carried(lambda words, others, language: [0.0] * len(others))(question, [Turn(before, answer)])


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("How many bees died in 2021?", "and the year after?", "How many bees died in 2022?"),
        ("How many bees died in 2021?", "and the year before that?", "How many bees died in 2020?"),
        ("How many bees died in 2021?", "The following year?", "How many bees died in 2022?"),
        ("How many bees died in 2021?", "what about three years earlier?", "How many bees died in 2018?"),
        ("How many bees died in fiscal 2021?", "and a year later?", "How many bees died in fiscal 2022?"),
        ("how many bees died in fy21?", "and the previous year?", "how many bees died in fiscal 2020?"),
        ("How many bees died in December 2021?", "and two years on?", "How many bees died in December 2023?"),
        ("How many bees died in May 2019?", "and the following July?", "How many bees died in July 2019?"),
        ("How many bees died in May 2019?", "and the February after?", "How many bees died in February 2020?"),
        ("How many bees died from 2017 to 2019?", "and the next year?", "How many bees died in 2020?"),
        ("Who wrote the council's 2021 paper?", "and the first one, in 2017?", "Who wrote the council's 2017 paper?"),
        ("¿Cuántas abejas murieron en 2021?", "¿y el año anterior?", "¿Cuántas abejas murieron en 2020?"),
        ("¿Cuántas abejas murieron en 2021?", "¿Y dos años después?", "¿Cuántas abejas murieron en 2023?"),
        ("2019年死了多少蜜蜂？", "次年呢？", "2020年死了多少蜜蜂？"),
        ("2019年死了多少蜜蜂？", "两年前呢？", "2017年死了多少蜜蜂？"),
    ],
)  # fmt: skip
def test_the_same_is_asked_of_the_year_counted_to(before: str, question: str, expected: str) -> None:
    assert in_full(before, question) == expected


def test_a_question_of_its_own_names_the_year_and_stands_beside_the_one_before() -> None:
    told = in_full("How many bees died in fiscal 2021?", "Were there more hives two years earlier?")
    assert told == "How many bees died in fiscal 2021? Were there more hives in fiscal 2019?"


@pytest.mark.parametrize(
    "question",
    [
        "What changed two years after the ban?",  # after what is told
        "How many died in 2019, the year after?",  # a year of its own
        "How old are the hives now?",
        "Was a year on average better?",
    ],
)
def test_what_counts_from_nothing_before_it_is_left_alone(question: str) -> None:
    assert not leans(question)
    assert in_its_year(question, "How many bees died in 2021?", "", "en") == question


def test_without_a_year_in_the_conversation_the_words_stay() -> None:
    assert in_full("How many bees died?", "and the year after?") == "How many bees died? and the year after?"


def test_the_month_is_kept_by_a_follow_up_that_asks_the_same_alone() -> None:
    told = in_full("Who was named in August 2019?", "Who paid the fine a year later?")
    assert told == "Who was named in August 2019? Who paid the fine in 2020?"


ANSWER = "County survey, 3 Sep 2022 (our record): “The ban began on 1 May 2019.” [1]\n\nGazette: “It was lifted in 2023.” [2]"


def test_the_year_that_was_asked_for_is_taken_from_the_first_quote() -> None:
    told = in_full("When did the ban begin?", "Who broke it two years later?", ANSWER)
    assert told == "When did the ban begin? Who broke it in 2021?"


def test_where_no_year_was_asked_for_none_is_taken_from_the_answer() -> None:
    told = in_full("Who began the ban?", "Who broke it two years later?", ANSWER)
    assert told == "Who began the ban? Who broke it two years later?"


def test_what_was_shouted_before_is_read_quietly_too(parts: Parts) -> None:
    history = [Turn("HOW MANY BOATS PASSED UNDER THE MILL BRIDGE IN 2019?")]
    told = parts.in_full("and the year after?", history, parts.meter())
    assert told.endswith("boats passed under the mill bridge in 2020?")


def test_the_asker_of_before_is_left_out_too(parts: Parts) -> None:
    history = [Turn("I'm a nurse. How many boats passed under the Mill Bridge in 2019?")]
    told = parts.in_full("and the year after?", history, parts.meter())
    assert told == "How many boats passed under the Mill Bridge in 2020?"
