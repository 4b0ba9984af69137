"""What is asked of the article, the disputes and the sources as a whole is told from the case's lists."""

from collections import Counter

from rag.answer.listed import in_plural, tally
from rag.ask import answer
from rag.assemble import Parts
from rag.types import LEDGER, NoteKind


def test_what_the_article_gets_wrong_is_the_ledger_with_both_sides(parts: Parts) -> None:
    reply = answer("What does the article get wrong?", parts)
    assert reply.notes[0].kind is NoteKind.LEDGER
    assert reply.conflicts and all(conflict.basis == LEDGER for conflict in reply.conflicts)
    quoted = {c.quote for claim in reply.claims for c in claim.citations}
    assert all({c.lower.quote, c.higher.quote} <= quoted for c in reply.conflicts)


def test_the_sources_are_listed_without_a_claim(parts: Parts) -> None:
    reply = answer("Which sources do you have?", parts)
    assert reply.notes[0].kind is NoteKind.LISTED
    assert str(len(parts.index.sources)) in reply.text
    assert reply.claims == ()


def test_who_wrote_a_source_is_told_from_the_list(parts: Parts) -> None:
    reply = answer("Who wrote the survey report?", parts)
    assert reply.notes[0].kind is NoteKind.LISTED
    assert "Zoë Martínez" in reply.notes[0].text


def test_the_report_is_the_one_that_the_article_is_about(shipped: Parts) -> None:
    for question in ("Who wrote the report?", "Who wrote the August 2021 report?", "¿Quién escribió el informe?"):
        lead = answer(question, shipped).lead
        assert lead is not None and lead.text.startswith("“Illicit Fentanyl from China") and "Greenwood" in lead.text
    lead = answer("Who wrote the article?", shipped).lead
    assert lead is not None and lead.text.startswith("“News article")


def test_a_question_about_one_claim_goes_to_the_sources(parts: Parts) -> None:
    reply = answer("What does the article get wrong about the length of the Mill Bridge?", parts)
    assert all(note.kind is not NoteKind.LEDGER for note in reply.notes)


def test_one_opinion_is_told_as_one_and_an_older_note_is_known() -> None:
    counts = Counter({"opinion": 1, "contradicted": 1, "supported": 21})
    assert "1 opinión." in tally(counts, "es") and "1 contradicha," in tally(counts, "es")
    assert "21 confirmadas" in tally(counts, "es")
    assert "1 opiniones." in in_plural(tally(counts, "es"))
