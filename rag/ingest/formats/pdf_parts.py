"""The text of a PDF with its places: paragraphs under their headings, rows of tables, form fields, footnotes, lines that come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.ingest.clean import Part, clean_block
from rag.ingest.formats.grid import Grid, told
from rag.ingest.formats.pdf_layout import BULLET, CLOSES, body_size, flows, paragraphs, said
from rag.ingest.formats.pdf_lines import Line
from rag.ingest.formats.pdf_rules import Frame
from rag.ingest.formats.reading import Path, beginning, without_title
from rag.types import HEADING, ITEM

_FULL = 0.9  # of the width of its column: a last line so long does not end a paragraph by itself
Look = tuple[float, bool]  # the size of its letters, and whether they are bold

_LARGER = 1.12  # of the body's size
_MOST_LINES, _MOST_WORDS = 3, 25
_LEVELS = 6
_STOPS = (".", ",", ";", ":", "。", "，", "；", "：")
_OFTEN = 0.3  # of a document's letters: what so much is bold of is no heading for it


@dataclass(slots=True)
class _Piece:
    """A paragraph, a footnote or a table, from its first page to its last."""

    kind: str
    first: int
    last: int
    lines: list[Line]
    grid: Grid | None = None


def parts_of(
    pages: Sequence[Sequence[Line]],
    frames: Sequence[Sequence[Frame]],
    once: Mapping[int, Sequence[Line]],
    fields: Mapping[int, Sequence[str]],
) -> list[Part]:
    """The parts of all pages in order; a sentence that runs over the end of a page is in one piece, "p. 3-4"."""
    body = body_size(pages)
    pieces: list[_Piece] = []
    for number, (lines, framed) in enumerate(zip(pages, frames, strict=True), 1):
        for flow in flows(lines, body, framed) if lines else ():
            if flow.grid:
                pieces.append(_Piece("table", number, number, list(flow.lines), flow.grid))
            else:
                pieces += [_Piece(flow.kind, number, number, list(own)) for own in paragraphs(flow.lines)]
    headings = Headings([piece.lines for piece in pieces if piece.kind == "text"], body)
    return _told(_healed(pieces, headings), headings, once, fields, len(pages))


def _healed(pieces: Sequence[_Piece], headings: Headings) -> list[_Piece]:
    """``pieces`` with a paragraph that goes on behind the end of a page or column put together."""
    found: list[_Piece] = []
    open_at = -1  # the last paragraph of running text
    for piece in pieces:
        last = found[open_at] if open_at >= 0 else None
        if piece.kind != "text":
            found.append(piece)
            continue
        if last and piece.first == last.last + 1 and _goes_on(last.lines, piece.lines, headings):
            last.lines += piece.lines
            last.last = piece.last
        else:
            open_at = len(found)
            found.append(piece)
    return found


def _goes_on(last: Sequence[Line], lines: Sequence[Line], headings: Headings) -> bool:
    if CLOSES.search(last[-1].text) or headings.level(last) or headings.level(lines) or BULLET.match(lines[0].text):
        return False
    if abs(last[-1].size - lines[0].size) > 0.1 * lines[0].size:
        return False
    edge, margin = max(line.right for line in last), min(line.left for line in last)
    full = len(last) > 1 and last[-1].right - margin > _FULL * (edge - margin)
    return lines[0].text[:1].islower() or (full and len(lines) > 1)


def _told(
    pieces: Sequence[_Piece],
    headings: Headings,
    once: Mapping[int, Sequence[Line]],
    fields: Mapping[int, Sequence[str]],
    pages: int,
) -> list[Part]:
    parts: list[Part] = []
    notes: list[Part] = []
    path, tables, levels = Path(), 0, list[tuple[int, str]]()
    at = 1

    def close(until: int) -> None:
        nonlocal at
        while at < until:
            parts.extend(
                Part(text, f"p. {at}, form field {n}", str(path)) for n, text in enumerate(fields.get(at, ()), 1)
            )
            parts.extend(note for note in notes if note.locator.startswith(f"p. {at},"))
            parts.extend(Part(said(own), f"p. {at}, running line") for own in paragraphs(once.get(at, ())))
            at += 1

    for piece in pieces:
        if piece.kind != "text" or not BULLET.match(piece.lines[0].text):  # a list stays with what announces it
            close(piece.first)
        place = f"p. {piece.first}" if piece.first == piece.last else f"p. {piece.first}-{piece.last}"
        text = said(piece.lines)
        if piece.grid:
            tables += 1
            parts += told(piece.grid, f"{place}, table {tables}", str(path))
        elif piece.kind == "footnote":
            notes.append(Part(text, f"{place}, footnote"))
        elif level := headings.level(piece.lines):
            title = " ".join(clean_block(text).split())
            path.heading(title, level)
            levels.append((level, title))
            parts.append(Part(title, place, path.above(), HEADING))
        else:
            parts.append(Part(text, place, str(path), ITEM if BULLET.match(text) else ""))
    close(pages + 1)
    if levels and all(level > levels[0][0] for level, _ in levels[1:]):
        return list(without_title(parts, beginning(levels[0][1], 80)))
    return parts


class Headings:
    """Tells headings by how they look beside the running text of their document."""

    def __init__(self, paragraphs: Sequence[Sequence[Line]], body: float) -> None:
        weights: Counter[bool] = Counter()
        for lines in paragraphs:
            weights[all(line.bold for line in lines)] += sum(len(line.text) for line in lines)
        self._bold_tells = weights[True] < _OFTEN * weights.total()
        self._body = body
        looks = {look for lines in paragraphs if (look := self._look(lines))}
        self._levels = {look: min(level, _LEVELS) for level, look in enumerate(sorted(looks, reverse=True), 1)}

    def level(self, lines: Sequence[Line]) -> int:
        """1 of the uppermost; 0 of what is no heading."""
        look = self._look(lines)
        return self._levels.get(look, 0) if look else 0

    def _look(self, lines: Sequence[Line]) -> Look | None:
        text = said(lines)
        words = text.split()
        size, bold = min(line.size for line in lines), self._bold_tells and all(line.bold for line in lines)
        larger = size >= _LARGER * self._body
        if len(lines) > _MOST_LINES or len(words) > _MOST_WORDS or not (larger or (bold and size > 0.9 * self._body)):
            return None
        if (
            text.rstrip().endswith(_STOPS)
            or not any(map(str.isalpha, text))
            or (BULLET.match(text) and not text[0].isdigit())
        ):
            return None
        return round(size), bold
