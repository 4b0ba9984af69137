"""Dates, periods and units of cells and questions come out as the same terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.rows.said import cell_keys, dated, short_for, stumps, written_out


@pytest.mark.parametrize(
    ("cell", "asked"),
    [
        ("Mar-21", "in March 2021"),
        ("MAY", "in may"),
        ("2018M01", "January 2018"),
        ("2022-09-01", "on 1 September 2022"),
        ("2022-10-01", "october 1st 2022"),
        ("27/05/2022", "27 May 2022"),
        ("05/27/2022", "27 May 2022"),
        ("FY2019", "fiscal year 2019"),
        ("FY19", "financial year 2019"),
        ("2018/19", "the 2018-19 season"),
        ("2018-2019", "2018/19"),
        ("Q4 2022", "the last quarter of 2022"),
        ("2022Q3", "third quarter of 2022"),
        ("Sum Qty (lbs)", "pounds"),
        ("Sent out (GWh)", "gigawatt hours"),
        ("39,923", "39923"),
    ],
)
def test_a_cell_has_the_terms_of_what_people_ask(cell: str, asked: str) -> None:
    told = {
        term
        for term in cell_keys(asked)
        if term not in {"in", "on", "the", "of", "season", "fiscal", "year", "financi"}
    }
    assert told <= cell_keys(cell)


@pytest.mark.parametrize("text", ["It may be so", "may they", "2018/25", "08/06/2021", "4.10.2021.3"])
def test_what_may_be_something_else_is_no_date(text: str) -> None:
    assert "m-" not in written_out(text) and "y-" not in written_out(text)


def test_the_other_cells_of_a_column_tell_day_from_month() -> None:
    assert dated(["08/06/2021", "29/06/2021"]) == ["2021-06-08", "2021-06-29"]
    assert dated(["08/06/2021", "06/29/2021"]) == ["2021-08-06", "2021-06-29"]
    assert dated(["08/06/2021", "09/06/2021"]) == ["08/06/2021", "09/06/2021"]


def test_words_cut_short_stand_for_those_they_begin_or_are_made_of() -> None:
    assert stumps("Adm. type") == ("adm",)
    assert short_for("adm", "admission") == 0.9
    assert short_for("qtr", "quarter") == 0.7
    assert short_for("ct", "civil") == short_for("port", "airport") == 0.0


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    cell_keys(text)
    stumps(text)
    dated([text])
