"""A figure of a table's row beside prose: what its column counts has to be what the prose tells, and at the row's own time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.same_word import same_word
from rag.text import content_words
from rag.verify.values.columns import Cell, cells
from rag.verify.values.dates import compatible
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import Statement, read

_EDGE = re.compile(r"[.!?;](?=\s|$)")
# "Year ended 31 March: 2022", "Year to 5 April = 2019": the year of the row ends on that day of it.
_YEAR_ENDS = re.compile(
    r"(?:^|[;\n])\s*(?:(?:financial|fiscal|school)\s+)?years?\s+(?:ended|ending|to)\s+(?P<day>[^:=;\n]{3,20}?)\s*(?: =|:)\s+(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)


def other_column(a: str, b: str, said: tuple[str, str], language: str = "en") -> bool:
    """True where one of the two figures that differ stands in a row whose column the other's words do not name, or whose
    year ends on another day than theirs. ``said``: the figures as the difference gives them."""
    one, two = read(a, language), read(b, language)
    for mine, theirs, figure, other in ((one, two, *said), (two, one, said[1], said[0])):
        for cell in _cells_of(mine, figure):
            clause = _clause(theirs, other)
            if not _names(cell, mine.text, clause, language) or _ends_otherwise(mine.text, theirs):
                return True
    return False


def _cells_of(statement: Statement, said: str) -> Iterator[Cell]:
    """The cells of the row that hold the figure that is told as ``said``."""
    row = cells(statement.text)
    for figure in _told(statement, said) if row else ():
        yield from (c for c in row if c.figure.start <= figure.span.start < c.figure.end)


def _told(statement: Statement, said: str) -> list[Figure]:
    return [f for f in statement.figures if said in (f.qualified, f.said, f.text)]


def _clause(statement: Statement, said: str) -> str:
    """What the figure's own sentence says, or, of a row, the name of its column; all of it where the figure is not found."""
    for figure in _told(statement, said):
        for cell in cells(statement.text):
            if cell.figure.start <= figure.span.start < cell.figure.end:
                return cell.name.of(statement.text)
        edges = [m.end() for m in _EDGE.finditer(statement.text)]
        start = max((e for e in edges if e <= figure.span.start), default=0)
        end = min((e for e in edges if e >= figure.span.end), default=len(statement.text))
        return statement.text[start:end]
    return statement.text


def _names(cell: Cell, row: str, clause: str, language: str) -> bool:
    """True where every word of the column's name outside brackets stands in the clause, or the name has none."""
    have = {w.text for w in content_words(clause, language)}
    return all(any(same_word(w.text, h) for h in have) for w in content_words(cell.named(row), language))


def _ends_otherwise(row: str, prose: Statement) -> bool:
    """True where the row is of a year that ends on a day, and the prose tells of another day of a year."""
    ends = _YEAR_ENDS.search(row)
    if ends is None:
        return False
    day = next(iter(read(f"{ends['day']} {ends['year']}", prose.language).dates), None)
    return day is not None and bool(prose.dates) and not any(compatible(day, when) for when in prose.dates)
