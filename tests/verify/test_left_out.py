"""What a figure or a date leaves unsaid or says in words: "against 58,000 the year before", "no fewer than", "the first of June"."""

from __future__ import annotations

import pytest

from rag.types import Status
from rag.verify.values.dates import dates
from rag.verify.values.numbers import figures
from rag.verify.values.times_of_day import times_of_day
from tests.verify.judging import judged

TRUST = "The Trust ended the year with a deficit of 212,000 pounds, compared with a surplus of 58,000 the year before."
FOUNDRY = "The foundry emitted 4,100 tonnes of carbon in 2022, up from 3,600 in 2021."
PROFIT = "Pre-tax profit was 3.6 million pounds, against 2.4 a year earlier."
GROWTH = "Output slowed to 0.3 per cent in the second quarter, from 0.7 per cent in the first."
THESIS = "The thesis must open with an introduction of no fewer than 10,000 words."
BOATS = "Boats must be no longer than 12 metres."
WATER = "From 1 June, irrigation in the Orla basin will be limited."
LIBRARY = "The library opened on the twenty-second of July 1954."

# A claim that holds, one that does not, and what both are held against.
PAIRS = [
    (
        "The Trust recorded a deficit of 212,000 pounds, against a surplus of 58,000 pounds in the previous year.",
        "The Trust recorded a deficit of 212,000 pounds, against a surplus of 59,000 pounds in the previous year.",
        TRUST,
    ),
    ("The Trust had a deficit of 212,000 pounds.", "The Trust had a deficit of 58,000 pounds.", TRUST),
    (
        "The foundry emitted 3,600 tonnes of carbon in 2021.",
        "The foundry emitted 3,600 tonnes of carbon in 2022.",
        FOUNDRY,
    ),
    (
        "Pre-tax profit was 3.6 million pounds, against 2.4 million pounds a year earlier.",
        "Pre-tax profit was 3.6 million pounds, against 2.9 million pounds a year earlier.",
        PROFIT,
    ),
    (
        "Output slowed from 0.7 per cent in the first quarter to 0.3 per cent in the second.",
        "Output slowed from 0.3 per cent in the first quarter to 0.7 per cent in the second.",
        GROWTH,
    ),
    (
        "Exports rose by 21 per cent to 29 million crowns.",
        "Exports rose by 24 per cent to 29 million crowns.",
        "Exports rose 21 per cent from 24 to 29 million crowns.",
    ),
    (
        "The thesis must open with an introduction of at least 10,000 words.",
        "The thesis must open with an introduction of at most 10,000 words.",
        THESIS,
    ),
    ("Boats must be at most 12 metres long.", "Boats must be more than 12 metres long.", BOATS),
    (
        "The pass is for guests up to 26 years.",
        "The pass is for guests over 26 years.",
        "The pass is for guests no older than 26 years.",
    ),
    (
        "The room must be at most 40 degrees warm.",
        "The room must be above 40 degrees warm.",
        "The room must be not above 40 degrees warm.",
    ),
    (
        "From the first of June, irrigation in the Orla basin will be limited.",
        "From the second of June, irrigation in the Orla basin will be limited.",
        WATER,
    ),
    (
        "From June the 1st, irrigation in the Orla basin will be limited.",
        "From June the 21st, irrigation in the Orla basin will be limited.",
        WATER,
    ),
    ("The library opened on July 22, 1954.", "The library opened on July 21, 1954.", LIBRARY),
]


@pytest.mark.parametrize(("true", "false", "source"), PAIRS)
def test_what_holds_is_supported_and_its_false_twin_is_not(true: str, false: str, source: str) -> None:
    assert judged(source, true) is Status.SUPPORTED
    assert judged(source, false) is not Status.SUPPORTED


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("a surplus of 58,000 pounds, against a deficit of 12,000 in 2019", ["lb", "lb"]),
        ("exports rose 21 per cent from 24 in 2019", ["percent", ""]),
        ("the 84-metre ferry had 61 cabins", ["m", ""]),
        ("it weighs 84 kg. And 61 came", ["kg", ""]),
        ("it cost 84 dollars and employed 61", ["USD", ""]),
    ],
)
def test_a_unit_is_left_out_only_where_two_figures_are_compared(text: str, units: list[str]) -> None:
    assert [f.unit for f in figures(text) if f.kind == "quantity"] == units


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("in the second quarter to 0.3 per cent", 0),
        ("fell by a quarter to 12 million euros", 0),
        ("fell by a quarter to five", 0),
        ("a third to five per cent", 0),
        ("left at a quarter to five", 1),
        ("about a quarter to 5", 1),
        ("by a quarter to five all had gone", 1),
        ("quarter past five", 1),
    ],
)
def test_a_quarter_to_is_a_time_only_by_the_clock(text: str, told: int) -> None:
    assert len(times_of_day(text)) == told


@pytest.mark.parametrize(
    ("text", "month", "day", "written"),
    [
        ("on the thirty-first of October", 10, 31, "thirty-first of October"),
        ("on May the fourth the river rose", 5, 4, "May the fourth"),
        ("July the 3rd", 7, 3, "July the 3rd"),
        ("It ended on 1 January.", 1, 1, "1 January"),
        ("It ended on 1 Jan.", 1, 1, "1 Jan."),
    ],
)
def test_days_in_words(text: str, month: int, day: int, written: str) -> None:
    (when,) = dates(text)
    assert (when.month, when.day, when.text) == (month, day, written)
