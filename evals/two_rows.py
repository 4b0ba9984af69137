"""A sentence on two years of one row's kind: "more in 2023 than in 2022", "fell from 9,870 in 2022 to 9,455 in 2023", against the two rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evals.library import Shelved
from rag.places import place_of
from rag.sentences import sentences
from rag.types import Citation, Span
from rag.verify.values.dates import dates
from rag.verify.values.numbers import figures

_CELL = re.compile(r"(?:^|; )([^:;=]{1,120})(?:: | = )([^;]*)")
_NUMBER = re.compile(r"[-−–+]?[\d][\d.,\s]*%?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def other_row(text: str, one: Shelved, first: Citation) -> Citation | None:
    """The row that is as the ``first`` one but for its year, the other year of ``text``; None where there is no such row, or where the figures
    of ``text`` stand in several columns."""
    row, asked = _cells(first.quote), {d.year for d in dates(text) if d.year}
    own = _years(row) & asked
    if len(asked) != 2 or len(own) != 1:
        return None
    for citation in _rows(one):
        other = _cells(citation.quote)
        if _years(other) & asked == asked - own and _labels(other) == _labels(row):
            columns = [
                {name for cells in (row, other) for name, value in cells.items() if said == _bare(value)}
                for said in map(_bare, _figures(text))
            ]
            return citation if not columns or set.intersection(*columns) else None
    return None


def _rows(one: Shelved) -> Iterator[Citation]:
    for passage in one.passages:
        for span in sentences(passage.text):
            place = span.shifted(passage.span.start)
            if _cells(span.of(passage.text)):
                yield Citation(2, passage.id, passage.source_id, span.of(passage.text), place, place_of(passage, place))


def _cells(quote: str) -> dict[str, str]:
    """The cells of a row by the names of their columns; none of a sentence, nor of a row of one cell."""
    found = {name.strip(): value.strip(" .") for name, value in _CELL.findall(quote)}
    return found if len(found) > 1 else {}


def _years(cells: dict[str, str]) -> set[int]:
    return {int(year) for value in cells.values() if _YEAR.match(value) for year in _YEAR.findall(value)[:1]}


def _labels(cells: dict[str, str]) -> dict[str, str]:
    """What the row is of, besides its year."""
    return {name: value for name, value in cells.items() if not _NUMBER.fullmatch(value) and not _YEAR.match(value)}


def _figures(text: str) -> list[str]:
    return [
        Span(f.span.start, f.span.end).of(text) for f in figures(text) if f.kind == "quantity" and f.unit != "ordinal"
    ]


def _bare(value: str) -> str:
    """A figure's digits without what parts its thousands and without its unit."""
    found = re.search(r"\d[\d.,]*\d|\d", value)
    return found[0].replace(",", "") if found else ""
