"""A question on a span of years, asked of each."""

from __future__ import annotations

import pytest

from rag.verify.questions.span_of_years import MOST, asks_latest, each_year, since_of, span_of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What was the toll from 2019 to 2023?", (2019, 2023)),
        ("The toll from 2020 up to 2024, please", (2020, 2024)),
        ("How did it change between early 2020 and 2024?", (2020, 2024)),
        ("seizures FY2019 to FY2022", (2019, 2022)),
        ("annual deaths 2019-2022", (2019, 2022)),
        ("¿Cuántos hubo de 2019 a 2023?", (2019, 2023)),
        ("2019年到2023年有多少？", (2019, 2023)),
        ("How did it change from 2022 to 2023?", None),  # two are a comparison
        ("What was built between 1850 and 1990?", None),  # more than anybody wants to read
        ("What changed between its 2018 and its 2021 papers?", None),  # years of papers
        ("Was it closed in 2018 and in 2021?", None),
        ("What happened in the 2010s?", None),
        ("What was the toll in 2019?", None),
    ],
)
def test_the_span_that_is_asked_about_is_read(question: str, expected: tuple[int, int] | None) -> None:
    found = span_of(question)
    assert (found[:2] if found else None) == expected


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("How has it changed since 2019?", 2019),
        ("¿Cómo ha cambiado desde 2019?", 2019),
        ("How has it changed since the start of 2019?", 2019),
        ("Since 2019, what changed until 2021?", None),
        ("What happened in 2019?", None),
    ],
)
def test_the_year_since_which_is_read(question: str, year: int | None) -> None:
    found = since_of(question)
    assert (found[0] if found else None) == year


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What was the toll from 2019 to 2023?", "What was the toll in 2020?"),
        ("I'd like the yearly toll from 2019 up to 2021. Can you line them up?", "I'd like the toll in 2020."),
        ("seizures FY2019 to FY2022", "seizures in fiscal year 2020"),
        ("How has the toll changed since 2019?", "What was the toll in 2020?"),
        ("How much did CBP seize each year?", "How much did CBP seize in 2020?"),
        ("visitors by year", "visitors in 2020"),
        ("What is the latest count of visitors?", "What is the count of visitors in 2020?"),
        ("2019年到2023年每年有多少？", "2020年有多少？"),
    ],
)
def test_of_one_year_it_is_asked_without_what_asks_for_all(question: str, expected: str) -> None:
    assert each_year(question, [2020]) == {2020: expected}


def test_a_span_has_at_most_so_many_years() -> None:
    assert span_of(f"the toll from 2010 to {2010 + MOST - 1}") is not None
    assert span_of(f"the toll from 2010 to {2010 + MOST}") is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the latest figure?", True),
        ("what's the most recent count", True),
        ("What is the current toll?", True),
        ("¿Cuál es la cifra más reciente?", True),
        ("最新的数字是多少？", True),
        ("What was the latest figure in 2019?", False),  # it names a time
        ("Who is the current chair?", False),
        ("How strong is the current?", False),
    ],
)
def test_the_newest_is_asked_for_in_words(question: str, expected: bool) -> None:
    assert asks_latest(question) is expected
