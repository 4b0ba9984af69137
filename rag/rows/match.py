"""A question held against a table: the row that its words name, and what speaks for and against it as the answer."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.glossary import synonyms
from rag.rows.phrasing import phrasing
from rag.rows.said import OWN_WORDS, cell_keys, short_for, term_of
from rag.rows.table import YEAR, Column, Table
from rag.rows.words import Word, asked_for, meanings, words_in
from rag.tokens import is_cjk

Floats = npt.NDArray[np.float64]
EXACT, INITIALS, ALIKE, TITLE = (
    1.0,
    0.9,
    0.8,
    0.8,
)  # how far a word is met: by itself, in "GFA", by a synonym, by the heading
MET = 0.5  # from which a word is met
EQUAL = 1e-6
MOST = 6  # rows that answer together
FEATURES = (
    "named",  # names, years and numbers that neither the row nor the table's names meet, at most 2
    "things",  # words that they do not meet and that can be no verb, at most 2
    "tied",  # logarithm of the rows that meet as much
    "measured",  # how far the question names a column of figures; 1 where there is but one
    "asked",  # the share of what is asked for ("how many X", "which X") that neither the row nor the table's names meet
    "reason",  # asks for a reason, a person, a deed, a price or what is to come, and no column is named so
    "whole",  # they meet every word
)


@dataclass(frozen=True, slots=True)
class Met:
    """How far each word is met: by the cells of every row, the columns' names, the title, and the best of these for every row."""

    by_cell: Floats  # (words, rows)
    by_name: Floats
    title: Floats
    best: Floats  # (words, rows)


@dataclass(frozen=True, slots=True)
class Match:
    """The rows of a table that a question names, and a figure for each of FEATURES; both empty where they are of another time."""

    rows: tuple[int, ...]  # counted in the table
    features: tuple[float, ...]


def match(question: str, table: Table, glossed: bool = False) -> Match | None:
    """The rows of ``table`` that meet most of the question, none where they are of another time or matter; None where no word names any.
    ``glossed``: the question is told word by word, so that a year of its meets a row whatever is asked."""
    words = words_in(question, table)
    if not words:
        return None
    weight = np.array([w.weight for w in words])
    by_cell = np.array([by_cells(w, table) for w in words])  # (words, rows)
    named = np.array([max((by_name(w, c) for c in table.columns), default=0.0) for w in words])
    for place, length in _spelt(words, table):
        named[place : place + length] = INITIALS
    # "How many applications" names the column Applications, not the row "Application late".
    by_cell[[n for n, w in enumerate(words) if any(w.key in c.keys for c in table.measures)]] = 0
    title = np.array([by_title(w, table) for w in words])
    met = np.maximum(by_cell, np.maximum(named, title)[:, None])
    score = weight @ np.where(by_cell >= MET, by_cell, 0) + 0.1 * weight @ met
    best = float(score.max())
    if best <= 0 or by_cell.max() < MET:
        return None
    tied = np.flatnonzero(score >= best - EQUAL)
    row = int(tied[0])
    wanted = _wanted(question, words, table, by_cell[:, row])
    all_met = Met(by_cell, named, title, met)
    mere_time = glossed and not any(not w.period and m >= MET for w, m in zip(words, met[:, row], strict=True))
    if mere_time or not _tells(question, words, wanted, table, row, all_met):
        return Match((), ())
    if table.dated and any(w.period and m < MET for w, m in zip(words, met[:, row], strict=True)):
        return Match((), ())
    return Match(tuple(map(int, tied[:MOST])), tuple(_features(question, words, wanted, table, met[:, row], len(tied))))


def named_in(question: str, table: Table) -> float:
    """How much of ``question`` is named by the one column of figures that it names most, and by the heading: of tables that answer alike the
    one is meant that has most."""
    words = words_in(question, table)
    by_column = max((sum(by_name(w, c) for w in words) for c in table.measures), default=0.0)
    return by_column + 0.1 * sum(by_title(w, table) for w in words)


def _features(
    question: str, words: Sequence[Word], wanted: Sequence[int], table: Table, met: Floats, tied: int
) -> Iterator[float]:
    yield min(2.0, sum(1 - float(m) for w, m in zip(words, met, strict=True) if w.named))
    yield min(2.0, sum(1.0 for w, m in zip(words, met, strict=True) if m < MET and not w.verb))
    yield math.log(tied)
    measures = table.measures
    yield 1.0 if len(measures) == 1 else max((by_name(w, c) for w in words for c in measures), default=0.0)
    yield 1 - sum(float(met[n]) for n in wanted) / len(wanted) if wanted else 0.0
    said = phrasing(table.language)
    reason = said.reason.search(question) is not None
    found = [m[0] for m in said.other.finditer(question)]
    other = [word for word in found if not _is_column(word, table)]
    if table.language in OWN_WORDS and len(other) < len(found):
        other = []  # "what price was paid" asks for the price, which is a column
    yield float(bool(other) or reason)
    yield float(bool((met >= MET).all()) and not other and not reason)


def _is_column(said: str, table: Table) -> bool:
    """True when a column is named by these words of a question."""
    term = term_of(said, table.language)
    return any(term in c.keys or (is_cjk(term) and any(term in k for k in c.keys)) for c in table.columns)


def _wanted(question: str, words: Sequence[Word], table: Table, met_by_cell: Floats) -> list[int]:
    """The places of the words that say what is asked for: in Chinese, which has no place for them, whatever is neither a time nor in the row
    nor in the table's title."""
    if table.language != "zh":
        return asked_for(question, words)
    places = [n for n, w in enumerate(words) if not w.period and not w.text[0].isdigit() and met_by_cell[n] < MET]
    return [n for n in places if by_title(words[n], table) < MET] or places


def _tells(question: str, words: Sequence[Word], wanted: Sequence[int], table: Table, row: int, met: Met) -> bool:
    """True when a row is about what is asked: not a mere year of its, or a name that stands within a longer one in a cell.

    In Spanish and Chinese half of what is asked for has to be met, too, by more than the heading where several columns count; of English
    the fit weighs it.
    """
    best = met.best[:, row]
    told = [n for n, w in enumerate(words) if not w.period and best[n] >= MET]
    if table.language in OWN_WORDS:
        said = phrasing(table.language)
        wants_count = said.placed.search(question) is not None
        wants_label = said.reason.search(question) is not None
        for wants, columns in ((wants_count, table.measures), (wants_label, table.labels)):
            if wants and not any(by_name(w, c) >= MET for w in words for c in columns):
                return False
        by_itself = [n for n in told if met.by_name[n] >= MET or met.by_cell[n, row] >= MET]
        if len(table.measures) > 1 and not by_itself:  # a heading does not tell which column is meant
            return len(told) == sum(not w.period for w in words) > 0 and not wanted
        if not told or sum(best[n] >= MET for n in wanted) * 2 < len(wanted):
            return False
    if all(m >= MET for m in best):
        return True
    keys = {w.key for w in words}
    return not told or any(
        met.by_name[n] >= MET or (met.title[n] >= MET and not words[n].named) or _fills(words[n].key, keys, table, row)
        for n in told
    )


def _fills(term: str, keys: Collection[str], table: Table, row: int) -> bool:
    """True when a cell of the row is told whole by the question's words, ``term`` among them."""
    for column in table.columns:
        if column.codes[row] < 0:
            continue
        own = cell_keys(column.values[column.codes[row]], table.language)
        if term in own and (own <= set(keys) or is_cjk(term)):
            return True
    return False


def _spelt(words: Sequence[Word], table: Table) -> Iterator[tuple[int, int]]:
    """Where the question spells out a column's name of first letters: place and number of its words."""
    first = "".join(w.text[0].lower() for w in words)
    for column in table.columns:
        for stump in column.stumps:
            if len(stump) >= 3 and (place := first.find(stump)) >= 0:
                yield place, len(stump)


def by_title(word: Word, table: Table) -> float:
    """How far the heading meets the word; not a year, which may be that of its publication, beside rows of other years."""
    if word.text[0].isdigit() and table.dated:
        return 0.0
    return TITLE * (
        word.key in table.title or _within(word, table.title) or not synonyms(word.key).isdisjoint(table.title)
    )


def by_cells(word: Word, table: Table) -> Floats:
    """How far each row meets the word by a cell; of figures only the very same count."""
    found = np.zeros(len(table.rows))
    # "Week 2" is no 2 of another column; a year is one of any row ("landings at Kessock 2021").
    meant = [c for c in table.columns if not word.beside.isdisjoint(c.keys) and not YEAR.fullmatch(word.text)]
    for column in meant or table.columns:
        if column.measure and not word.text[0].isdigit():
            continue
        by_value = np.zeros(len(column.values) + 1)  # the last for rows without a cell
        for place in column.holders.get(word.key, ()):
            by_value[place] = EXACT
        if is_cjk(word.key):
            if not by_value.any() and len(word.key) > 1:
                by_value[column.holding(word.key)] = ALIKE
        elif not word.text[0].isdigit():
            for stump, places in column.cut_short.items():
                if short := short_for(stump, word.text):
                    by_value[places] = np.maximum(by_value[places], short)
            for term in synonyms(word.key):
                for place in column.holders.get(term, ()):
                    by_value[place] = max(by_value[place], ALIKE)
        if by_value.any():
            found = np.maximum(found, by_value[column.codes])
    return found


def by_name(word: Word, column: Column) -> float:
    """How far the column's name meets the word."""
    if word.key in column.keys:
        return EXACT
    if _within(word, column.keys):
        return INITIALS
    alike = meanings(word.text, column.language).isdisjoint(column.senses)
    if not alike or not synonyms(word.key).isdisjoint(column.keys):
        return ALIKE
    return max((short_for(stump, word.text) for stump in column.stumps), default=0.0)


def _within(word: Word, keys: Collection[str]) -> bool:
    """True for a word of Chinese that is a piece of another."""
    return is_cjk(word.key) and len(word.key) > 1 and any(word.key in key for key in keys)
