"""What of an index is read beside a question, and what it sums up to."""

from __future__ import annotations

import math
from copy import copy
from dataclasses import replace

import numpy as np
import pytest

from rag.assemble import Parts
from rag.models.reader import SILENT
from rag.reading import SUREST, Reading, spelled, spoken_of
from rag.types import Kind


def test_a_passage_in_a_language_without_a_list_of_words_is_not_read(parts: Parts) -> None:
    first, *others = parts.index.sources.values()
    texts = copy(parts.index.texts)
    texts.sources = {first.id: replace(first, language="fr")} | {s.id: s for s in others}
    index = replace(parts.index, texts=texts)
    foreign = np.array([p.source_id == first.id for p in index.passages])
    shares = Reading(index, parts.ranker.knows)("How long is the Mill Bridge?", range(len(foreign)))
    assert np.isfinite(shares[~foreign]).all()
    assert np.isnan(shares[foreign]).all()


def test_that_nothing_is_found_in_rows_of_a_table_tells_nothing(parts: Parts) -> None:
    index = replace(parts.index, passages=tuple(replace(p, locator="row 2-6") for p in parts.index.passages))
    question, rows = "How long is the Mill Bridge?", range(len(index.passages))
    prose = Reading(parts.index, parts.ranker.knows)(question, rows)
    shares = Reading(index, parts.ranker.knows)(question, rows)
    silent = prose[:, SILENT] > 0.5
    assert silent.any() and not silent.all()
    assert np.isnan(shares[silent]).all()
    assert np.allclose(shares[~silent], prose[~silent])


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did Ortega order?", True),
        ("what did ortega order", True),
        ("What did the president order?", False),  # a title is no name
        ("What did J. Smith order?", False),
        ("How long is the Mill Bridge?", False),
    ],
)
def test_authors_stand_in_the_heading_where_the_question_names_one(question: str, named: bool, parts: Parts) -> None:
    signed = {s.id: replace(s, authors=("President Ana J. Ortega",)) for s in parts.index.sources.values()}
    texts = copy(parts.index.texts)
    texts.sources = signed
    index = replace(parts.index, texts=texts)
    row = next(n for n, p in enumerate(index.passages) if signed[p.source_id].kind is not Kind.SEED)
    assert ("Ortega" in Reading(index, parts.ranker.knows).text(row, question)) is named


def test_a_fiscal_year_answers_a_question_on_the_year(shipped: Parts) -> None:
    question, other = "How much fentanyl did CBP seize in 2020?", "How much fentanyl did CBP seize in 2015?"
    row = next(n for n, p in enumerate(shipped.index.passages) if p.text.startswith("CBP fentanyl seizures, FY2020"))
    assert shipped.judge.reading(question, [row])[0, SILENT] < 0.5
    assert shipped.judge.reading(other, [row])[0, SILENT] > 0.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FY2020: 4,791 lb", "fiscal year 2020: 4,791 lb"),
        ("from fy19 to FY '21", "from fiscal year 2019 to fiscal year 2021"),
        ("the FY20200 form, a notify2020", "the FY20200 form, a notify2020"),
    ],
)
def test_fiscal_years_are_read_in_words(text: str, expected: str) -> None:
    assert spelled(text) == expected


def test_a_spanish_question_is_read_word_by_word_in_english(parts: Parts) -> None:
    reading = Reading(parts.index, parts.ranker.knows)
    assert np.isfinite(reading("¿Cuántas personas murieron en el puente?", [0])).all()
    assert reading("How long is it?", []).shape == (0, 3)


@pytest.mark.parametrize(
    ("silent", "expected"),
    [
        ([0.5], 0.0),  # odds of 1
        ([0.5, 0.5], math.log(2)),
        ([0.5, math.nan], 0.0),
        ([math.nan], 0.0),
        ([], 0.0),
        ([1.0], -SUREST),
        ([0.0], SUREST),
    ],
)
def test_odds_are_summed_over_what_was_read(silent: list[float], expected: float) -> None:
    shares = np.array([[1 - s, s, 0.0] for s in silent]).reshape(len(silent), 3)
    assert spoken_of(shares) == pytest.approx(expected)
