"""A note on the premise: an editor's word on a claim that the question repeats, and nothing where the judge is not sure."""

from rag.answer.enough import names_of, years_of
from rag.answer.premise import false_premise, figures, repeated
from rag.ask import answer
from rag.assemble import Parts
from rag.types import NoteKind


def test_a_question_that_repeats_a_contradicted_claim_has_its_share_of_it(parts: Parts) -> None:
    claim = next(c for c in parts.index.ledger if c.status == "contradicted")
    found, share = repeated(claim.claim, parts.search)
    assert found is not None and found.id == claim.id
    assert share > 0.99
    assert repeated("Who sells umbrellas?", parts.search)[1] < 0.5


def test_a_plain_question_has_no_note(parts: Parts) -> None:
    question = "How long is the Mill Bridge?"
    found = parts.find(question)
    assert figures(question, found, parts.search)["against"] < 0
    assert false_premise(question, found, parts.search) is None
    assert all(note.kind is not NoteKind.PREMISE for note in answer(question, parts).notes)


def test_names_are_words_with_a_capital_inside_a_sentence() -> None:
    assert names_of("Did Interpol seize the boat in Norwick in 2020?") == ["Interpol", "Norwick"]
    assert years_of("between 2019 and 2021, 20200 boats") == ["2019", "2021"]
