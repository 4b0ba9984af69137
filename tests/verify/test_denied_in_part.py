"""A denial of all of it, or of what somebody spoke about, denies no premise of some of it."""

from __future__ import annotations

import pytest

from rag.verify.premises.premise import Told, false_premise


def _point(question: str, told: str) -> str:
    found = false_premise(question, [Told("", told)], "en")
    return found.point if found else ""


@pytest.mark.parametrize(
    ("question", "told", "point"),
    [
        ("When did the museum sell its collection?", "The museum has not sold all of its collection; some went in May.", ""),
        ("When did the museum sell its collection?", "The museum has not sold its collection.", "sell"),
        ("How much did the guild lose on the mill?", "The accounts show a loss of 4 crowns on the mill. The guild has not lost the whole of its stake in the mill.", ""),
        ("Why did the guild lose the whole of its stake?", "The guild has not lost the whole of its stake.", "lose"),
        ("What did the minister say about taxes?", "“No taxes will rise,” the minister said.", ""),
        ("Which taxes did the minister raise?", "“No taxes were raised,” the minister said.", "taxes"),
    ],
)  # fmt: skip
def test_what_is_denied_of_a_premise(question: str, told: str, point: str) -> None:
    assert _point(question, told) == point
