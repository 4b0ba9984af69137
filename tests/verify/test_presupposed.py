"""What a question claims by its form."""

from __future__ import annotations

import pytest

from rag.verify.questions.presupposed import also_presupposed, presupposed


@pytest.mark.parametrize(
    ("question", "claims"),
    [
        ("How did overdose deaths change from 2021 to 2023?", False),
        ("How has the toll developed?", False),
        ("How did the ban change the routes?", True),
        ("How did the toll fall from 2021 to 2023?", True),
    ],
)
def test_how_something_changed_does_not_claim_that_it_did(question: str, claims: bool) -> None:
    assert bool(presupposed(question) or also_presupposed(question)) is claims
