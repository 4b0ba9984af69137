"""Where quoted words stand: of a passage that packs several rows or paragraphs, only those that are quoted."""

from __future__ import annotations

import re

from rag.types import BREAK, Passage, Span

_RANGE = re.compile(r"(.*?)(\d+)-(\d+)")


def packed(passage: Passage) -> bool:
    """True when a passage holds several blocks: rows of a table, short paragraphs."""
    return BREAK in passage.text


def place_of(passage: Passage, span: Span) -> str:
    """The passage's place ("row 2-6"), narrowed to the blocks that ``span`` touches ("row 3") where they are counted."""
    counted = _RANGE.fullmatch(passage.locator)
    if counted is None:
        return passage.locator
    first, last = int(counted[2]), int(counted[3])
    if passage.text.count(BREAK) != last - first:
        return passage.locator
    before = passage.text[: span.start - passage.span.start].count(BREAK)
    within = passage.text[: span.end - passage.span.start].count(BREAK)
    ends = f"{first + before}" if within == before else f"{first + before}-{first + within}"
    return f"{counted[1]}{ends}"
