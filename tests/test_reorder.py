"""The first hits in the order that the reader gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer.kinds import holds_kind
from rag.answer.periods import years
from rag.answer.select import Selector
from rag.answer.suits import COSTS, Suits
from rag.assemble import Parts
from rag.reading import EVEN, FIRST, FORM, PART, SUREST, Reading
from rag.retrieve.reorder import REACH, reordered
from rag.retrieve.views import Floats

QUESTION = "How long is the Mill Bridge?"


def test_the_hits_are_the_best_of_all_that_was_read(parts: Parts) -> None:
    rows = [parts.index.row_of[hit.passage.id] for hit in parts.ranker.rank(QUESTION, REACH)]
    plain = parts.ranker.rank(QUESTION, REACH)
    reading = Reading(parts.index, parts.ranker.knows)
    best = reordered(QUESTION, plain, rows, reading.spoken, Suits(parts.index))[: parts.settings.top_k]
    assert [hit.passage.id for hit in parts.engine.find(QUESTION)] == [hit.passage.id for hit in best]


def test_what_is_out_of_reach_stays_behind_as_it_was(parts: Parts) -> None:
    hits = parts.ranker.rank(QUESTION, 100) * 3
    rows = range(len(hits))
    turned = reordered(QUESTION, hits, rows, lambda q, r: np.zeros(len(r)), lambda q, r: np.zeros(len(r)))
    assert turned[REACH:] == hits[REACH:]
    assert all({PART, FORM} <= set(hit.parts) for hit in turned[:REACH])


def test_what_answers_is_read_up_and_what_is_silent_is_read_down(parts: Parts) -> None:
    reading = Reading(parts.index, parts.ranker.knows)
    rows = range(len(parts.index.passages))
    odds = reading.spoken(QUESTION, rows)
    best = parts.index.passages[int(odds.argmax())]
    assert "48 metres long" in best.text
    assert odds.max() > 0 > odds.min()
    assert (np.abs(odds) <= SUREST).all()


def test_a_weak_second_quote_that_is_silent_is_left_out(parts: Parts) -> None:
    hits = parts.engine.find(QUESTION)
    selector = Selector(parts.index.sources, 12)
    weak = [hits[0], replace(hits[1], score=0.1 * hits[0].score)]
    silent = [weak[0], replace(weak[1], parts={**weak[1].parts, PART: EVEN - 1.0})]
    spoken = [weak[0], replace(weak[1], parts={**weak[1].parts, PART: EVEN + 1.0})]
    assert [p.passage.id for p in selector.select(QUESTION, silent)] == [hits[0].passage.id]
    assert len(selector.select(QUESTION, spoken)) == 2


def test_nothing_found_is_nothing_to_put_in_order(parts: Parts) -> None:
    reading = Reading(parts.index, parts.ranker.knows)
    assert reordered(QUESTION, [], [], reading.spoken, Suits(parts.index)) == []


@given(odds=st.lists(st.floats(-SUREST, SUREST), min_size=FIRST, max_size=FIRST))
def test_scores_are_summed_and_the_best_comes_first(parts: Parts, odds: list[float]) -> None:
    hits = parts.ranker.rank(QUESTION, FIRST)

    def said(question: str, rows: Sequence[int]) -> Floats:
        return np.array(odds)[: len(rows)]

    turned = reordered(QUESTION, hits, range(len(hits)), said, Suits(parts.index))
    assert [h.score for h in turned] == sorted((h.score for h in turned), reverse=True)
    before = {hit.passage.id: hit.score for hit in hits}
    for hit in turned:
        assert hit.score == pytest.approx(before[hit.passage.id] + hit.parts[PART] + hit.parts[FORM], abs=1e-3)
        assert 0 <= hit.parts[PART] <= 2 * EVEN + 1e-4
        assert hit.parts[FORM] <= 0


@pytest.mark.parametrize(
    ("trap", "question", "against"),
    [
        ("the year asked about stands there", "How many people crossed in 2019?", (False, False, False)),
        ("another year stands there", "How many people crossed in 1987?", (False, True, True)),
        ("no year is asked about", "How many people crossed?", (False, False, False)),
        ("no value is asked for", "Why was it closed?", (False, False, False)),
    ],
)
def test_what_speaks_against_a_passage_by_its_form(
    parts: Parts, trap: str, question: str, against: tuple[bool, bool, bool]
) -> None:
    place = next(n for n, p in enumerate(parts.index.passages) if "2019" in p.text and any(c.isdigit() for c in p.text))
    found = Suits(parts.index).against(question, years(question), place)
    assert found[1:] == against[1:], trap


def test_a_passage_without_a_figure_costs_where_one_is_asked_for(parts: Parts) -> None:
    told = [holds_kind("How many boats were there?", p.text) for p in parts.index.passages]
    bare, counted = told.index(0), told.index(1)
    suits = Suits(parts.index)
    assert suits("What does it say?", [bare]) == 0
    assert list(suits("How many boats were there?", [bare, counted])) == [-COSTS[0], 0]


@pytest.mark.parametrize(
    ("text", "found"), [("in FY21", {2021}), ("FY 2020 to FY2022", {2020, 2021, 2022}), ("Flight FY2100", set())]
)
def test_fiscal_years_are_years(text: str, found: set[int]) -> None:
    assert years(text) == found
