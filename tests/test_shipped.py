"""The shipped corpus and all evaluation questions, through the very path that serves people."""

from __future__ import annotations

import pytest

from evals.metrics import Outcome, summarise
from evals.run import SUITE, run_suite
from evals.schema import read_suite
from rag.assemble import Parts
from rag.types import Status


@pytest.fixture(scope="module")
def outcomes(shipped: Parts) -> list[Outcome]:
    return run_suite(read_suite(SUITE), shipped)


def test_every_citation_of_every_answer_is_found_letter_for_letter(outcomes: list[Outcome], shipped: Parts) -> None:
    cited = 0
    for outcome in outcomes:
        sides = [side for c in outcome.answer.conflicts for side in (c.lower, c.higher)]
        for citation in [c for claim in outcome.answer.claims for c in claim.citations] + sides:
            assert citation.span.of(shipped.index.source_text(citation.source_id)) == citation.quote
            cited += 1
    assert cited > 200


def test_no_claim_of_the_quoting_mode_goes_unsupported_or_unchecked(outcomes: list[Outcome]) -> None:
    wrong = [v for o in outcomes for v in o.answer.verdicts if v.status is not Status.SUPPORTED]
    assert wrong == []


def test_nothing_that_must_be_refused_is_answered_without_a_source(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.question.must_refuse and not outcome.answer.refused:
            assert all(claim.citations for claim in outcome.answer.claims)


def test_declined_and_out_of_scope_questions_claim_nothing(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.question.type == "out-of-scope":
            assert outcome.answer.refused
            assert outcome.answer.claims == ()


def test_figures_stay_above_the_floor_that_was_promised(outcomes: list[Outcome]) -> None:
    # Floors a little under docs/scorecard.md: they catch a change that breaks something, not noise.
    figures = {name: value for name, value in summarise(outcomes).items() if value is not None}
    assert figures["R@10"] >= 0.78
    assert figures["key points covered"] >= 0.68
    assert figures["unanswerable refused"] >= 0.86
    assert figures["answerable refused"] <= 0.13
    assert figures["citations found letter for letter"] == 1


def test_every_record_gives_as_many_passages_as_facts(shipped: Parts) -> None:
    records = [s for s in shipped.index.snapshot.sources if s.kind == "record"]
    assert len(records) == 41
    assert sum(s.passages for s in records) == 318


def test_seed_is_read_without_its_sign_up_form(shipped: Parts) -> None:
    text = shipped.index.source_text("seed")
    assert "Sign up" not in text
    assert "submitting this form" not in text
    assert text.endswith("mostly fentanyl-related.")
