"""Where in an original a record's locator points: "p. 3", "paras 2-5", "Table 1", "executive summary"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.text.fold import content_words
from rag.text.tokens import stem
from rag.types import Block

_RANGE = r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?"
_PAGE = re.compile(rf"(?<!\w)p(?:p|ages?)?\.?\s*{_RANGE}(?!\w)", re.IGNORECASE)
_PARA = re.compile(rf"(?<!\w)para(?:s|graphs?)?\.?\s*{_RANGE}", re.IGNORECASE)
_LAST_PARA = re.compile(r"(?<!\w)last para", re.IGNORECASE)
_TABLE = re.compile(r"(?<!\w)table\s*(\d{1,3})", re.IGNORECASE)
_SECTION = re.compile(r"section '(.*)'")
_HEADING = 80  # characters; a longer block is no heading
_UNDER_HEADING = 30  # blocks that are taken to stand under a heading of a text without sections


def located(locator: str, blocks: Sequence[Block], text: str) -> frozenset[int] | None:
    """The blocks (by index) at ``locator``; empty when the original has no such place.

    None when the two cannot be compared: no locator, or a page in an original without pages.
    """
    if page := _PAGE.search(locator):
        return _paged(blocks, _bounds(page))
    if table := _TABLE.search(locator):
        return _table(int(table[1]), blocks, text)
    if _PARA.search(locator) or _LAST_PARA.search(locator):
        return _paragraphs(locator, blocks)
    return _under_heading(locator, blocks, text)


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    low = int(match[1])
    return low, max(low, int(match[2] or low))


def _paged(blocks: Sequence[Block], wanted: tuple[int, int]) -> frozenset[int] | None:
    """Blocks whose pages meet the wanted ones; None in an original without pages."""
    pages = {i: _bounds(found) for i, block in enumerate(blocks) if (found := _PAGE.match(block.locator))}
    if not pages:
        return None
    return frozenset(i for i, (low, high) in pages.items() if low <= wanted[1] and wanted[0] <= high)


def _table(number: int, blocks: Sequence[Block], text: str) -> frozenset[int] | None:
    """The rows of a table, and what stands on the page or beside the caption that names it; None without either."""
    rows = {i for i, block in enumerate(blocks) if (m := _TABLE.match(block.locator)) and int(m[1]) == number}
    caption = re.compile(rf"\s*table\s*{number}(?!\d)", re.IGNORECASE)
    for i, block in enumerate(blocks):
        if caption.match(block.span.of(text)):
            page = _PAGE.match(block.locator)
            rows |= (_paged(blocks, _bounds(page)) or frozenset()) if page else set(range(i, i + _UNDER_HEADING))
    found = frozenset(i for i in rows if i < len(blocks))
    return found or (frozenset() if any(_TABLE.match(b.locator) for b in blocks) else None)


def _paragraphs(locator: str, blocks: Sequence[Block]) -> frozenset[int] | None:
    """Paragraphs by the original's own count, in any section, or counted from its beginning."""
    counted = [i for i, block in enumerate(blocks) if _PARA.search(block.locator)]
    if not counted:
        return None
    wanted = _PARA.search(locator)
    if wanted is None:
        return frozenset(counted[-1:])
    low, high = _bounds(wanted)
    own = {i for i in counted if (m := _PARA.search(blocks[i].locator)) and low <= int(m[1]) <= high}
    return frozenset(own | set(counted[low - 1 : high]))


def _under_heading(locator: str, blocks: Sequence[Block], text: str) -> frozenset[int] | None:
    """What stands under the heading that has all words of the locator; None without such a heading."""
    wanted = [w.text for w in content_words(locator)]
    if not wanted:
        return None
    inside = frozenset(
        i for i, block in enumerate(blocks) if (m := _SECTION.search(block.locator)) and _has_all(m[1], wanted)
    )
    if inside:
        return inside
    for i, block in enumerate(blocks):
        words = block.span.of(text)
        if len(words) <= _HEADING and len(content_words(words)) <= len(wanted) + 1 and _has_all(words, wanted):
            return frozenset(range(i, min(len(blocks), i + _UNDER_HEADING)))
    return None


def _has_all(heading: str, wanted: Sequence[str]) -> bool:
    have = {stem(w.text) for w in content_words(heading)}
    return all(stem(word) in have for word in wanted)
