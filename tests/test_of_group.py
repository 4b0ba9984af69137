"""A figure of a group or a fiscal year that only others have."""

from __future__ import annotations

import pytest

from rag.answer.of_group import without_figure

RATES = "Adults aged 35-44 had the highest rate: 53.9 per 100,000. The ranking after 35-44 is 45-54, 15-24, then 65 and over in 2020."
SERIES = ["The port sold 2,803 lb in FY2019.", "The port sold 4,791 lb in FY2020.", "FY2021: 11,201 lb."]


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("What was the death rate of people aged 15 to 24?", "aged 15 to 24"),
        ("What share of adults over 65 died in 2020?", "adults over 65"),
        ("How many 15-to-24-year-olds died?", "15-to-24-year-olds"),
        ("What was the rate of adults aged 35-44?", ""),
        ("Who ranks after those aged 15 to 24?", ""),
        ("How many people died in 2020?", ""),
        ("Is it true that rates rose at ages 15-24?", ""),
        ("Why did the rate fall at ages 15-24, and how many died?", "ages 15-24"),
    ],
)
def test_ages_without_a_figure_of_theirs_are_named(question: str, group: str) -> None:
    assert without_figure(question, [RATES]) == group


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("How much was sold in fiscal 2018?", "fiscal 2018"),
        ("How much was sold in FY2020?", ""),
        ("How much more was sold in FY2021 than in FY2018?", ""),
        ("Why was less sold in fiscal 2018?", ""),
    ],
)
def test_fiscal_year_out_of_a_series_is_named(question: str, group: str) -> None:
    assert without_figure(question, SERIES) == group


def test_a_year_is_not_missed_where_a_span_has_it_or_nothing_makes_a_series() -> None:
    asked = "How much was sold in fiscal 2018?"
    assert without_figure(asked, [*SERIES, "From 2015 to 2020 it sold 9,000 lb a year."]) == ""
    assert without_figure(asked, SERIES[:1]) == ""


def test_a_figure_of_somebody_whom_no_source_names_is_not_another_s() -> None:
    assert without_figure("How much did the Laxton office sell in FY2020?", SERIES, ["Laxton"]) == "Laxton"
    assert without_figure("What did the Laxton office say of it?", SERIES, ["Laxton"]) == ""
