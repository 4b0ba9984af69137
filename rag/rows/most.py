"""The rows that are reckoned: the one with the most or the fewest of what a column counts ("In which year were there the most incidents?"), and
those of every year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.content import surfaces
from rag.rows.better import most_is_meant
from rag.rows.counts import value_in
from rag.rows.match import MET, by_cells, by_name, by_title
from rag.rows.phrasing import phrasing
from rag.rows.said import OWN_WORDS, term_of
from rag.rows.table import LEAST, YEAR, Column, Table
from rag.rows.words import Word, words_in
from rag.tokens import fold, is_cjk

CERTAIN = 0.95  # the row is reckoned, not guessed; what is left is whether that column was meant
_TIES = 3  # rows that share the first place, at most
_YEARS = 10  # years that are told where every year is asked for, the newest
_OF_YEARS = frozenset({"year", "ano", "anos", "年", "年份", "年度"})
_ALL = re.compile(
    r"\W*(?:(?:grand )?(?:total|all|sum|overall|average|mean)\b|(?:suma|promedio|media|conjunto|todos)\b|合计|总计|小计|平均|总和|全部)",
    re.I,
)


def most(question: str, table: Table) -> tuple[int, ...]:
    """The rows of ``table`` (counted in it) that have the most, or the fewest, of what ``question`` asks for; () where it asks for none, or not surely
    of this table: every word has to be met by the column, a cell, the heading or what the rows are."""
    said = phrasing(table.language)
    asked = said.most.search(question) or said.least.search(question) or said.judged.search(question)
    label = said.label.search(question)
    if asked is None or label is None or said.bound.search(question) or asks_reason(question, table):
        return ()
    kind = _kind("year" if label["when"] else label["label"] or label["of"], table)
    if not kind:
        return ()
    skipped = {term_of(word.lower(), table.language) for word in (*asked[0].split(), kind)}
    words = [w for w in words_in(question, table) if w.key not in skipped]
    counted = _counted(question[asked.end() :], table)
    if counted and any(by_name(counted, c) >= MET for c in table.measures):
        words = [counted, *(w for w in words if w.key != counted.key)]  # "the worst result": no common word there
    named = column_and_rows([replace(w, noun=counted is not None and w.key == counted.key) for w in words], table)
    if named is None:
        return ()
    columns, rows = named
    found = {_first(column, rows, most_is_meant(asked[0], said, column)) for column in columns}
    return found.pop() if len(found) == 1 else ()  # of columns that are named alike, where they agree


def _first(column: Column, rows: Sequence[int], most: bool | None) -> tuple[int, ...]:
    """The rows with the most, or the fewest, of what ``column`` counts; () where too many share the place, or where it is not known which is meant."""
    counted = {n: value for n in rows if (value := value_in(column, n)) is not None}
    if len(counted) < LEAST or most is None:
        return ()
    best = (max if most else min)(counted.values())
    found = tuple(n for n, value in counted.items() if value == best)
    return found if len(found) <= _TIES else ()


def yearly(question: str, table: Table) -> tuple[int, ...]:
    """The rows of every year, the newest _YEARS, where ``question`` asks for them and surely of one column of this table; else ()."""
    told = phrasing(table.language).yearly.search(question)
    years = next((c for c in table.labels if _holds_years(c)), None)
    if told is None or years is None or asks_reason(question, table):
        return ()
    words = words_in(f"{question[: told.start()]} {question[told.end() :]}", table)
    named = None if any(w.period for w in words) else column_and_rows(words, table)
    if named is None:
        return ()
    columns, rows = named
    if len(columns) > 1:
        return ()
    column = columns[0]
    found = [n for n in rows if value_in(column, n) is not None and years.codes[n] >= 0]
    if len(found) < LEAST or len({int(years.codes[n]) for n in found}) < len(found):
        return ()
    return tuple(sorted(sorted(found, key=lambda n: years.values[years.codes[n]])[-_YEARS:]))


def _counted(rest: str, table: Table) -> Word | None:
    """The word right behind "the longest", which is a noun there: "wait"."""
    told = surfaces(rest)[:1] if table.language not in OWN_WORDS else []
    return Word(told[0], term_of(told[0]), 1.0, noun=True) if told else None


def asks_reason(question: str, table: Table) -> bool:
    """True for a Spanish or Chinese question for a reason or a person; an English one has no such label."""
    return table.language in OWN_WORDS and phrasing(table.language).reason.search(question) is not None


def column_and_rows(words: Sequence[Word], table: Table) -> tuple[list[Column], list[int]] | None:
    """The columns of figures that the words name alike and the rows that they leave; None where one of them is met by nothing."""
    columns = _columns(words, table)
    if not columns:
        return None
    rows = [n for n in range(len(table.rows)) if not _sums_up(n, table)]
    for word in words:
        if all(by_name(word, column) >= MET for column in columns):
            continue
        met = by_cells(word, table)
        if met.max() >= MET:
            rows = [n for n in rows if met[n] >= MET]
        elif by_title(word, table) < MET and (word.named or not word.verb):
            return None
    return columns, rows


def _kind(said: str, table: Table) -> str:
    """What tells the rows of a table apart, where it is what is said: a column is named so, or of years holds years; of a run of Chinese the
    longest beginning that is such. "" where it is not."""
    for size in range(len(said), 0 if is_cjk(said) else len(said) - 1, -1):
        term = term_of(said[:size].lower(), table.language)
        if any(term in c.keys or (is_cjk(term) and any(term in key for key in c.keys)) for c in table.labels):
            return said[:size]
    return said if fold(said) in _OF_YEARS and any(map(_holds_years, table.labels)) else ""


def _holds_years(column: Column) -> bool:
    return bool(column.values) and all(YEAR.search(value) for value in column.values)


def _columns(words: Sequence[Word], table: Table) -> list[Column]:
    """The columns of figures that the question names best, by its words, then by how much of its name they are and how well they meet it."""

    def fit(column: Column) -> tuple[int, float, float]:
        far = [by_name(w, column) for w in words]
        met = sum(one >= MET for one in far)
        return met, met / max(1, len(column.keys)), sum(far)

    fits = [fit(c) for c in table.measures]
    best = max(fits, default=(0, 0.0, 0.0))
    return [c for c, one in zip(table.measures, fits, strict=True) if one == best and best[0]]


def _sums_up(row: int, table: Table) -> bool:
    """True for the row of a total."""
    return any(not c.measure and c.codes[row] >= 0 and _ALL.match(c.values[c.codes[row]]) for c in table.columns)
