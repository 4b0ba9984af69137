"""A claim that something was more or less "than planned", where the row has a column of that name: "Planned = 9.5; Spent = 8.1". English only."""

from __future__ import annotations

import re

from rag.same_word import same_word
from rag.text import content_words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.values.columns import Cell, cells
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import Statement, read
from rag.verify.words.negation import negations

_THAN = re.compile(
    r"\b(?:(?P<more>more|higher|larger|greater|bigger|longer|over|above|dearer)|(?P<less>less|fewer|lower|smaller|shorter|under|below|cheaper))\b(?: [\w'’-]+){0,3}? than "
    r"(?:(?:was|were|had been|is|it was|first|the|originally) ){0,2}(?P<column>[a-z]+)\b",
    re.IGNORECASE,
)


def check_than_column(text: str, best: str) -> list[Finding]:
    """A finding where every other figure of the row, of the unit of the column that is named, stands to it the other way."""
    asked, row = _THAN.search(text), cells(best)
    if asked is None or len(row) < 2 or negations(text):
        return []
    told = read(best)
    named = [c for c in row if _is_named(c, told, asked["column"])]
    if len(named) != 1 or (one := _figure(named[0], told)) is None:
        return []
    others = [f for c in row if c is not named[0] and (f := _figure(c, told)) and f.unit == one.unit]
    wrong = [f for f in others if (f.value < one.value) == (asked["more"] is not None)]
    if not others or len(wrong) < len(others) or any(f.value == one.value for f in others):
        return []
    reason = f"by the source's own figures it is the other way round: {others[0].text} against {one.text}"
    return [Finding(Status.CONTRADICTED, reason)]


def _is_named(cell: Cell, row: Statement, word: str) -> bool:
    return any(same_word(w.text, word.casefold()) for w in content_words(cell.named(row.text), row.language))


def _figure(cell: Cell, row: Statement) -> Figure | None:
    return next((f for f in row.figures if cell.figure.start <= f.span.start < cell.figure.end), None)
