"""Tables of a PDF page that no rules frame: rows of figures that stand under each other, with what names and groups them.

A column is where figures of several rows stand over each other. A line is of the table while its cells stand in these columns; what stands
above it names a column when it stands over that column. What is not certain is left out: then a row has no names.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rag.ingest.formats.grid import BEFORE, BEHIND, SAME, UNIT, Grid, is_period, is_value
from rag.ingest.formats.pdf_drawn import Box
from rag.ingest.formats.pdf_page import Cell, Line

_STEP = 3.2  # from row to row, in letters' sizes
_SLACK = 0.7  # of the letters' size, by which edges of a column may differ
_FEWEST = 3  # rows of a table of one column of figures, or of words
_MOST_ABOVE = 6  # lines that name columns
_SHORT = 4  # words of a cell of a table of words, in the mean
_CAPTION = re.compile(r"(?:table|exhibit|schedule|tabla|cuadro|anexo)\s+[\dA-Z]|表\s*\d", re.IGNORECASE)
_NEAR = 3.0  # points, between rules that meet


class Found(NamedTuple):
    """A table among lines: from the first of them to before the last, and what it says."""

    start: int
    end: int
    grid: Grid


def find_tables(lines: Sequence[Line]) -> list[Found]:
    """The tables among the lines of a page in reading order."""
    found: list[Found] = []
    at = 0
    while at < len(lines):
        table = _figures_from(lines, at, found[-1].end if found else 0) or _words_from(lines, at)
        if table:
            found.append(table)
        at = table.end if table else at + 1
    return found


def _figures_from(lines: Sequence[Line], start: int, free: int) -> Found | None:
    """The table whose first row of figures is at ``start``; ``free``: from where lines belong to no table yet."""
    if not _is_row(lines[start]):
        return None
    rows = [start]
    at = start + 1
    while at < len(lines) and _follows(lines[at - 1], lines[at]) and at - rows[-1] < _MOST_ABOVE:
        if _is_row(lines[at]) and any(_aligned(lines[row], lines[at]) for row in rows[-3:]):
            rows.append(at)
        elif (lines[at].cells and not all(is_period(c.text) for c in lines[at].cells[1:])) or len(
            lines[at].text.split()
        ) > 3 * _SHORT:
            break
        at += 1
    columns = _columns([lines[row] for row in rows])
    if len(rows) < (_FEWEST if len(columns) == 1 else 2) or not columns:
        return None
    edge = columns[0].left
    end = rows[-1] + 1
    while end < at and not _parts(lines[end])[1] and lines[end].text[:1].islower() and lines[end].right < edge:
        end += 1  # a label that goes on below the last row
    inside = lines[start:end]
    if any(not _is_row(line) and line.right > edge and line.left < edge - line.size for line in inside):
        return None  # prose runs through it
    top = 0
    while top < len(inside) - 1 and _names_only(inside[top]):
        top += 1
    top += start
    first = start
    while first > max(free, start - _MOST_ABOVE) and _follows(*lines[first - 1 : first + 1]):
        if not _over(lines[first - 1], columns):
            break
        first -= 1
    units = [line.text.strip() for line in lines[first:top] if UNIT.fullmatch(line.text.strip())]
    names = [_named(line, columns) for line in lines[first:top] if line.text.strip() not in units]
    said = list(zip(*names, strict=True))[1:]
    certain = all(map(any, said)) and len(set(said)) == len(said)
    while first > free and _follows(*lines[first - 1 : first + 1]) and _is_caption(lines[first - 1]):
        first -= 1
        units.insert(0, lines[first].text)
    body, lefts = _rows(lines[top:end], columns)
    lefts = [0.0] * len(names) + lefts
    heads = len(names) * certain if names else None  # where nothing stands over the figures they may tell
    return Found(first, end, Grid.of(names + body, heads, " ".join(units), lefts))


def _words_from(lines: Sequence[Line], start: int) -> Found | None:
    """The table of short words at ``start``: at least three rows whose cells all begin under each other."""
    first = lines[start]
    end = start + 1
    while (
        end < len(lines)
        and first.cells
        and _follows(lines[end - 1], lines[end])
        and len(lines[end].cells) == len(first.cells)
        and all(abs(a.left - b.left) < _SLACK * first.size for a, b in zip(first.cells, lines[end].cells, strict=True))
    ):
        end += 1
    cells = [[cell.text for cell in line.cells] for line in lines[start:end]]
    words = sum(len(cell.split()) for row in cells for cell in row)
    if end - start < _FEWEST or words > _SHORT * len(first.cells) * len(cells):
        return None
    heads = 1 if first.bold and not all(line.bold for line in lines[start:end]) else None
    return Found(start, end, Grid.of(cells, heads))


def _follows(above: Line, line: Line) -> bool:
    return 0.3 * line.size < above.y - line.y < _STEP * max(above.size, line.size)


def _parts(line: Line) -> tuple[str, list[Cell]]:
    """The label of a line and its figures, signs in cells of their own put to them."""
    label: list[str] = []
    values: list[Cell] = []
    sign: Cell | None = None
    for cell in line.stretches:
        if sign:
            cell, sign = Cell(f"{sign.text}{cell.text}", sign.left, cell.right), None
        if BEFORE.fullmatch(cell.text):
            sign = cell
        elif values and BEHIND.fullmatch(cell.text):
            values[-1] = values[-1]._replace(text=f"{values[-1].text}{cell.text}", right=cell.right)
        elif values or (is_value(cell.text) and (label or is_period(cell.text) or line.cells)):
            values.append(cell)
        else:
            label.append(cell.text)
    years = [is_period(value.text) for value in values]
    if values and not label and years[0] and not all(years):
        return values[0].text, values[1:]  # a year that names its row
    return " ".join(label), values


def _is_row(line: Line) -> bool:
    label, values = _parts(line)
    return (
        bool(line.cells and values) and all(is_value(cell.text) for cell in values) and (bool(label) or len(values) > 1)
    )


def _names_only(line: Line) -> bool:
    label, values = _parts(line)
    return bool(values) and all(is_period(cell.text) for cell in values) and (not label or bool(UNIT.fullmatch(label)))


def _aligned(one: Line, other: Line) -> bool:
    slack = _SLACK * max(one.size, other.size)
    return any(
        min(abs(a.right - b.right), abs(a.left - b.left), abs(a.middle - b.middle)) < slack
        for a in _parts(one)[1]
        for b in _parts(other)[1]
    )


def _columns(rows: Sequence[Line]) -> list[Cell]:
    """Where the figures of the rows stand over each other, without what they say."""
    found: list[Cell] = []
    for left, right in sorted((cell.left, cell.right) for row in rows for cell in _parts(row)[1]):
        if found and left < found[-1].right:
            found[-1] = found[-1]._replace(right=max(found[-1].right, right))
        else:
            found.append(Cell("", left, right))
    return found


def _over(line: Line, columns: Sequence[Cell]) -> bool:
    """True for a line above the figures whose cells name columns: each stands over some, but for one above the labels."""
    edge = columns[0].left
    cells = line.stretches
    named = [cell for cell in cells if cell.right > edge]
    rest = [cell for cell in cells if cell not in named]
    whole = Cell("", edge, columns[-1].right)
    if len(cells) == 1 and abs(cells[0].middle - whole.middle) > (whole.right - whole.left) / 4:
        return False  # a title over the whole table
    if not named or len(rest) > 1 or any(len(cell.text.split()) > 2 * _SHORT for cell in cells):
        return False
    return all(cell.right < edge + line.size for cell in rest) and (
        bool(line.cells) or line.left > edge - 6 * line.size
    )


def _named(line: Line, columns: Sequence[Cell]) -> list[str]:
    """What a line above the figures says of the labels, and of each column: in the cell that the column's middle, or whose middle, is
    within; of cells over equal shares of the columns, in turn."""
    cells = [cell for cell in line.stretches if cell.right > columns[0].left]
    label = " ".join(cell.text for cell in line.stretches if cell not in cells)
    slack = _SLACK * line.size
    found = []
    for column in columns:
        over = [c for c in cells if c.left - slack < column.middle < c.right + slack]
        over = over or [c for c in cells if column.left - slack < c.middle < column.right + slack]
        found.append(over[0].text if len(over) == 1 else "")
    if cells and "" in found and len(columns) % len(cells) == 0:
        share = len(columns) // len(cells)
        groups = [columns[n * share : (n + 1) * share] for n in range(len(cells))]
        both = zip(cells, groups, strict=True)
        if all(group[0].left - slack <= cell.middle <= group[-1].right + slack for cell, group in both):
            found = [cells[n // share].text for n in range(len(columns))]
    return [label, *found]


def _rows(lines: Sequence[Line], columns: Sequence[Cell]) -> tuple[list[list[str]], list[float]]:
    """The cells of the rows, labels of several lines put together, and where each label begins."""
    rows: list[list[str]] = []
    lefts: list[float] = []
    held: list[Line] = []  # a label that goes on
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        label, values = _parts(line)
        if not values and following and _parts(following)[1] and following.text[:1].islower():
            held.append(line)
            continue
        if not values and line.text[:1].islower() and rows and any(rows[-1][1:]):
            rows[-1][0] += f" {line.text}"
            continue
        figures = [""] * len(columns)
        for cell in values:
            nearest = min(range(len(columns)), key=lambda n: abs(columns[n].middle - cell.middle))
            figures[nearest] = f"{figures[nearest]} {cell.text}".strip()
        rows.append([" ".join([*(one.text for one in held), label]), *figures])
        lefts.append(held[0].left if held else line.left)
        held = []
    return rows, lefts


def _is_caption(line: Line) -> bool:
    text = line.text.strip()
    short = _CAPTION.match(text) and len(text.split()) < 25
    return not line.cells and bool(UNIT.fullmatch(text) or short)


class Frame(NamedTuple):
    """A framed table: the places of its rules, and where each is."""

    xs: list[float]  # from the left
    ys: list[float]  # from the top
    rules: list[Box]

    def holds(self, line: Line) -> bool:
        """True for a line inside."""
        middle = line.y + line.size / 3
        return self.ys[-1] < middle < self.ys[0] and self.xs[0] - _NEAR < line.left and line.right < self.xs[-1] + _NEAR

    def grid(self, lines: Sequence[Line]) -> Grid | None:
        """The table of ``lines``; None where the rules do not part its rows, or where it is a frame around text."""
        held: dict[tuple[int, int], list[tuple[Line, Cell]]] = {}
        for line in lines:
            row = sum(line.y + line.size / 3 < edge for edge in self.ys[1:-1])
            for cell in line.stretches:
                column = sum(cell.middle > edge for edge in self.xs[1:-1])
                held.setdefault(self._region(row, column), []).append((line, cell))
        rows, columns = ({place[n] for place in held} for n in (0, 1))
        stacked = [row for (row, _), some in held.items() if sum(is_value(cell.text) for _, cell in some) > 1]
        if len(columns) < 2 or len(rows) < 2 or stacked:
            return None
        said = {place: " ".join(cell.text for _, cell in some) for place, some in held.items()}
        places = [[self._region(row, column) for column in range(len(self.xs) - 1)] for row in range(len(self.ys) - 1)]
        cells = [[SAME if place[1] < n else said.get(place, "") for n, place in enumerate(row)] for row in places]
        cells = [row for row in cells if any(cell.strip(SAME) for cell in row)]
        told, first = Grid.of(cells), min(rows)
        plain = {row == first for (row, _), some in held.items() for line, _ in some if not line.bold}
        return Grid.of(cells, 1) if not told.header and plain == {False} else told

    def _region(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merged ones that this is one of."""
        y = (self.ys[row] + self.ys[row + 1]) / 2
        while column and not any(
            abs(rule.left - self.xs[column]) <= _NEAR and rule.bottom <= y <= rule.top for rule in self.rules
        ):
            column -= 1
        x = (self.xs[column] + self.xs[column + 1]) / 2
        while row and not any(
            abs(rule.bottom - self.ys[row]) <= _NEAR and rule.left <= x <= rule.right for rule in self.rules
        ):
            row -= 1
        return row, column


def frames(rules: Iterable[Box]) -> list[Frame]:
    """The framed tables: rules that meet, at least two rows and two columns of them."""
    found = []
    for group in _groups(rules):
        lying = {rule.right - rule.left > rule.top - rule.bottom for rule in group}
        xs = _places(edge for rule in group for edge in (rule.left, rule.right))
        ys = _places(edge for rule in group for edge in (rule.bottom, rule.top))
        if len(lying) == 2 and len(xs) > 2 and len(ys) > 2:
            found.append(Frame(xs, ys[::-1], group))
    return found


def _groups(rules: Iterable[Box]) -> list[list[Box]]:
    """The rules in groups of those that meet."""
    groups: list[tuple[Box, list[Box]]] = []  # with the box around them
    for rule in sorted(rules, key=lambda rule: -rule.top):
        around, own = rule, [rule]
        apart = []
        for box, others in groups:
            if _meet(around, box):
                own += others
                low, high = map(min, around[:2], box[:2]), map(max, around[2:], box[2:])
                around = Box(*low, *high)
            else:
                apart.append((box, others))
        groups = [*apart, (around, own)]
    return [group for _, group in groups]


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left <= other.right + _NEAR
        and other.left <= one.right + _NEAR
        and one.bottom <= other.top + _NEAR
        and other.bottom <= one.top + _NEAR
    )


def _places(values: Iterable[float]) -> list[float]:
    """``values`` in order, those that are near each other as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found
