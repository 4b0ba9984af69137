"""Figures and dates that a source leaves open are not gainsaid by those that the claim has beside them; numbers of paragraphs are no figures."""

from __future__ import annotations

import pytest

from rag.types import Status
from rag.verify.figures.bindings import check_bindings
from rag.verify.figures.periods import check_dates
from rag.verify.figures.quantities import check_figures
from rag.verify.values.numbers import figures
from rag.verify.values.statement import read


@pytest.mark.parametrize(
    ("claim", "said", "status"),
    [
        ("The guild was paid £1.3 million, and other firms £0.6 million.", "The guild was paid £1.3 million in fees.", Status.UNSUPPORTED),
        ("The guild was paid £1.9 million.", "The guild was paid £1.3 million in fees.", Status.CONTRADICTED),
        ("The guild was paid £1.3 million, and other firms £0.6 million.", "The guild was paid £1.4 million in fees.", Status.CONTRADICTED),
    ],
)  # fmt: skip
def test_a_sum_is_gainsaid_only_by_a_sum_that_the_claim_does_not_tell(claim: str, said: str, status: Status) -> None:
    found = check_figures(read(claim, "en"), [read(said, "en")])
    assert status in {f.status for f in found}
    assert (Status.CONTRADICTED in {f.status for f in found}) is (status is Status.CONTRADICTED)


@pytest.mark.parametrize(
    ("claim", "said", "status"),
    [
        ("It fell from 91 in 2020 to 84 in 2023.", "It is 84, against 91 in 2020.", Status.UNSUPPORTED),
        ("It fell from 91 in 2020 to 84 in 2023.", "It fell from 91 in 2020 to 84 in 2022.", Status.CONTRADICTED),
        ("It fell to 84 in 2023.", "It is 84, against 91 in 2020.", Status.CONTRADICTED),
    ],
)
def test_a_date_is_gainsaid_only_by_a_date_that_the_claim_does_not_tell(claim: str, said: str, status: Status) -> None:
    dates = read(claim, "en").dates
    found = check_dates([dates[-1]], read(said, "en").dates, beside=dates)
    assert [f.status for f in found] == [status]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("6.1 Of the seven wells two are dry.", ["seven", "two"]),
        ("4.1 Harwell was paid £1.3 million.", ["£1.3 million"]),
        ("4.1 Million people live there.", ["4.1 Million"]),
        ("4.1 per cent of the wells are dry.", ["4.1 per cent"]),
    ],
)
def test_the_number_of_a_paragraph_is_no_figure(text: str, values: list[str]) -> None:
    assert [f.text for f in figures(text)] == values


ROW = "Year: 2021; Stock (£ million): 2204; Yield (%): 16.9; Reference yield (%): 15.2; Tax paid (£ million): 86.1"


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("The yield was 16.9 per cent in 2021, above the reference yield of 15.2 per cent.", False),
        ("In 2021 the reference yield was 15.2 per cent.", False),
        ("In 2021 the yield was 16.9 per cent.", False),
        ("In 2021 the yield was 15.2 per cent.", True),
    ],
)
def test_the_cells_of_a_row_are_known_by_their_own_columns(claim: str, wrong: bool) -> None:
    found = check_bindings(read(claim, "en"), read(ROW, "en"), ROW)
    assert bool(found) is wrong
