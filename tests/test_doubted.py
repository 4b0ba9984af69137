"""What only the reader doubts is said as a doubt, where the passages answer, or where they deny it so surely that they speak of it."""

from __future__ import annotations

import numpy as np
import pytest

from rag.answer.doubted import doubted, odds, plainer
from rag.answer.draft import Correction, Doubt, Pick
from rag.answer.judge import Ground
from rag.assemble import Parts
from rag.phrases import LANGUAGES, phrase
from rag.reader import ANSWERS, DENIES, SILENT, Shares
from rag.types import Hit, Kind


def shares(*rows: tuple[float, float, float]) -> Shares:
    return np.array(rows)


ANSWERED = (0.8, 0.15, 0.05)
DENIED = (0.1, 0.1, 0.8)
QUIET = (0.01, 0.98, 0.01)
UNREAD = (np.nan, np.nan, np.nan)


def test_shares_stand_in_this_order() -> None:
    assert (ANSWERS, SILENT, DENIES) == (0, 1, 2)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ([DENIED, QUIET, QUIET], True),
        ([DENIED, UNREAD], True),
        ([DENIED, ANSWERED], False),  # another answers it
        ([ANSWERED, DENIED, DENIED], False),  # the first does not deny it
        ([UNREAD, DENIED], False),
        ([QUIET, QUIET], False),
        ([(0.0, 0.0, 1.0)], True),
        ([], False),
    ],
)
def test_a_premise_is_doubted_when_the_first_passage_and_all_together_deny_it(
    read: list[tuple[float, float, float]], expected: bool
) -> None:
    assert doubted(shares(*read)) is expected


def test_in_the_shipped_case_of_which_the_reader_has_learnt_less_is_enough() -> None:
    read = shares((0.22, 0.08, 0.7))
    assert (doubted(read, shipped=True), doubted(read)) == (True, False)


def test_odds_are_of_the_first_and_of_all_that_was_read() -> None:
    first, summed = odds(shares(DENIED, UNREAD, ANSWERED))
    assert first == pytest.approx(np.log(8))
    assert summed == pytest.approx(np.log(0.85 / 0.9))
    assert max(odds(shares(UNREAD, DENIED))) == -np.inf


ENOUGH = Ground(True, 0.9)


def denying(parts: Parts, monkeypatch: pytest.MonkeyPatch, read: tuple[float, float, float]) -> None:
    monkeypatch.setattr(type(parts.judge.reading), "__call__", lambda self, question, rows: shares(*[read] * len(rows)))


NOT_ENOUGH, RATHER = Ground(False, 0.1, related=False), (0.12, 0.28, 0.6)


@pytest.mark.parametrize(
    ("question", "ground", "read", "noted"),
    [
        ("What does the Mill Bridge carry?", ENOUGH, RATHER, True),
        ("Does the Mill Bridge carry trains?", ENOUGH, RATHER, True),
        ("What does the Mill Bridge carry?", NOT_ENOUGH, RATHER, False),
        ("What does the Mill Bridge carry?", NOT_ENOUGH, DENIED, True),  # what they deny so surely they speak of
    ],
)
def test_a_doubt_is_noted_where_the_sources_answer_or_surely_deny(
    question: str,
    ground: Ground,
    read: tuple[float, float, float],
    noted: bool,
    parts: Parts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hits = parts.engine.find(question)
    denying(parts, monkeypatch, read)
    found = parts.false_premise(question, hits, "en", ground)
    assert isinstance(found, Doubt) is noted


def test_a_doubt_says_no_more_than_that_in_each_language(parts: Parts) -> None:
    passage = parts.index.passages[0]
    doubt = Doubt(Pick(passage, passage.span))
    assert len({doubt.note(language) for language in LANGUAGES}) == len(LANGUAGES)
    assert doubt.note("en") == phrase("premise_doubted", "en")


def test_what_denies_it_is_quoted_first_and_never_added(parts: Parts) -> None:
    one, other = (Pick(p, p.span) for p in parts.index.passages[:2])
    doubt = Doubt(one)
    assert doubt.first([other, one], 3) == [one, other]
    assert doubt.first([other], 3) == [other]


def test_what_denies_it_more_plainly_stands_before_what_a_rule_found(parts: Parts) -> None:
    one, other, third = (Pick(p, p.span) for p in parts.index.passages[:3])
    corrected = Correction("it is long", "long", False, one, plainer=other)
    assert corrected.first([third, one, other], 3) == [other, one, third]
    assert corrected.first([third], 3) == [other, one, third]


@pytest.mark.parametrize(
    ("denies", "expected"),
    [
        ((0.1, 0.5, 0.9), 2),
        ((0.7, 0.5, 0.9), None),
        ((0.1, 0.5, 0.2), None),
        ((0.1, 0.9, 0.8), 2),
        ((np.nan, 0.1, 0.9), 2),
    ],
)
def test_a_passage_that_denies_it_plainly_comes_first_unless_it_is_of_the_seed(
    denies: tuple[float, ...], expected: int | None, parts: Parts
) -> None:
    others = [p for p in parts.index.passages if parts.index.sources[p.source_id].kind is not Kind.SEED]
    seed = next(p for p in parts.index.passages if parts.index.sources[p.source_id].kind is Kind.SEED)
    hits = [Hit(passage, 1.0) for passage in (others[0], seed, others[1])]
    shares = np.array([[np.nan if np.isnan(d) else (1 - d) / 2] * 2 + [d] for d in denies])
    found = Correction("it is long", "long", False, Pick(hits[0].passage, hits[0].passage.span))
    said = plainer(found, hits, shares, parts.index.sources).plainer
    assert (said and said.passage.id) == (None if expected is None else hits[expected].passage.id)


def test_what_corrects_is_quoted_first_and_added_where_it_is_not_among_the_quotes(parts: Parts) -> None:
    one, other = (Pick(p, p.span) for p in parts.index.passages[:2])
    corrected = Correction("it is long", "long", False, one)
    assert corrected.first([other, one], 3) == [one, other]
    assert corrected.first([other], 3) == [one, other]
    assert corrected.first([other], 1) == [one]
