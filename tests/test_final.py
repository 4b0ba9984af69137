"""A final count stands before the provisional one that it took the place of."""

from __future__ import annotations

import pytest

from rag.answer.final import final_first

ASKED = "How many people died of drug overdoses in 2020?"
EARLY = "The agency estimated 93,331 drug overdose deaths in 2020, on provisional data."
FINAL = "Final count for 2020: 91,799 drug overdose deaths."


def test_the_final_count_comes_first() -> None:
    assert final_first([EARLY, "Deaths rose.", FINAL], str, ASKED) == [FINAL, EARLY, "Deaths rose."]


@pytest.mark.parametrize(
    ("quotes", "question"),
    [
        ([EARLY, FINAL], "How many overdose deaths were predicted for 2020?"),
        ([EARLY, "Final count for 2019: 70,630 drug overdose deaths."], ASKED),
        ([EARLY, "The final of the cup in 2020 was lost."], ASKED),
        (["Deaths rose in 2020.", FINAL], ASKED),
        ([], ASKED),
    ],
    ids=["asked for by name", "another year", "another matter", "nothing provisional first", "nothing"],
)
def test_other_quotes_stay_where_they_are(quotes: list[str], question: str) -> None:
    assert final_first(quotes, str, question) == quotes


def test_final_counts_in_other_languages() -> None:
    early, final = (
        "El recuento provisional de 2020 fue de 93.331 muertes.",
        "Recuento definitivo de 2020: 91.799 muertes, según el recuento.",
    )
    assert final_first([early, final], str, "¿Cuántas muertes hubo en 2020?")[0] == final
