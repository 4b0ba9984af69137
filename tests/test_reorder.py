"""The first hits in the order that the reader gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer.select import Selector
from rag.assemble import Parts
from rag.reading import FIRST, PART, SURE_ENOUGH, Reading
from rag.retrieve.reorder import READ, reordered
from rag.retrieve.views import Floats

QUESTION = "How long is the Mill Bridge?"


def test_what_is_read_stays_among_the_first_and_the_rest_as_they_were(parts: Parts) -> None:
    plain = [hit.passage.id for hit in parts.ranker.rank(QUESTION, parts.settings.top_k)]
    read = [hit.passage.id for hit in parts.engine.find(QUESTION)]
    assert set(read[:FIRST]) == set(plain[:FIRST])
    assert read[FIRST:] == plain[FIRST:]


def test_only_what_was_read_has_the_part(parts: Parts) -> None:
    hits = parts.engine.find(QUESTION)
    assert all(PART in hit.parts for hit in hits[:FIRST])
    assert not any(PART in hit.parts for hit in hits[FIRST:])


def test_what_answers_is_read_up_and_what_is_silent_is_read_down(parts: Parts) -> None:
    reading = Reading(parts.index, parts.ranker.knows)
    rows = range(len(parts.index.passages))
    odds = reading.spoken(QUESTION, rows)
    best = parts.index.passages[int(odds.argmax())]
    assert "48 metres long" in best.text
    assert odds.max() > 0 > odds.min()
    assert (np.abs(odds) <= SURE_ENOUGH).all()


def test_a_weak_second_quote_that_is_silent_is_left_out(parts: Parts) -> None:
    hits = parts.engine.find(QUESTION)
    selector = Selector(parts.index.sources, 12)
    weak = [hits[0], replace(hits[1], score=0.1 * hits[0].score)]
    silent = [weak[0], replace(weak[1], parts={**weak[1].parts, PART: -1.0})]
    spoken = [weak[0], replace(weak[1], parts={**weak[1].parts, PART: 1.0})]
    assert [p.passage.id for p in selector.select(QUESTION, silent)] == [hits[0].passage.id]
    assert len(selector.select(QUESTION, spoken)) == 2


def test_nothing_found_is_nothing_to_put_in_order(parts: Parts) -> None:
    assert reordered(QUESTION, [], [], Reading(parts.index, parts.ranker.knows).spoken) == []


@given(odds=st.lists(st.floats(-SURE_ENOUGH, SURE_ENOUGH), min_size=FIRST, max_size=FIRST))
def test_scores_are_summed_and_the_best_comes_first(parts: Parts, odds: list[float]) -> None:
    hits = parts.ranker.rank(QUESTION, parts.settings.top_k)

    def said(question: str, rows: Sequence[int]) -> Floats:
        return np.array(odds)[: len(rows)]

    turned = reordered(QUESTION, hits, range(len(hits)), said)
    assert [h.score for h in turned[:FIRST]] == sorted((h.score for h in turned[:FIRST]), reverse=True)
    before = {hit.passage.id: hit.score for hit in hits}
    for hit in turned[:FIRST]:
        assert hit.score == pytest.approx(before[hit.passage.id] + hit.parts[PART], abs=1e-3)
        assert abs(hit.parts[PART]) <= READ * SURE_ENOUGH + 1e-4
