"""The text of a PDF with its places: paragraphs under their headings, rows of tables, footnotes, form fields; no running heads."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rag.ingest.clean import CJK, Part, clean_block
from rag.ingest.formats.grid import Grid, told
from rag.ingest.formats.pdf_layout import BULLET, CLOSES, body_size, flows, paragraphs, said
from rag.ingest.formats.pdf_page import Line, Page
from rag.ingest.formats.pdf_tables import frames
from rag.ingest.formats.reading import CONTENTS_LEFT_OUT, Path, may_head
from rag.sources import HEADING, ITEM

_EDGE_LINES = 2  # at the top and at the bottom of each page
_OFTEN = 0.4  # of the pages; left and right pages often have headers of their own
_FEWEST_PAGES = 3
_FEWEST_WORDS = 3  # of a line that may say something: "Data are provisional", but not "Annual Report"
_SHOWN = 5  # of them in a warning
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(rf"[{CJK}]{{2}}|[^\W\d_]+")  # two characters where words are not parted
_ROMAN = re.compile(r"[ivxl]+")  # the numbers of the pages before the first
_LEADER = re.compile(r"(?:\.{5,}|(?:\. ){4,}\.|…{2,})\s*(\d{1,4}|[ivxl]+)?$")
_FEWEST_ENTRIES = 3
_RISING = 0.8  # share of steps from which the numbers are those of pages; amounts behind dots go up and down
_NEAR = 20  # pieces back, in which a paragraph that goes on is looked for
_FULL = 0.9  # of the width of its column: a last line so long does not end a paragraph by itself
_LARGER = 1.12  # of the body's size
_MOST_LINES, _MOST_WORDS = 3, 25
_LEVELS = 6
_MUCH = 0.3  # of a document's letters: what so much is bold of is no heading for it
TEXT, TABLE, FIELD, RUNNING = "text", "table", "form field", "running line"


@dataclass(slots=True)
class _Piece:
    """A paragraph, a footnote or a table, from its first page to its last."""

    kind: str
    first: int
    last: int
    lines: list[Line]
    grid: Grid | None = None


class Told(NamedTuple):
    """The parts of a document, and what was left out of it."""

    parts: list[Part]
    warnings: list[str]


def parts_of(pages: Sequence[Page], fields: Mapping[int, Sequence[str]]) -> Told:
    """The parts of all pages in order; a sentence that runs over the end of a page is in one piece, "p. 3-4"."""
    bodies, once, warnings = _without_running([page.lines for page in pages])
    bodies, entries = _without_contents(bodies)
    body = body_size(bodies)
    pieces: list[_Piece] = []
    for number, (lines, page) in enumerate(zip(bodies, pages, strict=True), 1):
        for flow in flows(lines, body, frames(page.rules)) if lines else ():
            several = [flow.lines] if flow.grid else paragraphs(flow.lines)
            pieces += [_Piece(flow.kind, number, number, list(own), flow.grid) for own in several]
        pieces += [_Piece(FIELD, number, number, [Line(text, 0, 0, 0, 0)]) for text in fields.get(number, ())]
        pieces += [_Piece(RUNNING, number, number, list(own)) for own in paragraphs(once.get(number, ()))]
    headings = _Headings([piece.lines for piece in pieces if piece.kind == TEXT], body)
    return Told(_told(_healed(pieces, headings), headings), [*([CONTENTS_LEFT_OUT] if entries else []), *warnings])


def _without_running(
    pages: Sequence[Sequence[Line]],
) -> tuple[Sequence[Sequence[Line]], dict[int, list[Line]], list[str]]:
    """The pages without their running lines; of those the ones that may say something, by the number of their first page; warnings.

    A running line comes back at the edge of many pages; or of some, as the name of a chapter does, at a height where such lines stand on
    many. Numbers in it may only stay the same or count the pages: a column of figures at the foot of every page is none. One that is the same
    on many pages may be all the document says of something ("Counts are provisional."): it is kept where it first stands. Pages with nothing
    but running lines keep them.
    """
    seen: defaultdict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, lines in enumerate(pages):
        ordered = sorted(lines, key=lambda line: -line.y)
        edges = ordered if len(ordered) <= 2 * _EDGE_LINES else ordered[:_EDGE_LINES] + ordered[-_EDGE_LINES:]
        for line in edges:
            seen["i" if _ROMAN.fullmatch(line.text) else _FIGURES.sub("#", line.text).casefold()].append((number, line))
    back = {name: found for name, found in seen.items() if len({n for n, _ in found}) > 1 and _counts_pages(found)}
    many = max(_FEWEST_PAGES, _OFTEN * len(pages))
    heights = Counter(y for _, y in {(n, round(line.y)) for found in back.values() for n, line in found})
    doomed: set[tuple[int, Line]] = set()
    once: defaultdict[int, list[Line]] = defaultdict(list)
    dropped: list[str] = []
    for name, found in back.items():
        often = len({number for number, _ in found}) >= many
        gone = found if often or name == "i" else [one for one in found if heights[round(one[1].y)] >= many]
        if not gone:
            continue
        doomed.update(gone)
        first, line = gone[0]
        if often and len({line.text for _, line in gone}) == 1 and len(_WORD.findall(line.text)) >= _FEWEST_WORDS:
            once[first + 1].append(line)
        else:
            dropped.append(line.text)
    warnings = [f"read once as running header or footer: {line.text!r}" for lines in once.values() for line in lines]
    if dropped:
        more = f" and {len(dropped) - _SHOWN} more" if len(dropped) > _SHOWN else ""
        warnings.append(f"left out as running header or footer: {', '.join(map(repr, dropped[:_SHOWN]))}{more}")
    kept = [[line for line in lines if (number, line) not in doomed] for number, lines in enumerate(pages)]
    return (kept, once, warnings) if any(kept) else (pages, {}, [])


def _counts_pages(found: Sequence[tuple[int, Line]]) -> bool:
    """True when each number of the line is the same everywhere or grows by one from page to page."""
    numbers = [[int(n) for n in _FIGURES.findall(line.text)] for _, line in found]
    for place in zip(*numbers, strict=True):
        offsets = Counter(n - page for n, (page, _) in zip(place, found, strict=True))
        if max(offsets.most_common(1)[0][1], Counter(place).most_common(1)[0][1]) < 0.8 * len(found):
            return False
    return True


def _without_contents(pages: Sequence[Sequence[Line]]) -> tuple[Sequence[Sequence[Line]], int]:
    """The pages without the entries of a table of contents, and how many there were; figures behind dots stay."""
    entries = {
        (number, line): found[1]
        for number, lines in enumerate(pages)
        for line in lines
        if ("..." in line.text or ". . ." in line.text or "…" in line.text) and (found := _LEADER.search(line.text))
    }
    leads = [int(to) for to in entries.values() if to and to.isdigit()]
    steps = list(pairwise(leads))
    rising = len(leads) >= _FEWEST_ENTRIES and sum(a <= b for a, b in steps) >= _RISING * len(steps)
    if not rising or max(leads) > len(pages) + leads[0]:
        return pages, 0
    return [[line for line in lines if (number, line) not in entries] for number, lines in enumerate(pages)], len(
        entries
    )


def _healed(pieces: Sequence[_Piece], headings: "_Headings") -> list[_Piece]:
    """``pieces`` with a paragraph that goes on behind the end of a page put together."""
    found: list[_Piece] = []
    for piece in pieces:
        last = _before(piece, found) if piece.kind == TEXT else None
        if last and last.last == piece.first - 1 and _goes_on(last.lines, piece.lines, headings):
            last.lines += piece.lines
            last.last = piece.last
        else:
            found.append(piece)
    return found


def _before(piece: _Piece, found: Sequence[_Piece]) -> _Piece | None:
    """The paragraph before, of letters of the same size: small print may stand between."""
    size = piece.lines[0].size
    near = (one for one in reversed(found[-_NEAR:]) if one.kind == TEXT)
    return next((one for one in near if abs(one.lines[-1].size - size) <= 0.1 * size), None)


def _goes_on(last: Sequence[Line], lines: Sequence[Line], headings: "_Headings") -> bool:
    if CLOSES.search(last[-1].text) or headings.level(last) or headings.level(lines) or BULLET.match(lines[0].text):
        return False
    edge, margin = max(line.right for line in last), min(line.left for line in last)
    full = len(last) > 1 and last[-1].right - margin > _FULL * (edge - margin)
    return lines[0].text[:1].islower() or (full and len(lines) > 1)


def _told(pieces: Sequence[_Piece], headings: "_Headings") -> list[Part]:
    parts: list[Part] = []
    path, counts = Path(), Counter[str]()
    for piece in pieces:
        place = f"p. {piece.first}" if piece.first == piece.last else f"p. {piece.first}-{piece.last}"
        text = said(piece.lines)
        if piece.grid:
            counts[TABLE] += 1
            parts += told(piece.grid, f"{place}, table {counts[TABLE]}", str(path))
        elif piece.kind == FIELD:
            counts[place] += 1
            parts.append(Part(text, f"{place}, {FIELD} {counts[place]}", str(path)))
        elif piece.kind != TEXT:
            parts.append(Part(text, f"{place}, {piece.kind}"))
        elif level := headings.level(piece.lines):
            title = " ".join(clean_block(text).split())
            path.heading(title, level)
            parts.append(Part(title, place, path.above(), HEADING))
        else:
            parts.append(Part(text, place, str(path), ITEM if BULLET.match(text) else ""))
    return list(path.without_title(parts))


class _Headings:
    """Tells headings by how they look beside the running text of their document."""

    def __init__(self, paragraphs: Sequence[Sequence[Line]], body: float) -> None:
        weights: Counter[bool] = Counter()
        for lines in paragraphs:
            weights[all(line.bold for line in lines)] += sum(len(line.text) for line in lines)
        self._bold_tells = weights[True] < _MUCH * weights.total()
        self._body = body
        looks = {look for lines in paragraphs if (look := self._look(lines))}
        self._levels = {look: min(level, _LEVELS) for level, look in enumerate(sorted(looks, reverse=True), 1)}

    def level(self, lines: Sequence[Line]) -> int:
        """1 of the uppermost; 0 of what is no heading."""
        look = self._look(lines)
        return self._levels.get(look, 0) if look else 0

    def _look(self, lines: Sequence[Line]) -> tuple[float, bool] | None:
        """The size of the letters, and whether they are bold; None of what is no heading."""
        text = said(lines)
        words = text.split()
        size, bold = min(line.size for line in lines), self._bold_tells and all(line.bold for line in lines)
        larger = size >= _LARGER * self._body
        if len(lines) > _MOST_LINES or len(words) > _MOST_WORDS or not (larger or (bold and size > 0.9 * self._body)):
            return None
        if not may_head(text, len(text)) or (BULLET.match(text) and not text[0].isdigit()):
            return None
        return round(size), bold
