"""What stands over a table tells which table is meant, and a word that names a column names no row."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.ask import answer
from rag.rows.match import match
from rag.rows.table import tables_of
from tests.rows.test_named import opened, quoted

PAGE = """<html><body><h1>Survey of the lake</h1><p>The board counted birds and boats on the lake for three years.</p>
<table><caption>{over}</caption><tr><th>Place</th><th>2019</th><th>2020</th><th>2021</th></tr>
<tr><td>Inner bay</td><td>12.4</td><td>11.0</td><td>9.6</td></tr><tr><td>Outer bay</td><td>20.5</td><td>20.1</td><td>18.8</td></tr>
<tr><td>Channel</td><td>3.1</td><td>2.2</td><td>4.7</td></tr></table>
<p>The causes of the fall are not known.</p></body></html>"""
PERMITS = """<html><body><p>The office received 212 permits for review. It approved 148 of them and refused the others.</p>
<table><tr><th>Why it was refused</th><th>Permits</th></tr><tr><td>No proof of residence</td><td>29</td></tr>
<tr><td>Vessel not registered</td><td>14</td></tr><tr><td>Permit late</td><td>8</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("over", "named"),
    [
        ("Table 2. Nesting rate by place", True),
        ("The nesting rate was counted by hand from a boat in every month of the year.", False),  # prose is no caption
    ],
)
def test_a_caption_names_its_table(tmp_path: Path, over: str, named: bool) -> None:
    parts = opened(tmp_path, ("page.html", "Survey of the lake", PAGE.format(over=over)))
    [table] = tables_of(parts.index)
    assert ("rate" in table.title) is named
    assert not named or quoted(answer("nesting rate inner bay 2021", parts))[0].startswith("Place = Inner bay")


def test_a_word_that_names_a_column_names_no_row(tmp_path: Path) -> None:
    parts = opened(tmp_path, ("page.html", "Permits of the lake", PERMITS))
    [table] = tables_of(parts.index)
    assert match("How many permits did the board get?", table) is None
    late = match("How many permits were late?", table)
    assert late is not None and late.rows == (2,)


def test_a_year_beside_a_column_is_told_of_any_row_and_a_number_of_its_own(tmp_path: Path) -> None:
    rows = "2019,31,2\n2020,18,7\n2021,9,4\n"
    parts = opened(tmp_path, ("boats.csv", "Boats of the lake", f"Year,Innerby boats,Week\n{rows}"))
    [table] = tables_of(parts.index)
    year, week = match("boats at Innerby 2020?", table), match("boats in week 4", table)
    assert year is not None and year.rows == (1,)
    assert week is not None and week.rows == (2,)
