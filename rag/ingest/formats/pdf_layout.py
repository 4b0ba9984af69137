"""The lines of a PDF page as its reader takes them: columns one after the other, tables by row, footnotes apart, paragraphs whole."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

from rag.ingest.formats.grid import Grid
from rag.ingest.formats.pdf_page import Line
from rag.ingest.formats.pdf_tables import Frame, find_tables

CLOSES = re.compile(r"[.!?:;。！？：；…؟][\"'”’»)\]」』]*[⁰¹²³⁴-⁹]*$")
BULLET = re.compile(r"[•▪‣◦●■–-]\s|\(?(\d{1,2}|[a-z])[.)]\s")
_BULLETS = "•▪‣◦●■"  # that stand nowhere else
_NOTE = re.compile(r"(?:[⁰¹²³⁴-⁹]+|\d{1,3}[.)]?\s|[*†‡§]+)\s*\S")
_COLUMN_RISE = 4  # lines; a jump that far up leads to the next column
_WIDEST_STEP = 2.6  # from line to line, in letters' sizes; text set with double space has 2
_NOTE_SIZE = 0.93  # of the body's; a footnote is printed smaller
_FEWEST = 4  # lines of prose in a column
_PROSE = 4  # words of a line of prose, figures not counted
_SHARE = 0.6  # of a column's words that stand in such lines; a table has fewer
_GUTTER = 0.6  # of the letters' size
_DEEPEST = 2  # gutters looked for within a column: three columns have two


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that belong together: running text, one footnote, or a table with what it says."""

    kind: str  # "text", "footnote" or "table"
    lines: tuple[Line, ...]
    grid: Grid | None = None


def body_size(pages: Iterable[Sequence[Line]]) -> float:
    """The size of a document's running text, the largest that a quarter of it has; 0 when it has no lines."""
    weights: Counter[float] = Counter()
    for line in chain.from_iterable(pages):
        weights[line.size] += len(line.text)
    quarter = weights.total() / 4
    return max((size for size, weight in weights.items() if weight >= quarter), default=0.0)


def flows(lines: Sequence[Line], body: float, framed: Sequence[Frame] = ()) -> list[Flow]:
    """The lines of a page in reading order; footnotes come last, whatever column they stand under."""
    found: list[Flow] = []
    notes: list[Flow] = []
    for flow in _parted(lines, framed):
        if flow.grid or min(line.size for line in flow.lines) >= _NOTE_SIZE * body:
            found.append(flow)
            continue
        text, own = _apart(flow.lines, body)
        found += [Flow("text", text)] if text else []
        notes += own
    return found + notes


def _parted(lines: Sequence[Line], framed: Sequence[Frame]) -> list[Flow]:
    """Tables and the text between them. A framed one is put in order as if it were a line."""
    tables: dict[str, Flow] = {}
    for frame in framed:
        inside = [line for line in lines if frame.holds(line)]
        if inside and (grid := frame.grid(inside)):
            name = f"\0{len(tables)}"  # no text of a page is so
            tables[name] = Flow("table", tuple(inside), grid)
            stands = Line(name, frame.xs[0], frame.xs[-1], inside[0].y, inside[0].size)
            lines = [stands if line is inside[0] else line for line in lines if line is inside[0] or line not in inside]
    found: list[Flow] = []
    ordered = _by_column(lines) if any(line.cells for line in lines) or tables else list(lines)
    for framing, run in groupby(ordered, lambda line: line.text if line.text in tables else ""):
        found += [tables[framing]] if framing else _by_figures(list(run))
    return found


def _by_figures(lines: Sequence[Line]) -> list[Flow]:
    """The tables among ``lines`` that no rules frame, and the text between them."""
    found: list[Flow] = []
    at = 0
    for table in find_tables(lines):
        found += [Flow("text", tuple(lines[at : table.start]))] if table.start > at else []
        found.append(Flow("table", tuple(lines[table.start : table.end]), table.grid))
        at = table.end
    return [*found, Flow("text", tuple(lines[at:]))] if at < len(lines) else found


def _apart(lines: Sequence[Line], body: float) -> tuple[tuple[Line, ...], list[Flow]]:
    """The running text, and each footnote below it by itself."""
    text: list[Line] = []
    notes: list[list[Line]] = []
    inside = False
    lowest = float("inf")
    for line in lines:
        small = line.size < _NOTE_SIZE * body
        if small and _NOTE.match(line.text) and (inside or line.y < lowest):
            inside = True
            notes.append([line])
        elif small and inside and abs(line.size - notes[-1][-1].size) < 0.1 * line.size:
            notes[-1].append(line)
        else:
            inside = False
            text.append(line)
            lowest = line.y
    return tuple(text), [Flow("footnote", tuple(note)) for note in notes]


def _by_column(lines: Sequence[Line], depth: int = _DEEPEST) -> list[Line]:
    """``lines`` in reading order; as they are where no gutter parts two columns of prose."""
    gutter = _gutter(lines) if depth and sum(len(line.stretches) for line in lines) >= 2 * _FEWEST else None
    if gutter is None:
        return list(lines)
    ordered: list[Line] = []
    from_top = sorted(lines, key=lambda line: -line.y)
    for across, band in groupby(from_top, lambda line: any(c.left < gutter < c.right for c in line.stretches)):
        some = list(band)
        ordered += some if across else _columns(some, gutter, depth)
    return ordered


def _columns(band: Sequence[Line], gutter: float, depth: int) -> list[Line]:
    """The lines between two that go across: the left column, then the right one; as they were where these are no columns."""
    sides = _sides(band, gutter)
    if not all(sides) or (not all(map(_is_prose, sides)) and any(line.cells for line in band)):
        return list(band)
    return [line for side in sides for line in _by_column(side, depth - 1)]


def _sides(lines: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    """What of lines that do not cross the gutter stands left of it, and right of it."""
    left, right = (
        [line.of(own) for line in lines if (own := [c for c in line.stretches if (c.left < gutter) is before])]
        for before in (True, False)
    )
    return left, right


def _gutter(lines: Sequence[Line]) -> float | None:
    """The x that the fewest stretches cross, in the middle of the widest such gap; None where no prose stands on both sides of it."""
    size = sorted(line.size for line in lines)[len(lines) // 2]
    cells = [cell for line in lines for cell in line.stretches]
    low, high = min(cell.left for cell in cells), max(cell.right for cell in cells)
    tried = [low + (high - low) * n / 100 for n in range(20, 81)]
    crossed = [
        sum(cell.left - _GUTTER * size / 2 < x < cell.right + _GUTTER * size / 2 for cell in cells) for x in tried
    ]
    fewest = min(crossed)
    if fewest > len(lines) / 2:
        return None
    gaps = [list(gap) for least, gap in groupby(range(len(tried)), lambda n: crossed[n] == fewest) if least]
    widest = max(gaps, key=len)
    gutter = (tried[widest[0]] + tried[widest[-1]]) / 2
    beside = [line for line in lines if not any(cell.left < gutter < cell.right for cell in line.stretches)]
    return gutter if all(map(_is_prose, _sides(beside, gutter))) else None


def _is_prose(lines: Sequence[Line]) -> bool:
    counts = [sum(any(map(str.isalpha, word)) for word in line.text.split()) for line in lines]
    prose = [count for count in counts if count >= _PROSE]
    return len(prose) >= _FEWEST and sum(prose) >= _SHARE * sum(len(line.text.split()) for line in lines)


def paragraphs(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The lines of running text, those of a paragraph together."""
    if not lines:
        return []
    lefts = [line.left for line in lines]
    down = [(above.y - line.y) / line.size for above, line in pairwise(lines)]
    steps = sorted([step for step in down if 0.5 < step < 4])
    # The lower third: on a page of short paragraphs the median is already a gap.
    usual = min(1.35 * steps[len(steps) // 3] if steps else 1.6, _WIDEST_STEP)
    tops = [at for at, step in enumerate(down, 1) if step < -_COLUMN_RISE]
    found: list[Sequence[Line]] = []
    start = 0  # of the paragraph that is being put together
    for first, end in pairwise([0, *tops, len(lines)]):
        edge = max(line.right for line in lines[first:end])
        for at in range(max(first, 1), end):
            margin, step = min(lefts[start + 1 : at], default=lefts[at - 1]), down[at - 1]
            if step > usual or _starts(margin, lines[at - 1], lines[at], step, edge):
                found.append(lines[start:at])
                start = at
    found.append(lines[start:])
    return found


def said(lines: Sequence[Line]) -> str:
    """What a paragraph says, a line end where a line ended."""
    return "\n".join(line.text for line in lines)


def _starts(margin: float, last: Line, line: Line, step: float, edge: float) -> bool:
    """True when ``line``, no wide step below ``last``, begins a new paragraph; ``margin`` and ``edge``: of the one that ``last`` is of."""
    size, left = line.size, line.left
    if -0.5 < step < 0.5:
        return False  # the same line, in two pieces
    if step < 0:  # the next column, where it is a long way up; else the next cell of a table
        return step > -_COLUMN_RISE or not line.text[:1].islower() or CLOSES.search(last.text) is not None
    ends_early = last.right < edge - 0.25 * (edge - margin)
    if abs(last.size - size) > 0.1 * size:
        return True
    if BULLET.match(line.text) and (line.text[0] in _BULLETS or ends_early or CLOSES.search(last.text)):
        return True  # "Note\n7. Demand" is none
    if last.bold != line.bold and (last.bold or CLOSES.search(last.text)):
        return True
    indented = left > margin + 0.8 * size and last.left < left
    return (indented or ends_early) and CLOSES.search(last.text) is not None
