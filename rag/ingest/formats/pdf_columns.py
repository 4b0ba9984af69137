"""Pages set in columns of prose: lines that run through a gutter are cut there, and one column is read after the other."""

from __future__ import annotations

from collections.abc import Sequence

from rag.ingest.formats.pdf_cells import Line

_FEWEST = 4  # lines of prose in a column
_PROSE = 4  # words of a line of prose, figures not counted
_SHARE = 0.6  # of a column's words that stand in such lines; a table has fewer
_GUTTER = 0.6  # of the letters' size
_DEEPEST = 2  # gutters looked for within a column: three columns have two


def by_column(lines: Sequence[Line], depth: int = _DEEPEST) -> list[Line]:
    """``lines`` in reading order; as they are where no gutter parts two columns of prose."""
    gutter = _gutter(lines) if depth and sum(len(line.stretches) for line in lines) >= 2 * _FEWEST else None
    if gutter is None:
        return list(lines)
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if any(cell.left < gutter < cell.right for cell in line.stretches):
            ordered += _columns(band, gutter, lines, depth)
            ordered.append(line)
            band = []
        else:
            band.append(line)
    return ordered + _columns(band, gutter, lines, depth)


def _columns(band: Sequence[Line], gutter: float, lines: Sequence[Line], depth: int) -> list[Line]:
    """The lines between two that go across: the left column, then the right one; as they were where these are no columns."""
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in band:
        for side, own in enumerate(
            ([c for c in line.stretches if c.left < gutter], [c for c in line.stretches if c.left >= gutter])
        ):
            if own:
                sides[side].append(line.of(own))
    if not all(sides):
        return _as_given(band, lines)
    if not all(map(_is_prose, sides)) and any(line.cells for line in band):
        return _as_given(band, lines)
    return [line for side in sides for line in by_column(_as_given(side, lines), depth - 1)]


def _as_given(some: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """``some`` in the order that the page gives their heights in: a column drawn after another stays behind it."""
    order = {(line.y, line.left): at for at, line in reversed(list(enumerate(lines)))}
    return (
        sorted(some, key=lambda line: order.get((line.y, line.left), -1))
        if all((line.y, line.left) in order for line in some)
        else list(some)
    )


def _gutter(lines: Sequence[Line]) -> float | None:
    """The x that the fewest stretches cross, in the middle of the widest such gap; None where no prose stands on both sides of it."""
    size = sorted(line.size for line in lines)[len(lines) // 2]
    cells = [cell for line in lines for cell in line.stretches]
    low, high = min(cell.left for cell in cells), max(cell.right for cell in cells)
    tried = [low + (high - low) * n / 100 for n in range(20, 81)]
    crossed = [
        sum(cell.left - _GUTTER * size / 2 < x < cell.right + _GUTTER * size / 2 for cell in cells) for x in tried
    ]
    best = min(crossed)
    if best > len(lines) / 2:
        return None
    runs: list[list[float]] = [[]]
    for x, count in zip(tried, crossed, strict=True):
        if count == best:
            runs[-1].append(x)
        elif runs[-1]:
            runs.append([])
    widest = max(runs, key=len)
    gutter = (widest[0] + widest[-1]) / 2
    across = [line for line in lines if not any(cell.left < gutter < cell.right for cell in line.stretches)]
    sides = [
        [line.of(own) for line in across if (own := [c for c in line.stretches if (c.left < gutter) is left])]
        for left in (True, False)
    ]
    return gutter if all(map(_is_prose, sides)) else None


def _is_prose(lines: Sequence[Line]) -> bool:
    counts = [sum(any(map(str.isalpha, word)) for word in line.text.split()) for line in lines]
    prose = [count for count in counts if count >= _PROSE]
    return len(prose) >= _FEWEST and sum(prose) >= _SHARE * sum(len(line.text.split()) for line in lines)
