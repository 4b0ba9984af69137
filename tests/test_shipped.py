"""The shipped corpus and every second evaluation question, through the very path that serves people; ``make evals`` asks them all."""

from __future__ import annotations

import json

import pytest

from evals.run import SUITE, run_suite
from evals.saved import Row
from evals.schema import read_suite
from evals.summary import figures
from rag.ask import answer
from rag.assemble import Parts
from rag.notes import ours
from rag.wire import from_json


@pytest.fixture(scope="module")
def rows(shipped: Parts) -> list[Row]:
    return run_suite(read_suite(SUITE)[::2], shipped)


def test_every_citation_of_every_answer_is_found_letter_for_letter(rows: list[Row], shipped: Parts) -> None:
    cited = 0
    for row in rows:
        sides = [side for c in row.answer["conflicts"] for side in (c["lower"], c["higher"])]
        for citation in [c for claim in row.answer["claims"] for c in claim["citations"]] + sides:
            text = shipped.index.source_text(citation["source_id"])
            assert text[citation["start"] : citation["end"]] == citation["quote"]
            cited += 1
    assert cited > 100


def test_no_claim_of_the_quoting_mode_goes_unsupported_or_unchecked(rows: list[Row]) -> None:
    assert {claim["verdict"] for row in rows for claim in row.answer["claims"]} == {"supported"}


def test_every_note_is_what_the_product_says_of_itself(rows: list[Row], shipped: Parts) -> None:
    kinds, lists = set(), [list(shipped.index.sources.values())]
    for row in rows:
        reply = from_json(json.dumps(row.answer))
        kinds |= {note.kind for note in reply.notes}
        assert [note.text for note in reply.notes if not ours(note, reply, lists)] == []
    assert {"premise", "refused", "further"} <= kinds


def test_nothing_that_must_be_refused_is_answered_without_a_source(rows: list[Row]) -> None:
    for row in rows:
        if row.must_refuse and not row.refused:
            assert all(claim["citations"] for claim in row.answer["claims"])


def test_declined_and_out_of_scope_questions_claim_nothing(rows: list[Row]) -> None:
    for row in rows:
        if row.type == "out-of-scope":
            assert row.refused
            assert row.answer["claims"] == []


def test_figures_stay_above_the_floor_that_was_promised(rows: list[Row]) -> None:
    # Floors a little under what this half has: they catch a change that breaks something, not noise.
    found = {name: figure.value for name, figure in figures(rows).items()}
    assert found["recall@10"] >= 0.92
    assert found["key_point_recall"] >= 0.93
    assert found["refusal_recall"] >= 0.95  # held out: the judge has seen none of the 80
    assert found["answerable_refused"] <= 0.05
    assert found["conflict_shown"] >= 0.90
    assert found["premise_corrected"] >= 0.75
    assert found["citations_verbatim"] == 1
    assert found["citation_recall"] == found["citation_precision"] == 1


def test_every_record_gives_as_many_passages_as_facts(shipped: Parts) -> None:
    records = [s for s in shipped.index.snapshot.sources if s.kind == "record"]
    assert len(records) == 41
    assert sum(s.passages for s in records) == 318


def test_seed_is_read_without_its_sign_up_form(shipped: Parts) -> None:
    text = shipped.index.source_text("seed")
    assert "Sign up" not in text
    assert "submitting this form" not in text
    assert text.endswith("mostly fentanyl-related.")


@pytest.mark.parametrize(
    ("question", "bases"),
    [
        ("When was the GAO report released?", []),  # what the article says of another report bears on nothing here
        ("Who published the USCC brief?", ["ledger"]),
    ],
)
def test_a_question_about_a_source_shows_conflicts_of_its_publisher_alone(
    shipped: Parts, question: str, bases: list[str]
) -> None:
    assert [c.basis for c in answer(question, shipped).conflicts] == bases


def test_a_claim_that_a_quoted_fact_decides_is_not_shown_where_it_is_not_asked_about(shipped: Parts) -> None:
    assert answer("How many pounds of fentanyl did CBP seize in fiscal 2021?", shipped).conflicts == ()
    (pair,) = answer("Did the amount of drugs seized at the border go up in 2021?", shipped).conflicts
    assert pair.basis == "ledger"


def test_voices_that_a_question_opposes_stand_side_by_side(shipped: Parts) -> None:
    reply = answer(
        "Homeland Security claims a far larger fentanyl haul for fiscal 2023 than CBP. Which is it?", shipped
    )
    (pair,) = reply.conflicts
    assert pair.basis == "dispute"  # an editor knows why they differ
    assert pair.source_ids == {"dhs-2023-factsheet", "cbp-drug-seizures"}
