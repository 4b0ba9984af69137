"""A count that a question gives is borne where a source names as many things in a row."""

from __future__ import annotations

import pytest

from rag.verify.premises.premise import false_premise
from rag.verify.premises.rows_of_names import rows_of_names
from rag.verify.premises.units import Told

ALLOY = Told("Milford Foundry, Bell", "The smith cast and hung the bell in 1920 from copper, tin and old silver.")
TIN = Told("Milford Foundry, Gate", "The smith cast two metals for the gate.")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did the smith cast and hang the bell from three metals?", ""),
        ("When did the smith cast and hang the bell from four metals?", "four"),
    ],
)
def test_a_row_of_names_bears_how_many_there_are(question: str, expected: str) -> None:
    found = false_premise(question, [ALLOY, TIN], "en")
    assert (found.point if found else "") == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It fined Hale, Dorn Mills and the Low Weir Company on 4 May.", 3),
        ("Among them were iron, lead, and tin.", 3),
        ("In the spring of that year he sold the mill, the weir, the inn and the forge; nobody knows why.", 4),
        ("He sold the mill and the weir.", 0),
        (
            "It was shut because of the flood, which nobody had foreseen or told the town of, and the road was closed.",
            0,
        ),
    ],
)
def test_names_in_a_row_are_counted(text: str, count: int) -> None:
    assert rows_of_names(text) >= ({count} if count else set())
    assert count or not rows_of_names(text) & set(range(4, 13))
