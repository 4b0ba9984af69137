"""Tables that rules frame on a PDF page: cells, merged ones too, by where the rules are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rag.ingest.formats.grid import SAME, Grid, is_value
from rag.ingest.formats.pdf_drawn import Box
from rag.ingest.formats.pdf_page import Cell, Line

_NEAR = 3.0  # points, between rules that meet


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
            for cell in line.stretches:
                held.setdefault(self._place(line, cell), []).append((line, cell))
        rows, columns = ({place[n] for place in held} for n in (0, 1))
        stacked = [row for (row, _), some in held.items() if sum(is_value(cell.text) for _, cell in some) > 1]
        if len(columns) < 2 or len(rows) < 2 or stacked:
            return None
        said = {place: " ".join(cell.text for _, cell in some) for place, some in held.items()}
        cells = [
            [self._said(said, row, column) for column in range(len(self.xs) - 1)] for row in range(len(self.ys) - 1)
        ]
        cells = [row for row in cells if any(cell.strip(SAME) for cell in row)]
        told = Grid.of(cells)
        first = min(rows)
        bold, others = (
            all(line.bold for (row, _), some in held.items() if (row == first) is top for line, _ in some)
            for top in (True, False)
        )
        return told if told.header or not bold or others else Grid.of(cells, 1)

    def _said(self, said: dict[tuple[int, int], str], row: int, column: int) -> str:
        place = self._region(row, column)
        return SAME if place[1] < column else said.get(place, "")

    def _place(self, line: Line, cell: Cell) -> tuple[int, int]:
        """The row and the column that a cell of a line stands in."""
        x, y = (cell.left + cell.right) / 2, line.y + line.size / 3
        return self._region(sum(y < edge for edge in self.ys[1:-1]), sum(x > edge for edge in self.xs[1:-1]))

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
