"""A sentence on two years against the two rows of a table that tell of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.check import check
from evals.library import read_library
from evals.outside import Outside, Statement
from rag.types import Status

WAITS = """Year,Site,Operations,Median wait (weeks),Waiting over 52 weeks
2020,Southgate,13020,19.8,312
2020,Northgate,8120,22.4,405
2022,Southgate,17330,17.6,254
2022,Northgate,9870,24.8,498
2023,Southgate,19120,15.9,203
2023,Northgate,9455,26.7,541
"""


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Northgate did fewer operations in 2023 than in 2022.", Status.SUPPORTED),
        ("Northgate did more operations in 2023 than in 2022.", Status.CONTRADICTED),
        ("Operations at Northgate fell from 9,870 in 2022 to 9,455 in 2023.", Status.SUPPORTED),
        ("Operations at Northgate rose from 9,870 in 2022 to 9,455 in 2023.", Status.CONTRADICTED),
        ("The median wait at Southgate fell from 19.8 weeks in 2020 to 15.9 weeks in 2023.", Status.SUPPORTED),
    ],
)
def test_two_years_of_one_site_are_held_against_its_own_two_rows(tmp_path: Path, text: str, status: Status) -> None:
    (tmp_path / "waits.csv").write_text(WAITS, encoding="utf-8")
    (verdict,) = check(Outside("a", "", (Statement(text, ("waits",)),)), read_library(tmp_path)).verdicts
    assert verdict.status is status
    assert all("Northgate" in c.quote for c in verdict.claim.citations) or "Southgate" in text


@pytest.mark.parametrize(
    "text",
    [
        "The median wait at Northgate fell from 19.8 weeks in 2020 to 15.9 weeks in 2023.",  # of the other site
        "Operations at Northgate rose from 9,870 in 2022 to 26.7 in 2023.",  # of another column
    ],
)
def test_figures_of_another_row_or_column_bear_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "waits.csv").write_text(WAITS, encoding="utf-8")
    (verdict,) = check(Outside("a", "", (Statement(text, ("waits",)),)), read_library(tmp_path)).verdicts
    assert verdict.status is not Status.SUPPORTED
