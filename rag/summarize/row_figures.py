"""A figure of a table's row, which says of itself what it is: "Year: 2019; Tariff (€/m³): 1.55" has the column's name for what is
counted, the unit that the name gives, and the row's one date for its period."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.types import BREAK
from rag.verify.values.columns import cells
from rag.verify.values.dates import When
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import Statement

# "臭味投诉（件）: 288", "二噁英（纳克/立方米） = 0.041": a unit by its form, where it is none that is converted.
_BRACKETED = re.compile(r"([^;:=\n]{1,80}?\s?[(（]([^()（）;:=\n]{1,16})[)）])\s*(?::|=|：)\s*$")
_IN_BRACKETS = re.compile(r"[:=：]\s*\($")  # "(7.2)": below zero to an accountant, and not to others
_HEAD = re.compile(r"\)\s?(?::|=|：)\s*$")  # "Fee (basis points): 14"
_UNIT = re.compile(r"[^\d\s]+/[^\d\s]+|%|‰|[㐀-鿿]{1,6}|.*[²³].*")
_JOINT = re.compile(r"(?:^|[;\n])\s*$")


@dataclass(frozen=True, slots=True)
class RowFigure:
    """What a row says of one of its figures."""

    said: str  # the figure as it stands in its cell
    unit: str
    counted: str
    when: When


def row_figure(statement: Statement, figure: Figure) -> RowFigure | None:
    """What the row says of ``figure``; None outside of a row, without a unit in the column's name or one date in the row."""
    when = _date_of_row(statement, figure)
    if when is None:
        return None
    text = statement.text
    for cell in cells(text):
        if cell.figure.overlaps(figure.span):
            name = cell.name.of(text).strip()
            unit = cell.said if cell.said.strip() != name else figure.unit
            said = text[min(cell.figure.start, figure.span.start) : cell.figure.end]  # with its sign: "-4.3"
            plain = unit and unit != name and not _IN_BRACKETS.search(text, 0, cell.figure.start)
            return RowFigure(said, unit, name, when) if plain else None
    named = _BRACKETED.search(text, 0, figure.span.start)
    if named and _UNIT.fullmatch(named[2]) and _JOINT.search(text, 0, named.start()):
        return RowFigure(figure.span.of(text), named[2], named[1].strip(), when)
    return None


def _date_of_row(statement: Statement, figure: Figure) -> When | None:
    """The one date with a year of the row that holds the figure."""
    start = statement.text.rfind(BREAK, 0, figure.span.start) + 1
    end = statement.text.find(BREAK, figure.span.end)
    inside = [d for d in statement.dates if start <= d.span.start and (end < 0 or d.span.end <= end)]
    dated = [d for d in inside if d.year is not None]  # "Year ended 31 March: 2019" has a day of every year in its head
    heads = cells(statement.text)
    own = [d for c in heads if c.figure.overlaps(figure.span) for d in dated if d.span.overlaps(c.name)]
    dated = own or [d for d in dated if not any(d.span.overlaps(c.name) for c in heads)]  # a column's date is its own
    return dated[0] if len(dated) == 1 else None


def in_cell(statement: Statement, figure: Figure) -> bool:
    """True of a figure of a table's row, of which only the row itself says what it is."""
    headed = _HEAD.search(statement.text, max(0, figure.span.start - 6), figure.span.start) is not None
    return headed or any(cell.figure.overlaps(figure.span) for cell in cells(statement.text))
