"""What the reader learns from: every source is whole, the pairs are labelled as they were written, checks are kept apart."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from evals.reader.brief import in_brief
from evals.reader.plain import plain
from evals.reader.texts import BEARS, CLAIM, CONTRADICTS, OPEN, QUESTION, Written, pairs, written
from rag.models.reader import ANSWERS, DENIES, SILENT


@pytest.fixture(scope="module")
def sources() -> list[Written]:
    return written()


def test_every_source_has_an_id_of_its_own_and_passages_that_its_texts_point_to(sources: list[Written]) -> None:
    assert len({s.id for s in sources}) == len(sources)
    for source in sources:
        told = (
            *source.answered,
            *source.plain,
            *source.broad,
            *source.false_premise,
            *source.entailed,
            *source.neutral,
            *source.contradicted,
        )
        assert all(x.by is not None and 0 <= x.by < len(source.passages) for x in told), source.id


def test_no_source_is_about_the_shipped_case(sources: list[Written]) -> None:
    for source in sources:
        text = source.model_dump_json().lower()
        assert not any(word in text for word in ("fentanyl", "opioid", "uscc", "xi jinping")), source.id


def test_a_source_gives_pairs_of_every_kind(sources: list[Written]) -> None:
    told = pairs(sources[:1])
    kinds = Counter((p.task, p.label) for p in told)
    assert set(kinds) == {
        (QUESTION, ANSWERS), (QUESTION, SILENT), (QUESTION, DENIES), (CLAIM, BEARS), (CLAIM, OPEN), (CLAIM, CONTRADICTS)
    }  # fmt: skip
    first = sources[0]
    beside_another = 4 + len(first.plain[:2])
    assert kinds[QUESTION, SILENT] >= 2 * len(first.unanswered) + beside_another  # each near miss twice; more by rule
    assert kinds[QUESTION, ANSWERS] >= len(first.answered) + len(first.plain)
    wrong = [x.text for x in first.false_premise]
    assert [
        p.first for p in told if p.label == DENIES and p.task == QUESTION and p.first in wrong
    ] == wrong  # each once


def test_a_near_miss_stands_beside_the_passage_that_it_borrows_from(sources: list[Written]) -> None:
    source = next(s for s in sources if s.unanswered[0].by is not None)
    told = [p for p in pairs([source]) if p.first == source.unanswered[0].text]
    assert {p.label for p in told} == {SILENT}
    assert any(p.second.endswith(source.passages[source.unanswered[0].by or 0]) for p in told)


def test_a_false_premise_and_its_sound_twin_stand_beside_one_passage(sources: list[Written]) -> None:
    source = next(s for s in sources if s.false_premise[0].sound)
    false = source.false_premise[0]
    told = {p.first: (p.second, p.label) for p in pairs([source]) if p.first in (false.text, false.sound)}
    assert told[false.text][1] == DENIES and told[false.sound] == (told[false.text][0], ANSWERS)


def test_a_question_in_brief_keeps_what_is_asked_and_loses_small_words() -> None:
    briefs = [
        in_brief("How many of the ships were lost in the great storm of 1887?", Random(seed)) for seed in range(40)
    ]
    assert all("how many" in brief and " the " not in brief for brief in briefs)
    assert "how many ships lost great storm 1887?" in briefs
    assert not all(brief.startswith("how many") for brief in briefs)
    assert in_brief("Who was it?", Random(1)) == ""


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The port handled 48 ships that week.", "The port handled how many ships that week?"),
        ("Trade with Lindholm was resumed in 2004.", "Trade with Lindholm was resumed in which year?"),
        ("The old weir was removed by the council.", "What was removed by the council?"),
        ("Lena Odom was charged with fraud.", "Who was charged with fraud?"),
        ("Costs fell by 12 per cent", None),
        ("Why was it closed?", None),
        ("", None),
    ],
)
def test_a_plain_question_is_made_of_a_sentence(sentence: str, question: str | None) -> None:
    asked = {plain(sentence, Random(seed)) for seed in range(9)}
    assert question in asked
    assert question is not None or asked == {None}


def test_the_sources_kept_back_are_about_a_sixth(sources: list[Written]) -> None:
    assert 0.1 < sum(s.kept for s in sources) / len(sources) < 0.25
