"""The row with the most or the fewest of what a column counts: "In which year were there the most incidents?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.grammar.verb_forms import may_be_verb
from rag.rows.match import MET, Word, by_cells, by_name, by_title, words_of
from rag.rows.said import term_of
from rag.rows.table import LEAST, YEAR, Column, Table

CERTAIN = 0.95  # the row is reckoned, not guessed; what is left is whether that column was meant
_TIES = 3  # rows that share the first place, at most
_MOST = re.compile(
    r"\b(?:most|highest|largest|biggest|greatest)\b(?! (?:of|recent|recently|likely|often|important|common)\b)", re.I
)
_LEAST = re.compile(r"\b(?:fewest|least|lowest|smallest)\b(?! (?:of|recent|likely|often|important)\b)", re.I)
_BOUND = re.compile(r"\bat (?:most|least)\b", re.I)
_LABEL = re.compile(r"\b(?:which|what) (?P<label>[a-z]+)\b|\b(?P<when>when)\b", re.I)
_ALL = re.compile(r"\W*(?:grand )?(?:total|all|sum|overall|average|mean)\b", re.I)
_NUMBER = re.compile(r"[-−]?\d+(?:[,\s]\d{3}(?!\d))*(?:[.,]\d+)?")  # 1,234.5 and 11,2


def most(question: str, table: Table) -> tuple[int, ...]:
    """The rows of ``table`` (counted in it) that have the most, or the fewest, of what ``question`` asks for; () where it asks for none, or not surely
    of this table: every word has to be met by the column, a cell, the heading or what the rows are."""
    asked = _MOST.search(question) or _LEAST.search(question)
    label = _LABEL.search(question)
    if asked is None or label is None or _BOUND.search(question):
        return ()
    kind = "year" if label["when"] else label["label"]
    if not _has_rows_of(kind, table):
        return ()
    skipped = {term_of(asked[0].lower()), term_of(kind.lower())}
    words = [w for w in words_of(question) if w.key not in skipped]
    column = _column(words, table)
    if column is None:
        return ()
    others = [w for w in words if by_name(w, column) < MET]
    rows = [n for n in range(len(table.rows)) if not _sums_up(n, table)]
    for word in others:
        met = by_cells(word, table)
        if met.max() >= MET:
            rows = [n for n in rows if met[n] >= MET]
        elif by_title(word, table) < MET and (word.named or not may_be_verb(word.text.lower())):
            return ()
    counted = {n: value for n in rows if (value := _value(column, n)) is not None}
    if len(counted) < LEAST:
        return ()
    best = (max if _MOST.search(question) else min)(counted.values())
    found = tuple(n for n, value in counted.items() if value == best)
    return found if len(found) <= _TIES else ()


def _has_rows_of(kind: str, table: Table) -> bool:
    """True when the rows of a table are told apart by such a thing: a column is named so, or of years holds years."""
    labels = [c for c in table.columns if not c.measure]
    if any(term_of(kind.lower()) in c.keys for c in labels):
        return True
    return kind.lower() == "year" and any(c.values and all(YEAR.search(v) for v in c.values) for c in labels)


def _column(words: Sequence[Word], table: Table) -> Column | None:
    """The one column of figures that the question names best, by its words and then by how much of its name they are."""

    def fit(column: Column) -> tuple[int, float]:
        met = sum(by_name(w, column) >= MET for w in words)
        return met, met / max(1, len(column.keys))

    fits = sorted(((fit(c), n) for n, c in enumerate(table.measures)), reverse=True)
    if not fits or not fits[0][0][0] or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    return table.measures[fits[0][1]]


def _sums_up(row: int, table: Table) -> bool:
    """True for the row of a total."""
    return any(not c.measure and c.codes[row] >= 0 and _ALL.match(c.values[c.codes[row]]) for c in table.columns)


def _value(column: Column, row: int) -> float | None:
    code = column.codes[row]
    match = _NUMBER.search(column.values[code]) if code >= 0 else None
    if match is None:
        return None
    return float(re.sub(r"[,\s](?=\d{3}(?!\d))", "", match[0]).replace(",", ".").replace("−", "-"))
