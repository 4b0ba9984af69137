"""The most or the least that a question gives to an age group or a year, where a passage gives it to another."""

from __future__ import annotations

import pytest

from rag.verify.premises.extremes import other_extreme
from rag.verify.premises.units import Told, units_of

AGES = Told("Eel Office, Bites, 2021", "Adults aged 35-44 had the highest bite rate: 5.9 per 1,000 in 2020.")
LEAST = Told("Eel Office, Bites, 2021", "Swimmers aged 10 to 14 had the lowest bite rate in 2020.")
YEAR = Told("Eel Board, Landings", "Eel landings, FY2023: 27 tons, the highest year in the files.")
PLAIN = Told("Eel Board, Landings", "Eel landings, FY2025: 12 tons.")
UNITS = units_of((AGES, LEAST, YEAR, PLAIN))


@pytest.mark.parametrize(
    ("question", "holder", "words"),
    [
        ("Swimmers of 65 and up had the worst bite rate in 2020. Why?", "65 and up", AGES.body),
        ("Why did swimmers aged 18-25 have the highest bite rate in 2020?", "18-25", AGES.body),
        ("Did people over 50 have the lowest bite rate?", "50", LEAST.body),
        ("Why do teenagers have the highest bite rate of all?", "teenagers", AGES.body),
        ("Were seniors the worst group for bites in 2020?", "seniors", AGES.body),
        ("FY2025 was the biggest eel year on record, what's behind the jump?", "FY2025", YEAR.body),
        ("Was 2021 the highest year for eel landings?", "2021", YEAR.body),
    ],
)
def test_the_holder_is_named_and_the_passage_that_has_another(question: str, holder: str, words: str) -> None:
    found = other_extreme(question, UNITS)
    assert found and (found.point, found.unit.text) == (holder, words)


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Why do teenagers have the highest bite rate?", "teenagers have the highest bite rate"),
        ("FY2025 was the biggest eel year on record, what's behind the jump?", "FY2025 was the biggest eel year on record"),
        ("Old folks, 65 and up, had the worst bite rate. Was it the eels?", "Old folks, 65 and up, had the worst bite rate"),
    ],
)  # fmt: skip
def test_the_statement_is_told_without_what_is_asked(question: str, statement: str) -> None:
    found = other_extreme(question, UNITS)
    assert found and found.text == statement


@pytest.mark.parametrize(
    "question",
    [
        "Why did swimmers aged 35-44 have the highest bite rate in 2020?",
        "Why did swimmers aged 40 have the highest bite rate in 2020?",  # within the group
        "Why did swimmers aged 65 and over have the highest bite rate in 2012?",  # another year
        "Was FY2023 the biggest eel year on record?",
        "FY2025 was the biggest otter year on record, why?",  # another thing
        "Did teenagers have the lowest bite rate?",  # they and the passage's group overlap
        "Which age group had the highest bite rate?",
        "How many swimmers aged 18-25 were bitten?",
        "In 2020, which year was the highest?",
    ],
)
def test_what_no_passage_gives_to_another_is_left_alone(question: str) -> None:
    assert other_extreme(question, UNITS) is None
