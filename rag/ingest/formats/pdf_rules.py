"""The rules drawn on a PDF page, and the tables that they frame: cells, merged ones too, by where the rules are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_float
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from rag.ingest.formats.grid import SAME, Grid, is_value
from rag.ingest.formats.pdf_ink import bounds

if TYPE_CHECKING:
    from rag.ingest.formats.pdf_lines import Cell, Line

Point = tuple[float, float]
Upright = tuple[float, float, float]  # x of an upright rule, its foot and its head

_PATH = 2  # FPDF_PAGEOBJ_PATH
_THIN, _NEAR, _LEAST = 2.5, 3.0, 6.0  # points: of a rule's width, between rules that meet, of a frame's side
_MOST = 1200  # rules of a page; a drawing has more


class Level(NamedTuple):
    """A rule that lies: its height and its ends."""

    y: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page."""

    levels: tuple[Level, ...] = ()
    uprights: tuple[Upright, ...] = ()


def rules_of(raw: Any, page: Any, width: float) -> Rules:
    """The thin paths of a page and the sides of its frames; none of a page that is a drawing."""
    objects = (raw.FPDFPage_GetObject(page, number) for number in range(raw.FPDFPage_CountObjects(page)))
    paths = [one for one in objects if raw.FPDFPageObj_GetType(one) == _PATH]
    if len(paths) > _MOST:
        return Rules()
    levels: list[Level] = []
    uprights: list[Upright] = []
    for one in paths:
        left, low, right, high = bounds(raw, one)
        wide, tall = right - left, high - low
        if tall <= _THIN < wide:
            levels.append(Level((low + high) / 2, left, right))
        elif wide <= _THIN < tall:
            uprights.append(((left + right) / 2, low, high))
        elif wide >= _LEAST and tall >= _LEAST and wide < 0.97 * width:
            for (x, y), (to_x, to_y) in _strokes(raw, one):
                if abs(y - to_y) <= _THIN:
                    levels.append(Level((y + to_y) / 2, min(x, to_x), max(x, to_x)))
                elif abs(x - to_x) <= _THIN:
                    uprights.append(((x + to_x) / 2, min(y, to_y), max(y, to_y)))
    return Rules(tuple(levels), tuple(uprights)) if len(levels) + len(uprights) <= _MOST else Rules()


def _strokes(raw: Any, path: Any) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path, closing ones too, from point to point of the page."""
    matrix, x, y = raw.FS_MATRIX(), c_float(), c_float()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    start = at = (0.0, 0.0)
    for number in range(min(raw.FPDFPath_CountSegments(path), _MOST)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        to = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = to
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield at, to
        at = to
        if raw.FPDFPathSegment_GetClose(segment):
            yield at, start


class Frame(NamedTuple):
    """A framed table: the places of its rules, and where each is."""

    xs: list[float]  # from the left
    ys: list[float]  # from the top
    rules: Rules

    def holds(self, line: Line) -> bool:
        """True for a line inside."""
        middle = line.y + line.size / 3
        return self.ys[-1] < middle < self.ys[0] and self.xs[0] - _NEAR < line.left and line.right < self.xs[-1] + _NEAR

    def grid(self, lines: Sequence[Line]) -> Grid | None:
        """The table of ``lines``; None where the rules do not part its rows, or where it is a frame around text."""
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        held: dict[tuple[int, int], list[tuple[Line, Cell]]] = {}
        for line in lines:
            for cell in line.stretches:
                place = self._region(*self._place(line, cell))
                held.setdefault(place, []).append((line, cell))
        filled = {column for _, column in held}
        if len(filled) < 2 or len({row for row, _ in held}) < 2 or _stacked(held):
            return None
        said = {place: "\n".join(cell.text for _, cell in some) for place, some in held.items()}
        cells = [[self._said(said, row, column) for column in range(columns)] for row in range(rows)]
        cells = [row for row in cells if any(cell.strip(SAME) for cell in row)]
        first = min(row for row, _ in held)
        top, below = (
            [line.bold for (row, _), some in held.items() if (row == first) is at for line, _ in some]
            for at in (True, False)
        )
        bold = all(top) and not all(below)
        flat = [[" ".join(cell.split("\n")) for cell in row] for row in cells]
        told = Grid.of(flat)
        return told if told.header or not bold else Grid.of(flat, 1)

    def _said(self, said: dict[tuple[int, int], str], row: int, column: int) -> str:
        place = self._region(row, column)
        return SAME if place[1] < column else said.get(place, "")

    def _place(self, line: Line, cell: Cell) -> tuple[int, int]:
        x, y = (cell.left + cell.right) / 2, line.y + line.size / 3
        column = sum(x > edge for edge in self.xs[1:-1])
        return sum(y < edge for edge in self.ys[1:-1]), column

    def _region(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merged ones that this is one of."""
        while column and not self._parted(row, column):
            column -= 1
        while row and not any(
            abs(level.y - self.ys[row]) <= _NEAR
            and level.left <= (self.xs[column] + self.xs[column + 1]) / 2 <= level.right
            for level in self.rules.levels
        ):
            row -= 1
        return row, column

    def _parted(self, row: int, column: int) -> bool:
        """True where a rule stands at the left of a cell."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return any(abs(x - self.xs[column]) <= _NEAR and low <= middle <= high for x, low, high in self.rules.uprights)


def frames(rules: Rules) -> list[Frame]:
    """The framed tables: rules that meet, at least two rows and two columns of them."""
    found = []
    for group in _groups(rules):
        uprights = [rule for rule in rules.uprights if rule in group]
        levels = [rule for rule in rules.levels if rule in group]
        if not uprights or not levels:
            continue
        xs = _places([x for x, _, _ in uprights] + [end for level in levels for end in (level.left, level.right)])
        ys = _places([level.y for level in levels] + [end for _, low, high in uprights for end in (low, high)])
        if len(xs) > 2 and len(ys) > 2:
            found.append(Frame(xs, ys[::-1], Rules(tuple(levels), tuple(uprights))))
    return found


def _groups(rules: Rules) -> list[set[tuple[float, ...]]]:
    """The rules in groups of those that meet."""
    groups: list[tuple[set[tuple[float, ...]], list[float]]] = []  # with left, low, right, high
    boxes = [(rule, [rule.left, rule.y, rule.right, rule.y]) for rule in rules.levels]
    boxes += [(rule, [rule[0], rule[1], rule[0], rule[2]]) for rule in rules.uprights]  # type: ignore[misc]  # both are tuples
    for rule, box in sorted(boxes, key=lambda one: -one[1][3]):
        own: set[tuple[float, ...]] = {rule}
        apart = []
        for others, around in groups:
            if _meet(box, around):
                own |= others
                box = [
                    *map(min, zip(box[:2], around[:2], strict=True)),
                    *map(max, zip(box[2:], around[2:], strict=True)),
                ]
            else:
                apart.append((others, around))
        groups = [*apart, (own, box)]
    return [group for group, _ in groups]


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return (
        one[0] <= other[2] + _NEAR
        and other[0] <= one[2] + _NEAR
        and one[1] <= other[3] + _NEAR
        and other[1] <= one[3] + _NEAR
    )


def _places(values: Iterable[float]) -> list[float]:
    """``values`` in order, those that are near each other as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _stacked(held: dict[tuple[int, int], list[tuple[Line, Cell]]]) -> bool:
    """True where a framed row holds several rows of figures: no rule parts them."""
    rows: dict[int, int] = {}
    for (row, _), some in held.items():
        figures = [cell for _, cell in some if is_value(cell.text)]
        rows[row] = rows.get(row, 0) + (len(figures) > 1)
    return any(count > 0 for count in rows.values())
