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


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("¿A qué se debió la caída de la cosecha?", "la caída de la cosecha"),
        ("¿Qué explica la caída de la cosecha?", "la caída de la cosecha"),
        ("¿Cuál fue la causa de la caída de la cosecha?", "la caída de la cosecha"),
        ("¿Cuáles son los motivos del cierre?", "cierre"),
        ("今年收成怎么会下降？", "今年收成 下降"),
    ],
)
def test_spanish_or_chinese_question_for_the_cause_claims_what_it_asks_the_cause_of(question: str, text: str) -> None:
    found = presupposed(question)
    assert found is not None
    assert (found.text, found.asserted) == (text, True)
