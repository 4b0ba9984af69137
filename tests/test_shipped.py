"""The shipped corpus and every third evaluation question, through the very path that serves people; ``make evals`` asks them all."""

import json

import pytest

from evals.run import SUITE, run_suite
from evals.saved import Row
from evals.schema import read_suite
from evals.summary import figures
from rag.assemble import Parts
from rag.saved.notes import ours
from rag.types import Status
from rag.wire import from_json


@pytest.fixture(scope="module")
def rows(shipped: Parts) -> list[Row]:
    return run_suite(read_suite(SUITE)[1::3], shipped)


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
    for claim in (claim for row in rows for claim in row.answer["claims"]):
        of_the_article = {citation["source_id"] for citation in claim["citations"]} == {"seed"}
        assert claim["verdict"] == (Status.ARTICLE if of_the_article else Status.SUPPORTED)


def test_every_note_is_what_the_product_says_of_itself(rows: list[Row], shipped: Parts) -> None:
    kinds, index = set(), shipped.index
    lists = [list(index.sources.values())]
    for row in rows:
        reply = from_json(json.dumps(row.answer))
        kinds |= {note.kind for note in reply.notes}
        strange = [note.text for note in reply.notes if not ours(note, reply, lists, index.ledger, index.disputes)]
        assert strange == []
    assert {"premise", "refused", "further"} <= kinds


def test_nothing_that_must_be_refused_is_answered_without_a_source(rows: list[Row]) -> None:
    for row in rows:
        if row.must_refuse and not row.refused:
            assert all(claim["citations"] for claim in row.answer["claims"])


def test_most_out_of_scope_questions_are_declined_and_then_nothing_is_claimed(rows: list[Row]) -> None:
    asked = [row for row in rows if row.type == "out-of-scope"]
    declined = [row for row in asked if row.refused]
    assert len(declined) >= len(asked) / 2
    assert all(row.answer["claims"] == [] for row in declined)


def test_figures_stay_above_the_floor_that_was_promised(rows: list[Row]) -> None:
    # Floors a little under what this third has: they catch a change that breaks something, not noise.
    found = {name: figure.value for name, figure in figures(rows).items()}
    assert found["recall@10"] >= 0.87
    assert found["key_point_recall"] >= 0.85
    assert found["refusal_recall"] >= 0.45  # held out: the judge has seen none of the 80
    assert found["answerable_refused"] <= 0.05
    assert found["conflict_shown"] >= 0.60
    assert found["premise_noted_unduly"] == 0  # rather no note than a wrong one
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


def test_every_conflict_has_two_sides_of_different_sources(rows: list[Row]) -> None:
    conflicts = [conflict for row in rows for conflict in row.answer["conflicts"]]
    assert conflicts
    assert all(one["lower"]["source_id"] != one["higher"]["source_id"] for one in conflicts)
