"""Headings by their form: they say what a text is about and state nothing, so they are no quote while a sentence is there."""

from __future__ import annotations

import re

from rag.types import BREAK, Kind, Passage, Source, Span

LONGEST = 12  # words of a line without a full stop that is taken for a heading
_SECTION = re.compile(r"section '(.+?)…?'(?:, (.*))?", re.DOTALL)
_BULLET = re.compile(r"[•▪‣◦●■*-]\s*\S")
_ENDS = re.compile(r"[.!?…:;。！？：；][\"'”’»)\]」』]*$")


def only_titles(passage: Passage, span: Span, source: Source) -> bool:
    """True when ``span``, in characters of the passage's own text, touches nothing but headings; a fact of a record is none."""
    if source.kind is Kind.RECORD or passage.of_rows:
        return False
    return all(is_heading(passage, block) for block in passage.blocks() if block.overlaps(span))


def is_heading(passage: Passage, span: Span) -> bool:
    """True for a block of a passage that is a heading of its source, or a short line without a full stop."""
    text = span.of(passage.text).strip()
    if _BULLET.match(text):
        return False  # an item of a list, however short
    if section := _SECTION.fullmatch(passage.locator):
        named, below = section.groups()
        if (below is None and BREAK not in passage.text) or (span.start == 0 and text.startswith(named)):
            return True
    return not _ENDS.search(text) and len(text.split()) <= LONGEST and "\n" not in text
