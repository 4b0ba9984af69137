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
            return RowFigure(cell.figure.of(text), unit, name, when) if unit and unit != name else None
    named = _BRACKETED.search(text, 0, figure.span.start)
    if named and _UNIT.fullmatch(named[2]) and _JOINT.search(text, 0, named.start()):
        return RowFigure(figure.span.of(text), named[2], named[1].strip(), when)
    return None


def _date_of_row(statement: Statement, figure: Figure) -> When | None:
    """The one date with a year of the row that holds the figure."""
    start = statement.text.rfind(BREAK, 0, figure.span.start) + 1
    end = statement.text.find(BREAK, figure.span.end)
    inside = [d for d in statement.dates if start <= d.span.start and (end < 0 or d.span.end <= end)]
    return inside[0] if len(inside) == 1 and inside[0].year is not None else None
