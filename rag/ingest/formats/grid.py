"""A table's rows as they stand, "Freight | 12 | 9", under the line that names its columns where that is certain.

Which of the first rows name the columns is told by the file (header cells) or by figures: names have none but years, and below
them some column has nothing else. Where neither tells, a row stands without names.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rag.ingest.clean import Part
from rag.sources import GROUP, HEADING, UNDER

SAME = "\ue000"  # in the place of a cell that goes on from the left; of private use, which no stored text has
FIGURE = re.compile(
    r"[(\[<>~≈±]{0,2}[-+−–]?\s?(?:[A-Z]{0,3}[$€£¥￥]|[A-Z]{3}(?=\s))?\s?[(]?[-+−–]?\s?\d[\d.,\s]*\s?[)\]]?\s?(?:%|‰|[^\W\d_]{1,3})?\s?[)\]]?[⁰¹²³⁴-⁹*†‡]*"
)
NOTHING = re.compile(r"(?:[$€£¥]\s?)?[-−–—.…*]{1,3}%?|n/?[am]\.?", re.IGNORECASE)  # where a figure would stand
YEAR = re.compile(r"\(?(?:1[5-9]|20)\d\d(?:\s?[-/–]\s?\d{2,4})?\)?[EePp]?[⁰¹²³⁴-⁹*†‡]*")
# A time of day or a day in a cell: "03:17:42", "2021-02-23 03:02 UTC", "4 Nov 2021"
_TIME = re.compile(
    r"(?:\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{1,2}\.? [^\W\d_]{3,10}\.? (?:1[5-9]|20)\d\d|[^\W\d_]{3,10}\.? \d{1,2}, (?:1[5-9]|20)\d\d)?"
    r"(?:(?:^|[T,]? ?)\d{1,2}:\d\d(?::\d\d)?(?: ?(?:[ap]\.?m\.?|UTC|GMT|h|Z))?)?",
    re.IGNORECASE,
)
UNIT = re.compile(r"[(（].{1,120}[)）]")
# signs in cells of their own: "$" before a figure, ")" and "%" behind
BEFORE, BEHIND = re.compile(r"[(\[]?\s?[A-Z]{0,3}[$€£¥￥]\s?[(\[]?|[(\[]"), re.compile(r"[)\]]?\s?[%‰]?[)\]]?(?<=.)")
_MOST_HEADS = 4  # rows that name columns
_INDENT = 3.0  # points
_FIGURES = 0.6  # of a column's cells, from which it is one of figures


class Row(NamedTuple):
    """A row and its number, from 1; ``group``: the names of the groups it is in; ``names``: it only names one."""

    number: int
    cells: tuple[str, ...]
    group: str = ""
    names: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what stands over it, the names of its columns where they are certain, its rows."""

    caption: str
    header: tuple[str, ...]  # a name for each column, "" for one without; empty where they are not certain
    rows: tuple[Row, ...]

    @classmethod
    def of(
        cls, cells: Sequence[Sequence[str]], heads: int | None = None, caption: str = "", lefts: Sequence[float] = ()
    ) -> "Grid":
        """The grid of cells given row by row; ``heads``: how many rows name the columns, None where the file does not say.

        ``lefts``: where the label of each row begins, in points; a row that only names something is over those that are indented below it.
        Without them it is so only where it goes across the table.
        """
        width = max(map(len, cells))
        whole = [_tidied([*row, *[""] * (width - len(row))]) for row in cells]
        first = 0
        over = [caption] if caption else []
        while first < min(_MOST_HEADS, len(whole) - 2) and width > 1 and _alone(whole[first]):
            over.append(whole[first][0])  # a title across the table
            first += 1
        count = _heads(whole[first:]) if heads is None else min(max(heads - first, 0), len(whole) - first)
        if count == len(whole) - first:
            count = 0  # of names alone nothing can be said
        start = first + count
        top = [_spread(row) for row in whole[first:start]]
        units = [_unit(row) for row in top]
        over += [unit for unit in units if unit]
        kept = [n for n in range(width) if any(row[n].strip(SAME) for row in whole[start:])]
        names = [
            " ".join(dict.fromkeys(row[n] for row, unit in zip(top, units, strict=True) if row[n] not in ("", unit)))
            for n in kept
        ]
        told = list(filter(None, names))
        header = tuple(names) if told and len(set(told)) == len(told) else ()
        start = start if header else first
        rows = [[row[n] for n in kept] for row in whole]
        return cls(" ".join(over), header, tuple(_rows(rows, start, lefts)))


def told(grid: Grid, place: str, path: str) -> list[Part]:
    """The parts of a table as it stands: its caption and the line of its columns' names as headings, then every row with
    ``place`` and its number. All rows have the line of names in their path, so each passage of a table is read under it."""
    over, parts = path, []
    for head in filter(None, (grid.caption, line(grid.header))):
        parts.append(Part(head, place, over, HEADING))
        over = UNDER.join(filter(None, (over, head)))
    for row in grid.rows:
        if any(row.cells):
            under = UNDER.join(filter(None, (over, row.group)))
            said = row.cells[0] if row.names else line(row.cells)
            parts.append(Part(said, f"{place}, row {row.number}", under, GROUP if row.names else ""))
    return parts


def line(cells: Sequence[str]) -> str:
    """Cells as they stand beside each other: "Freight | 12 | | 9"; "" of none."""
    return " ".join(" | ".join(cells).split())


def is_value(cell: str) -> bool:
    """True for a figure, a time or day, or a mark that stands for none."""
    return bool(cell) and bool(FIGURE.fullmatch(cell) or NOTHING.fullmatch(cell) or _TIME.fullmatch(cell))


def is_period(cell: str) -> bool:
    """True for a year or a day, as the names of columns have it."""
    return bool(YEAR.fullmatch(cell) or (cell and ":" not in cell and _TIME.fullmatch(cell)))


def _rows(cells: Sequence[Sequence[str]], start: int, lefts: Sequence[float]) -> Iterable[Row]:
    groups: list[tuple[float, str]] = []  # with where each begins
    for number, row in enumerate(cells[start:], start + 1):
        bare = tuple("" if cell == SAME else cell for cell in row)
        names = (len(row) > 2 or bool(lefts)) and _alone(row) and number < len(cells) and not is_value(row[0])
        left = lefts[number - 1] if lefts else 0.0
        if lefts or names:
            groups = [one for one in groups if one[0] < left - _INDENT]
        yield Row(number, bare, UNDER.join(text for _, text in groups), names)
        if names and (lefts or all(cell == SAME for cell in row[1:])):
            groups.append((left, bare[0].rstrip(":")))


def _alone(row: Sequence[str]) -> bool:
    """True for a row of which only the first cell says something."""
    return bool(row[0].strip(SAME)) and not any(cell.strip(SAME) for cell in row[1:])


def _heads(cells: Sequence[Sequence[str]]) -> int:
    """How many of the first rows name the columns; 0 where nothing tells that any does."""
    width = len(cells[0])
    count = 0
    while count < min(_MOST_HEADS, len(cells) - 1) and _may_name(cells[count]):
        count += 1
    while count:
        below = [[row[n] for row in cells[count:] if row[n].strip(SAME)] for n in range(width)]
        figures = [n for n in range(width) if below[n] and sum(map(is_value, below[n])) >= _FIGURES * len(below[n])]
        above = _spread(next((row for row in reversed(cells[:count]) if not _unit(row)), cells[0]))
        if any(
            above[n] and (not is_value(above[n]) or (is_period(above[n]) and not all(map(is_period, below[n]))))
            for n in figures
        ):
            return count
        count -= 1
    first = cells[0]
    named = width > 2 and len(cells) > 1 and all(first) and len(set(first)) == width
    return int(named and not any(map(is_value, first)))


def _may_name(row: Sequence[str]) -> bool:
    if _unit(row):
        return True
    filled = [cell for cell in row if cell.strip(SAME)]
    if not filled or _alone(row) or (is_value(filled[0]) and not is_period(filled[0])):
        return False
    return all(is_period(cell) or not is_value(cell) for cell in filled[bool(row[0].strip(SAME)) :])


def _spread(row: Sequence[str]) -> list[str]:
    """``row`` with what a cell says in every column that it goes over."""
    found: list[str] = []
    for cell in row:
        found.append((found[-1] if found else "") if cell == SAME else cell)
    return found


def _tidied(row: Sequence[str]) -> list[str]:
    """``row`` with signs that stand in cells of their own put to their figures: "$" before, ")" and "%" behind."""
    found = list(row)
    for n, cell in enumerate(found):
        if BEFORE.fullmatch(cell) and n + 1 < len(found) and FIGURE.fullmatch(found[n + 1]):
            found[n], found[n + 1] = "", f"{cell}{found[n + 1]}"
        elif BEHIND.fullmatch(cell):
            last = next((m for m in range(n - 1, -1, -1) if found[m].strip(SAME)), 0)
            if any(letter.isdigit() for letter in found[last]) and last:
                found[n], found[last] = "", f"{found[last]}{cell}"
    return found


def _unit(row: Sequence[str]) -> str:
    """What a row of names says in brackets of the whole table, in its first cell or alone: "(in millions)"."""
    if UNIT.fullmatch(row[0]):
        return row[0]
    rest = {cell for cell in row if cell.strip(SAME)}
    return next(iter(rest)) if len(rest) == 1 and UNIT.fullmatch(next(iter(rest))) else ""
