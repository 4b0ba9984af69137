"""A question held against a table: the row that its words name, and what speaks for and against it as the answer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rag.content import content, surfaces
from rag.glossary import synonyms
from rag.grammar.verb_forms import may_be_verb
from rag.rows.said import MADE, short_for, term_of, written_out
from rag.rows.table import YEAR, Column, Table

Floats = npt.NDArray[np.float64]
EXACT, INITIALS, ALIKE, TITLE = (
    1.0,
    0.9,
    0.8,
    0.8,
)  # how far a word is met: by itself, in "GFA", by a synonym, by the heading
NAMED = 1.5  # weight of a name, a year or another number beside that of any other word
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
_REASON = re.compile(
    r"\W*(?:why|who|whose|whom|how come|how did|how does|how do|explain|what (?:do|does|did|happen\w*))\b", re.I
)
_OTHER = re.compile(  # what tables of counts seldom have, and then under that name
    r"\b(?:why|reasons?|caus(?:e[ds]?|ing)|because|forecasts?|projections?|projected|expected|predict\w*|planned|will|going to|targets?|budgets?|"
    r"costs?|prices?|worth|value|spen[dt]|paid|pay|earn\w*|should|opinions?|think)\b",
    re.I,
)
_ASKED = re.compile(r"\b(?:how (?:many|much)|which|what(?:['’]?s| is| was| were| are)?)\b", re.I)
_ENDS = re.compile(  # what is asked for
    r"(?:was|were|did|do|does|is|are|had|has|have|in|at|on|from|for|to|under|came|come|went|took|by|with|than|as|during|between|per|would|"
    r"could|there|over)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question that carries its matter, and its term."""

    text: str
    key: str
    weight: float
    beside: frozenset[str] = frozenset()  # of a number: the terms next to it, which may say what it counts

    @property
    def named(self) -> bool:
        """True for a name, a year or another number."""
        return self.weight > 1

    @property
    def period(self) -> bool:
        """True for a year, a month or a quarter."""
        return YEAR.fullmatch(self.text) is not None or MADE.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Match:
    """The rows of a table that a question names, and a figure for each of FEATURES; both empty where they are of another time."""

    rows: tuple[int, ...]  # counted in the table
    features: tuple[float, ...]


@lru_cache(maxsize=256)
def words_of(question: str) -> tuple[Word, ...]:
    """The words of a question, each once, its dates and periods in one spelling."""
    found: dict[str, Word] = {}
    beside = _beside(surfaces(written_out(question)))
    first = next(iter(question.split()), "").strip("¿¡\"'“")
    for word in content(written_out(question)):
        term = term_of(word)
        named = any(c.isdigit() for c in word) or (word[0].isupper() and word != first)
        found.setdefault(term, Word(word, term, NAMED if named else 1.0, beside.get(word, frozenset())))
    return tuple(found.values())


def _beside(words: Sequence[str]) -> dict[str, frozenset[str]]:
    """For each number the terms of the words around it: "week 2", "6 rain days"."""
    return {
        word: frozenset(map(term_of, [*words[max(0, n - 1) : n], *words[n + 1 : n + 3]]))
        for n, word in enumerate(words)
        if word.isdigit()
    }


def match(question: str, table: Table) -> Match | None:
    """The rows of ``table`` that meet most of the question, none where they are of another time; None where no word names any."""
    words = words_of(question)
    if not words:
        return None
    weight = np.array([w.weight for w in words])
    by_cell = np.array([by_cells(w, table) for w in words])  # (words, rows)
    named = np.array([max((by_name(w, c) for c in table.columns), default=0.0) for w in words])
    for place, length in _spelt(words, table):
        named[place : place + length] = INITIALS
    title = np.array([by_title(w, table) for w in words])
    met = np.maximum(by_cell, np.maximum(named, title)[:, None])
    score = weight @ np.where(by_cell >= MET, by_cell, 0) + 0.1 * weight @ met
    best = float(score.max())
    if best <= 0 or by_cell.max() < MET:
        return None
    tied = np.flatnonzero(score >= best - EQUAL)
    row = int(tied[0])
    if table.dated and any(w.period and m < MET for w, m in zip(words, met[:, row], strict=True)):
        return Match((), ())
    return Match(tuple(map(int, tied[:MOST])), tuple(_features(question, words, table, row, len(tied), met)))


def _features(question: str, words: Sequence[Word], table: Table, row: int, tied: int, met: Floats) -> Iterator[float]:
    met_here = met[:, row]
    yield min(2.0, sum(1 - float(m) for w, m in zip(words, met_here, strict=True) if w.named))
    yield min(
        2.0, sum(1.0 for w, m in zip(words, met_here, strict=True) if m < MET and not may_be_verb(w.text.lower()))
    )
    yield math.log(tied)
    measures = table.measures
    yield 1.0 if len(measures) == 1 else max((by_name(w, c) for w in words for c in measures), default=0.0)
    wanted = [float(met_here[n]) for n in asked_for(question, words)]
    yield 1 - sum(wanted) / len(wanted) if wanted else 0.0
    other = [m[0] for m in _OTHER.finditer(question) if not any(term_of(m[0]) in c.keys for c in table.columns)]
    yield float(bool(other) or _REASON.match(question) is not None)
    yield float(bool((met_here >= MET).all()) and not other and _REASON.match(question) is None)


def asked_for(question: str, words: Sequence[Word]) -> list[int]:
    """The places of the words that say what is asked for."""
    found = _ASKED.search(question)
    wanted: set[str] = set()
    for word in surfaces(written_out(question[found.end() :])) if found else ():
        if wanted and _ENDS.fullmatch(word):
            break
        wanted.add(term_of(word))
    return [n for n, word in enumerate(words) if word.key in wanted]


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
    return TITLE * (word.key in table.title or not synonyms(word.key).isdisjoint(table.title))


def by_cells(word: Word, table: Table) -> Floats:
    """How far each row meets the word by a cell; of figures only the very same count."""
    found = np.zeros(len(table.rows))
    meant = [c for c in table.columns if not word.beside.isdisjoint(c.keys)]  # "week 2" is no 2 of another column
    for column in meant or table.columns:
        if column.measure and not word.text[0].isdigit():
            continue
        by_value = np.zeros(len(column.values) + 1)  # the last for rows without a cell
        for place in column.holders.get(word.key, ()):
            by_value[place] = EXACT
        if not word.text[0].isdigit():
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
    if not synonyms(word.key).isdisjoint(column.keys):
        return ALIKE
    return max((short_for(stump, word.text) for stump in column.stumps), default=0.0)
