"""A fact that decides a claim may be all that was asked for: the claim is shown where the question is about it."""

from __future__ import annotations

import pytest

from rag.corpus import LedgerClaim
from rag.verify.conflicts.disputed import put_in


def claim(number: int, text: str) -> LedgerClaim:
    return LedgerClaim(
        id=f"c{number}", seed_locators=("para 1",), claim=text, status="partly supported", fact_ids=("f1",),
        reason="So it is.",
    )  # fmt: skip


ROSE, BUILT, COST, PUBLISHED = (
    claim(1, "The amount of cargo seized in the harbour has increased."),
    claim(2, "The Mill Bridge was built by Kallio."),
    claim(3, "The harbour wall cost 9 million."),
    claim(4, "The report was released by the Harbour Board."),
)
LEDGER = [ROSE, BUILT, COST, PUBLISHED, *(claim(n, f"Matter {n}.") for n in range(5, 30))]


def shown(question: str, *claims: LedgerClaim) -> list[LedgerClaim]:
    return put_in(question, claims or (ROSE, BUILT, COST, PUBLISHED), LEDGER)


def test_a_number_asked_for_is_not_the_claim_that_it_rose() -> None:
    assert shown("How many tonnes were seized in the harbour in 2021?", ROSE) == []
    assert shown("How much has the amount of cargo seized increased?", ROSE) == [ROSE]


def test_the_value_that_a_claim_gives_is_its_matter() -> None:
    assert shown("How much did the harbour wall cost?", COST) == [COST]


def test_whoever_did_what_the_claim_tells_is_its_matter() -> None:
    assert shown("Who built the Mill Bridge?", BUILT) == [BUILT]
    assert shown("Who released the report?", PUBLISHED) == [PUBLISHED]
    assert shown("Who picks the members of the Harbour Board?", PUBLISHED) == []


def test_a_contradicted_claim_is_left_out_only_where_a_number_or_a_time_is_wanted() -> None:
    wrong = PUBLISHED.model_copy(update={"status": "contradicted"})
    assert shown("Whose brief was it?", wrong) == [wrong]
    assert shown("When does the Harbour Board meet?", wrong) == []


@pytest.mark.parametrize(
    "question",
    [
        "Did the harbour seize more cargo?",
        "What exactly was told of the bridge?",
        "Is it true, as those who work there say?",  # a clause wants nobody
        "Which of the two is right?",
        "Some say it fell. Who's right?",
    ],
)
def test_a_question_for_no_value_is_left_to_the_other_rules(question: str) -> None:
    assert shown(question) == [ROSE, BUILT, COST, PUBLISHED]


def test_of_a_claim_in_another_language_its_figure_tells() -> None:
    assert shown("¿Cuántas toneladas se decomisaron en el puerto?", ROSE, COST) == [COST]
    assert shown("¿Quién publicó el informe?") == [ROSE, BUILT, COST, PUBLISHED]
