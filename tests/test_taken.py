"""What a question takes for granted and a source bears is not doubted; what only the article says is."""

from __future__ import annotations

import dataclasses

import pytest

from rag.answer.draft import Correction, Doubt, Pick
from rag.ask import answer
from rag.assemble import Parts
from rag.taken import borne
from rag.types import Hit, NoteKind


def is_borne(question: str, parts: Parts, source: str = "") -> bool:
    hits = [Hit(p, 1.0) for p in parts.index.passages if p.source_id == source or not source]
    words = set(question.strip("?").split())
    hits.sort(key=lambda hit: -len(words & set(hit.passage.text.split())))
    return borne(question, hits, parts.index.sources, parts.sentence, "en")


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Why is the Mill Bridge 48 metres long?", True),
        ("Why is the Mill Bridge 84 metres long?", False),
        ("When did the council vote to close the Mill Bridge to vehicles?", True),
        ("Why is the Mill Bridge 48 metres long, according to the mayor?", False),
        ("When did the council vote to open the Mill Bridge to vehicles?", False),
    ],
)
def test_a_premise_is_borne_where_a_source_supports_it(parts: Parts, question: str, holds: bool) -> None:
    assert is_borne(question, parts) is holds


def test_the_article_bears_nothing_by_itself(parts: Parts) -> None:
    assert not is_borne("Why is the Mill Bridge 84 metres long?", parts, source="seed")


def test_what_is_only_asked_is_not_taken_for_granted(parts: Parts) -> None:
    assert not is_borne("Is it true that the Mill Bridge is 48 metres long?", parts)


def test_a_doubt_falls_where_a_source_bears_the_premise(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(parts), "_weighed", lambda *_: Doubt())
    for question, doubted in (
        ("Why is the Mill Bridge 48 metres long?", False),
        ("Why is the Mill Bridge 84 metres long?", True),
    ):
        hits = parts.engine.find(question)
        ground, hits = parts.judged(question, hits)
        assert (parts.false_premise(question, hits, "en", ground) is not None) is doubted


def test_an_editors_word_against_a_premise_stands(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "Why is the Mill Bridge 48 metres long?"
    hits = parts.engine.find(question)
    ground, hits = parts.judged(question, hits)
    passage = hits[0].passage
    told = Correction("the bridge is 48 metres long", "48", False, Pick(passage, passage.span), by="")
    monkeypatch.setattr(type(parts), "_weighed", lambda *_: told)
    assert parts.false_premise(question, hits, "en", ground) is told
    monkeypatch.setattr(type(parts), "_weighed", lambda *_: dataclasses.replace(told, by="denied"))
    assert parts.false_premise(question, hits, "en", ground) is None


@pytest.mark.parametrize(("share", "noted"), [("40", False), ("60", True)])
def test_premise_that_stands_in_a_passage_is_not_doubted_by_the_reader_alone(
    parts: Parts, share: str, noted: bool
) -> None:
    reply = answer(f"How did the town come to pay {share} percent of the repair?", parts)
    assert any(note.kind is NoteKind.PREMISE for note in reply.notes) is noted
