# One case a line: a table is read across.
"""The head of a column says what its cells are in: an amount under "(£000)" is thousands of pounds, and "£000" is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.check import check
from evals.library import Library
from evals.outside import read_answers
from rag.types import Status
from rag.verify.values.dates import dates
from rag.verify.values.numbers import figures
from rag.verify.values.rounding import Bearing, bearing
from rag.verify.values.rows import in_reading_order


def read(text: str) -> list[tuple[str, str]]:
    return [(f"{f.value.normalize():f}", f.unit) for f in figures(text)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Item = Quay; 2021 (£000) = 480; 2022 (£000) = 1,240", [("480000", "GBP"), ("1240000", "GBP")]),
        ("Item: Quay; 2022 (£000): 500.", [("500000", "GBP")]),
        ("Item = Wages; 2022 (£'000) = (120)", [("120000", "GBP")]),
        ("Item = Wages; £000 = 12", [("12000", "GBP")]),
        ("Grant £m = 3.2; Fee (£) = 500", [("3200000", "GBP"), ("500", "GBP")]),
        ("Item = Quay; Cost, $ million = 2.4; Share (%) = 12.5", [("2400000", "USD"), ("12.5", "percent")]),
        ("Revenue ($ in millions) = 45", [("45000000", "USD")]),
        ("Revenue in € bn = 1.5", [("1500000000", "EUR")]),
        ("Budget (USD thousand) = 30", [("30000", "USD")]),
        ("Cost (thousands of pounds) = 40", [("40000", "GBP")]),
        ("Catch (thousands of pounds) = 40", [("40000", "lb")]),
        ("Population (in thousands) = 45", [("45000", "")]),
        ("Passengers (thousands) = about 264", [("264000", "")]),
        ("Output (1,000 tonnes) = 34", [("34000", "tonnes")]),
        ("Catch (tonnes) = 812; Length (m) = 212; Height in metres = 4", [("812", "tonnes"), ("212", "m"), ("4", "m")]),
        ("Deaths per 100,000 = 12.3", [("12.3", " per 100000")]),
        ("Price (£ per tonne) = 410", [("410", "GBP")]),
        ("Importe (miles de euros) = 500", [("500000", "EUR")]),
        ("金额（万元） = 500", [("5000000", "CNY")]),
        # what has a unit of its own keeps it, and what is no unit adds none
        ("Total (£000) = £500,000", [("500000", "GBP")]),
        ("Total (£000) = 2 million", [("2000000", "")]),
        ("Staff (FTE) = 12; Note (2) = 500; Days = 12", [("12", ""), ("2", ""), ("500", ""), ("12", "")]),
        ("Length of stay (days) = 12; Founded (year) = 1912", [("12", "days")]),
        ("The amounts (£000) are audited.", []),
        ("He paid £5, and $ 30 million went: nobody knows where.", [("5", "GBP"), ("30000000", "USD")]),
    ],
)  # fmt: skip
def test_a_cell_is_in_the_unit_of_its_column(row: str, expected: list[tuple[str, str]]) -> None:
    assert read(row) == expected


def test_a_cell_that_looks_like_a_year_is_an_amount_and_its_column_keeps_its_year() -> None:
    row = "Item = Quay; 2022 (£000) = 1980"
    assert [d.text for d in dates(row)] == ["2022"]
    (figure,) = figures(row)
    assert (figure.span.of(row), figure.text, figure.said) == ("1980", "1980", "1980 (£000)")


def test_a_range_and_a_noun_of_the_column_are_read() -> None:
    (spread,) = figures("Cost ($m) = 45-50")
    assert (spread.low, spread.high) == (45_000_000, 50_000_000)
    (traffic,) = figures("Traffic (000 passengers) = 812")
    (claimed,) = figures("812,000 passengers came")
    assert bearing(traffic, claimed) is Bearing.EXACT
    assert traffic.noun == claimed.noun


@pytest.mark.parametrize(
    "row", ["Item = Quay 😀; 2022 (£000) = 500", "Ítem = Muelle; 2022 (£000) = 500", "Item = “Quay”; 2022 (£000) = 500"]
)  # fmt: skip
def test_the_figure_of_a_cell_is_placed_in_the_row_as_it_stands(row: str) -> None:
    assert [f.span.of(row) for f in figures(row)] == ["500"]


QUAY = "Item = Quay; 2021 (£000) = 1,850; 2022 (£000) = 2,400; Share of 2022 (%) = 60"
DREDGING = "Item = Dredging; 2021 (£000) = 480; 2022 (£000) = 500; Share of 2022 (%) = 12.5"
SHIPS = "Source of income = Cruise ships; Income, £ million = 0.6; Share (%) = 12"
TRAFFIC = "Year = 2022; Passengers (thousands) = 264; Landings (tonnes) = 3,055"


@pytest.mark.parametrize(
    ("claim", "row", "status", "says"),
    [
        ("Dredging was £500,000 in 2022.", DREDGING, Status.SUPPORTED, ""),
        ("Dredging cost £0.5 million in 2022.", DREDGING, Status.SUPPORTED, ""),
        ("Dredging was £480,000 in 2021, and £500,000 in 2022.", DREDGING, Status.SUPPORTED, ""),
        ("Dredging was £500 in 2022.", DREDGING, Status.CONTRADICTED, "the source says 500 (£000)"),
        ("Dredging was £500,000 in 2021.", DREDGING, Status.CONTRADICTED, "for 2022, not for 2021"),
        ("Dredging was £480,000 in 2022.", DREDGING, Status.CONTRADICTED, "for 2021, not for 2022"),
        ("Dredging had a share of 12.5 percent in 2022.", DREDGING, Status.SUPPORTED, ""),
        ("Dredging had a share of 15 percent in 2022.", DREDGING, Status.CONTRADICTED, "12.5 (%)"),
        ("The quay was £2.4 million in 2022.", QUAY, Status.SUPPORTED, ""),
        ("The quay was £2,400 in 2022.", QUAY, Status.CONTRADICTED, "2,400 (£000)"),
        ("Income from cruise ships was £600,000, a share of 12%.", SHIPS, Status.SUPPORTED, ""),
        ("Income from cruise ships was £6 million.", SHIPS, Status.CONTRADICTED, "0.6 (£ million)"),
        ("There were 264,000 passengers in 2022.", TRAFFIC, Status.SUPPORTED, ""),
        ("There were 264 passengers in 2022.", TRAFFIC, Status.CONTRADICTED, "264 (thousands)"),
        ("Landings were 3,055 tonnes in 2022.", TRAFFIC, Status.SUPPORTED, ""),
        ("Landings were 3,055,000 tonnes in 2022.", TRAFFIC, Status.CONTRADICTED, "3,055 (tonnes)"),
    ],
)  # fmt: skip
def test_a_statement_is_held_against_what_the_cell_amounts_to(
    claim: str, row: str, status: Status, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"claim": claim, "evidence": [row]}), encoding="utf-8")
    (verdict,) = check(read_answers(file)[0], Library({})).verdicts
    assert verdict.status is status, verdict.reason
    assert says in verdict.reason


def test_a_row_in_reading_order_has_its_values_in_their_units() -> None:
    assert in_reading_order("Item = Quay; 2022 (£000) = 500; Share (%) = 12").endswith(
        "2022 £500 thousand; Share 12 percent"
    )
    assert read(in_reading_order("2022 (£000) = 500; Share (%) = 12")) == [("500000", "GBP"), ("12", "percent")]


@pytest.mark.parametrize("text", ["A = 1: : 5", " : 5", "; : 5", "Cost ( ) = 5", " = 5", "\u0301: 5", "\u200b: 93,331"])
def test_column_without_a_name_states_no_unit(text: str) -> None:
    assert [figure.value for figure in figures(text, "en")][-1] in (5, 93331)
