"""A question that compares two things is read as two, one on each; any other is left whole."""

from __future__ import annotations

import pytest

from rag.verify.questions.halves import halves


@pytest.mark.parametrize(
    ("trap", "question", "one", "other"),
    [
        ("two years behind one preposition", "How did sales change between 2019 and 2021?",
         "How did sales change 2019?", "How did sales change 2021?"),
        ("each year has words of its own", "How did the toll of 2023 compare with that of 2020?",
         "How did the toll of 2023 compare?", "How did the toll of compare with that of 2020?"),
        ("versus", "rail deaths 2019 vs 2020", "rail deaths 2019", "rail deaths 2020"),
        ("a possessive each", "Did its tone change between its 2018 and its 2021 papers?",
         "Did its tone change between its 2018 papers?", "Did its tone change between its its 2021 papers?"),
        ("one span", "Give the yearly tolls, 2019-2024.", "Give the yearly tolls, 2019.", "Give the yearly tolls, 2024."),
        ("a span of fiscal years", "How did catches grow from FY2019 to FY2021?", "How did catches grow from FY2019?", "How did catches grow from FY2021?"),
        ("the time between two events", "How much time went by between the vow and the vote of 2021?", "When was the vow?", "When was the vote of 2021?"),
        ("two countries", "How do Norwegian rules differ from those of Iceland?",
         "How do Norwegian rules differ from those of?", "How do rules differ from those of Iceland?"),
        ("Spanish", "¿Cómo cambiaron las ventas entre 2019 y 2021?",
         "¿Cómo cambiaron las ventas 2019?", "¿Cómo cambiaron las ventas 2021?"),
        ("Chinese", "2019年到2021年销售有什么变化？", "2019年销售有什么变化？", "2021年销售有什么变化？"),
    ],
)  # fmt: skip
def test_a_comparison_is_two_questions(trap: str, question: str, one: str, other: str) -> None:
    assert halves(question) == (one, other), trap


@pytest.mark.parametrize(
    ("trap", "question"),
    [
        ("nothing is compared", "What happened in 2019 and 2021?"),
        ("one year", "How did sales change in 2019?"),
        ("the same year twice", "Did prices change from May 2019 to June 2019?"),
        ("three years", "Compare 2019, 2020 and 2021."),
        ("a decade is one time", "How did sales grow in the 2010s?"),
        ("what lies between two is no gap", "How long did the talks between Norway and Iceland last?"),
        ("one country", "How does Norway compare?"),
        ("three countries", "How do Norway, Iceland and Spain differ?"),
        ("two countries, not compared", "What did Norway sell to Iceland?"),
    ],
)
def test_other_questions_stay_whole(trap: str, question: str) -> None:
    assert halves(question) is None, trap
