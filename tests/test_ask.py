"""A question becomes checked claims: the whole way, on a real index with the real embedder."""

import itertools
from dataclasses import replace

import pytest

from rag.answer.enough import SURE, Ground
from rag.ask import answer, ask
from rag.assemble import Parts
from rag.errors import UsageError
from rag.events import Checked, ClaimChecked, Delta, Led, Refused, Retrieved
from rag.question import Turn
from rag.saved.recheck import recheck
from rag.types import Answer, Lead, NoteKind, Status
from rag.wire import from_json, to_json


def quotes(reply: Answer) -> str:
    return " ".join(c.quote for claim in reply.claims for c in claim.citations)


def test_events_come_in_order_and_the_deltas_are_the_text(parts: Parts) -> None:
    events = list(ask("How long is the Mill Bridge?", parts))
    assert isinstance(events[0], Retrieved)
    assert all(isinstance(event, Delta | ClaimChecked | Led) for event in events[1:-1])
    last = events[-1]
    assert isinstance(last, Checked)
    assert tuple(event.verdict for event in events if isinstance(event, ClaimChecked)) == last.answer.verdicts
    assert "".join(event.text for event in events if isinstance(event, Delta)) == last.answer.text


def test_answer_quotes_the_primary_source(parts: Parts) -> None:
    reply = answer("How long is the Mill Bridge?", parts)
    assert "48 metres long" in quotes(reply)
    assert {v.status for v in reply.verdicts} <= {Status.SUPPORTED, Status.ARTICLE}


def test_answer_that_may_be_none_says_so_first(parts: Parts) -> None:
    anything = replace(parts, settings=parts.settings.model_copy(update={"refuse_below": 0.0}))
    reply = answer("How long is the coast of Iceland?", anything)
    assert not reply.refused and reply.confidence < SURE
    assert (reply.notes[0].kind, reply.notes[0].span.start) == (NoteKind.UNSURE, 0)
    assert reply.claims and reply.lead == Lead("The sources may not answer this.", "silent")
    assert recheck(anything.settings, from_json(to_json(reply, parts.index.sources))).holds


def test_a_refusal_names_what_no_passage_has_and_claims_no_silence_where_one_is_near() -> None:
    assert "“Iceland”" in Ground(False, 0.3, ("Iceland",)).silence("en").text
    assert Ground(False, 0.7).silence("en").text.startswith("The sources may say something of this")
    assert Ground(False, 0.3).silence("en").text.startswith("The sources do not say.")


def test_a_quote_comes_with_the_passage_around_it(parts: Parts) -> None:
    reply = answer("How long is the Mill Bridge?", parts)
    for citation in (c for claim in reply.claims for c in claim.citations):
        assert citation.context is not None
        assert citation.context.span.of(citation.context.text) == citation.quote


def test_every_citation_is_found_letter_for_letter(parts: Parts) -> None:
    for question in ("When was the bridge closed?", "What did the mayor promise?", "Who drew the stone bridge?"):
        for claim in answer(question, parts).claims:
            for citation in claim.citations:
                assert citation.span.of(parts.index.source_text(citation.source_id)) == citation.quote


def test_claims_and_notes_cover_the_whole_text(parts: Parts) -> None:
    reply = answer("What did the survey find in the arches?", parts)
    covered = sorted([c.span for c in reply.claims] + [n.span for n in reply.notes], key=lambda s: s.start)
    assert all(piece.span.of(reply.text) == piece.text for piece in (*reply.claims, *reply.notes))
    between = [reply.text[a.end : b.start] for a, b in itertools.pairwise(covered)]
    assert "".join(between).strip() == ""
    assert covered[0].start == 0
    assert covered[-1].end == len(reply.text)


def test_seed_and_primary_source_that_differ_are_shown_as_a_conflict(parts: Parts) -> None:
    reply = answer("How many metres long is the Mill Bridge in Ashcombe?", parts)
    sides = [(c.lower.quote, c.higher.quote) for c in reply.conflicts]
    assert any("84 metres" in lower and "48 metres" in higher for lower, higher in sides)


def test_conflict_sides_are_found_letter_for_letter(parts: Parts) -> None:
    for conflict in answer("How many metres long is the Mill Bridge in Ashcombe?", parts).conflicts:
        for side in (conflict.lower, conflict.higher):
            assert side.span.of(parts.index.source_text(side.source_id)) == side.quote


@pytest.mark.parametrize(
    ("question", "expected"),
    [("¿Cuántos metros de largo tiene el puente?", "48 metres"), ("磨坊桥有多长？多少米？", "48 metres")],
)
def test_spanish_and_chinese_questions_find_english_passages(parts: Parts, question: str, expected: str) -> None:
    hits = next(e for e in ask(question, parts) if isinstance(e, Retrieved)).hits
    assert any(expected in hit.passage.text for hit in hits[:5])


def test_refusal_names_the_nearest_passages_and_claims_nothing(parts: Parts) -> None:
    *_, last = ask("What is the salary of the stationmaster of Harwich?", parts)
    assert isinstance(last, Refused)
    assert last.answer.claims == ()
    assert last.answer.nearest
    assert last.answer.notes[0].kind is NoteKind.REFUSED


def test_follow_up_is_asked_in_full_and_says_so(parts: Parts) -> None:
    reply = answer("And how wide?", parts, [Turn("How long is the Mill Bridge?")])
    assert reply.asked_as == "How long is the Mill Bridge? And how wide?"
    assert "6.2 metres wide" in quotes(reply)


def test_citations_never_leak_from_the_answer_before(parts: Parts) -> None:
    alone = answer("Who drew the stone bridge?", parts)
    after = answer("Who drew the stone bridge?", parts, [Turn("How long is the Mill Bridge?")])
    assert [c.quote for claim in after.claims for c in claim.citations] == [
        c.quote for claim in alone.claims for c in claim.citations
    ]


def test_emergency_gets_the_number_first_and_no_advice(parts: Parts) -> None:
    reply = answer("My friend is not breathing what do I do", parts)
    assert reply.refused
    assert reply.notes[0].kind is NoteKind.EMERGENCY
    assert "911" in reply.text.split(".")[0]


@pytest.mark.parametrize("question", ["", "   ", "\x00\x07", "???", "\u200b\u202e"])
def test_question_without_words_is_refused_in_one_line(parts: Parts, question: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        answer(question, parts)


def test_question_of_100_kilobytes_is_refused_in_one_line(parts: Parts) -> None:
    with pytest.raises(UsageError, match="characters"):
        answer("why " * 25_000, parts)


@pytest.mark.parametrize(
    "question",
    [
        "How long\x00 is the\u202e Mill Bridge?",
        "<script>alert(1)</script> bridge length?",
        "🌉 How long? 🌉" * 20,
        "'; DROP TABLE",
    ],
)
def test_hostile_characters_are_only_characters(parts: Parts, question: str) -> None:
    assert answer(question, parts).status in ("answered", "refused")


def test_answer_names_the_snapshot_it_was_made_from(parts: Parts) -> None:
    assert answer("How long is the Mill Bridge?", parts).snapshot == parts.index.snapshot.id
