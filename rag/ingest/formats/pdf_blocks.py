"""The blocks that LiteParse finds on pages, as parts with their place: headings, paragraphs, items and rows of tables.

A block's words are taken from the words of the page inside of it, so that they stand as printed: without marks of Markdown, with
raised figures as superscripts. Where the two do not have the same letters, the block's own text stands.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rag.ingest.clean import Part, clean_block
from rag.ingest.formats.grid import Grid, told
from rag.ingest.formats.pdf_unseen import Drawn, Mark
from rag.ingest.formats.reading import CONTENTS_LEFT_OUT, Path, may_head, raised
from rag.sources import HEADING, ITEM

_OPEN = re.compile(r"[\w,’'\-–)][⁰¹²³⁴-⁹]*$")  # how a line ends whose sentence goes on
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.? +\S")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_EMPHASIS = re.compile(r"\\([^\w\s])|\*+|(?<!\w)_+|_+(?!\w)|`")
_NUMBER = re.compile(r"\d+")
_LEADER = re.compile(r"(?:\.{5,}|(?:\. ){4,}\.|…{2,})\s*(\d{1,4})$", re.M)
_RISING = 0.8  # share of steps from which the numbers are those of pages; amounts behind dots go up and down
_MOST = 0.5  # of the letters of a page: with fewer it was not read
_LONGEST_NUMBER = 4  # digits of a page's
_MOST_WORDS = 25  # of a heading
_DEEPEST = 6
_UNFILLED = 0.95
_NEAR = 3  # blocks back, among which a paragraph that goes on over a page is looked for: notes stand between
_FEWEST_ENTRIES = 4  # of a table of contents
_FEWEST_PAGES = 3  # of a document that has one
_CONTENTS = 0.5  # of the letters of a page: headings that come later


@dataclass(slots=True)
class _Piece:
    """A block with its words; of a table its rows."""

    kind: str
    first: int
    last: int
    text: str
    level: int = 0
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()  # with their page
    heads: int | None = None


def parts_of(
    pages: Sequence[Any], drawn: Mapping[int, Drawn], fields: Mapping[int, Sequence[str]]
) -> tuple[list[Part], list[str]]:
    """The parts of all pages of LiteParse in order, and what was left out; a sentence that runs over the end of a page is in
    one part, "p. 3-4", and so is a table."""
    pieces: list[_Piece] = []
    for page in pages:
        seen = drawn.get(page.page_num, Drawn())
        words = [word for item in page.text_items for word in _words(item, seen.marks)]
        edge = max((b.bbox.x + b.bbox.width for b in page.blocks or () if b.bbox), default=0.0)
        own: list[_Piece] = []
        for block in page.blocks or ():
            shown = (_shown(piece, seen.left) for piece in _pieces(block, page.page_num, words, edge))
            own += (note for piece in shown for note in _notes(piece, block, seen.marks))
        pieces += own if _whole(own, seen.text) else [_Piece("text", page.page_num, page.page_num, _lines(seen.text))]
        pieces += [_Piece("field", page.page_num, page.page_num, text) for text in fields.get(page.page_num, ())]
    if not any(
        _letters(_said(piece)) for piece in pieces
    ):  # of nothing but numbers, which LiteParse takes for those of pages
        texts = [(number, _lines(seen.text)) for number, seen in drawn.items() if seen.text.strip()]
        pieces = [_Piece("text", number, number, text) for number, text in texts]
    kept = _without_contents(pieces)
    warnings = [CONTENTS_LEFT_OUT] if len(kept) < len(pieces) else []
    return _told(_healed(kept)), warnings


def _whole(pieces: Sequence[_Piece], text: str) -> bool:
    """False where LiteParse passes over most of a page that has more than its number: turned text, mostly."""
    read, drawn = (_letters(said) for said in ("".join(map(_said, pieces)), text))
    return len(read) >= _MOST * len(drawn) or (drawn.isdigit() and len(drawn) <= _LONGEST_NUMBER)


def _lines(text: str) -> str:
    """PDFium's text; it writes U+FFFE or U+0002 for a hyphen and the line end behind it."""
    return re.sub("[\ufffe\x02](?:\r?\n)?", "-\n", text)


def _shown(piece: _Piece, unseen: Sequence[str]) -> _Piece:
    """``piece`` without text that nobody sees."""
    for text in unseen:
        piece.text = (
            " ".join(piece.text.split()).replace(text, "") if text in " ".join(piece.text.split()) else piece.text
        )
        piece.rows = tuple((page, tuple(cell.replace(text, "") for cell in cells)) for page, cells in piece.rows)
    return piece


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    x: float  # of its middle
    y: float


def _words(item: Any, marks: Sequence[Mark]) -> Iterator[_Word]:
    """The words of a stretch of a line, raised figures as superscripts; the last one ends it with a blank."""
    boxes = item.words
    if "".join(box.text for box in boxes) != "".join(item.text.split()):
        yield _Word(item.text, item.x + item.width / 2, item.y + item.height / 2)
        return
    for box in boxes:
        text = box.text
        for digits, x, y in marks:
            if box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height and digits in text:
                # a mark stands behind its word, or by itself before its note
                head, _, tail = text.rpartition(digits)
                text = f"{head}{raised(digits)}{tail}"
        yield _Word(text, box.x + box.width / 2, box.y + box.height / 2)


def _pieces(block: Any, page: int, words: Sequence[_Word], edge: float) -> Iterator[_Piece]:
    if block.kind == "table":
        cells = [block.header or [], *(block.rows or [])]
        rows = tuple((page, tuple(_filled(cell, cell.text, words) for cell in row)) for row in cells if row)
        if max((len(row) for _, row in rows), default=0) > 1:
            yield _Piece("table", page, page, "", rows=rows, heads=1 if block.header else None)
        else:
            yield from (_Piece("text", page, page, row[0]) for _, row in rows if row)
    elif block.kind in ("code", "grid_fallback"):
        yield _Piece("code", page, page, "\n".join(block.lines or ()))
    elif block.text:
        text = _filled(block, block.text, words)
        level = _level(block, text, edge)
        kind = "heading" if level else "item" if block.kind == "list_item" else "text"
        marker = f"{block.marker} " if kind == "item" and block.marker and not text.startswith(block.marker) else ""
        yield _Piece(kind, page, page, marker + text, level)


def _notes(piece: _Piece, block: Any, marks: Sequence[Mark]) -> Iterator[_Piece]:
    """The footnotes of a paragraph that begins with a number raised above it on its page, one a number; else the piece."""
    numbers = {n for mark in marks if block.bbox and mark.y < block.bbox.y for n in _NUMBER.findall(mark.digits)}
    notes: list[list[str]] = []
    for line in piece.text.split("\n"):
        first = _NUMBER.match(line.translate(_PLAIN))
        if first and first[0] in numbers:
            notes.append([])
        elif not notes:
            break
        notes[-1].append(line)
    if piece.kind == "text" and notes:
        yield from (_Piece("note", piece.first, piece.last, "\n".join(lines)) for lines in notes)
    else:
        yield piece


def _level(block: Any, text: str, edge: float) -> int:
    """1 of the uppermost headings; 0 of what is none. A number tells more than the size of the letters.

    A bold paragraph is one where it leaves its line unfilled: ``edge`` is where the text of the page ends."""
    short = block.bbox is not None and block.bbox.x + block.bbox.width < _UNFILLED * edge
    looks = block.kind == "heading" or (block.kind == "paragraph" and block.bold and short)
    if not looks or len(text.split()) > _MOST_WORDS or not may_head(text, len(text)):
        return 0
    if numbered := _NUMBERED.match(text):
        return min(2 + numbered[1].count("."), _DEEPEST)
    return block.level or _DEEPEST


def _filled(block: Any, text: str, words: Sequence[_Word]) -> str:
    """The words of the page inside of a block, line by line, if they are those of its ``text``; else that, without Markdown."""
    box = block.bbox
    if box is not None and text:
        inside = [
            word
            for word in words
            if box.x - 1 <= word.x <= box.x + box.width + 1 and box.y - 1 <= word.y <= box.y + box.height + 1
        ]
        lines: list[list[str]] = []
        y = float("-inf")
        for word in inside:
            if not lines or abs(word.y - y) > 4:
                lines.append([])
                y = word.y
            lines[-1].append(word.text)
        said = "\n".join(" ".join(line) for line in lines)
        if _letters(said) == _letters(text):
            return said
    return _EMPHASIS.sub(r"\1", text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.translate(_PLAIN)))


def _without_contents(pieces: Sequence[_Piece]) -> list[_Piece]:
    """``pieces`` without tables of contents: dots that lead to pages, and what repeats the headings of later pages."""
    headings = {_letters(piece.text): piece.first for piece in pieces if piece.kind == "heading"}
    doomed: set[int] = set()
    if not pieces or pieces[-1].last < _FEWEST_PAGES:
        return list(pieces)
    for page in {piece.first for piece in pieces}:
        own = [(n, piece) for n, piece in enumerate(pieces) if piece.first == page]
        texts = [_said(piece) for _, piece in own]
        whole = "\n".join(texts)
        letters = _letters(whole)
        later = [title for title, at in headings.items() if at > page and len(title) > 4 and title in letters]
        repeats = len(later) >= _FEWEST_ENTRIES and sum(map(len, set(later))) > _CONTENTS * len(letters)
        leads = list(map(int, _LEADER.findall(whole)))
        rises = sum(a <= b for a, b in pairwise(leads)) >= _RISING * (len(leads) - 1)
        leaders = len(leads) >= _FEWEST_ENTRIES and rises and max(leads) <= pieces[-1].last + leads[0]
        doomed |= {
            n
            for (n, piece), text in zip(own, texts, strict=True)
            if repeats or (leaders and _LEADER.search(text) and piece.kind != "field")
        }
    return [piece for n, piece in enumerate(pieces) if n not in doomed]


def _said(piece: _Piece) -> str:
    return piece.text or "\n".join(" ".join(cells) for _, cells in piece.rows)


def _healed(pieces: Sequence[_Piece]) -> list[_Piece]:
    """``pieces`` with a paragraph or a table that goes on behind the end of a page put together."""
    found: list[_Piece] = []
    for piece in pieces:
        last = _before(piece, found)
        if last and piece.kind == "table":
            rows = piece.rows[1:] if piece.rows[0][1] == last.rows[0][1] else piece.rows
            last.rows, last.last = (*last.rows, *rows), piece.last
        elif last:
            last.text, last.last = f"{last.text}\n{piece.text}", max(last.last, piece.last)
        else:
            found.append(piece)
    return found


def _before(piece: _Piece, found: Sequence[_Piece]) -> _Piece | None:
    """What ``piece`` goes on with, of the page before."""
    if piece.kind == "table":
        last = found[-1] if found and found[-1].kind == "table" else None
        widths = {len(cells) for table in (last, piece) if table for _, cells in table.rows}
        return last if last and last.last == piece.first - 1 and len(widths) == 1 else None
    if not piece.text[:1].islower() or not found:
        return None
    same = found[-1]  # a line of a heading or a paragraph that a bold beginning parts from the rest
    if same.last == piece.first and same.kind == piece.kind in ("text", "heading") and _OPEN.search(same.text):
        return same
    near = (one for one in reversed(found[-_NEAR:]) if one.last == piece.first - 1)
    return next(
        (one for one in near if piece.kind == "text" and one.kind in ("text", "item") and _OPEN.search(one.text)), None
    )


def _told(pieces: Sequence[_Piece]) -> list[Part]:
    parts: list[Part] = []
    path, counts = Path(), Counter[str]()
    for piece in pieces:
        place = f"p. {piece.first}" if piece.first == piece.last else f"p. {piece.first}-{piece.last}"
        if piece.kind == "table":
            counts["table"] += 1
            grid = Grid.of([list(map(clean_block, cells)) for _, cells in piece.rows], piece.heads)
            parts += told(grid, f"{place}, table {counts['table']}", str(path))
        elif piece.kind == "note":
            parts.append(Part(piece.text, f"{place}, footnote"))
        elif piece.kind == "field":
            counts[place] += 1
            parts.append(Part(piece.text, f"{place}, form field {counts[place]}", str(path)))
        elif piece.kind == "heading":
            title = " ".join(clean_block(piece.text).split())
            if title:
                path.heading(title, piece.level)
                parts.append(Part(title, place, path.above(), HEADING))
        else:
            parts.append(Part(piece.text, place, str(path), ITEM if piece.kind == "item" else ""))
    return list(path.without_title(parts))
