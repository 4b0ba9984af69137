"""Headings and title lines: they say what a text is about and state nothing, so they are no answer while a sentence is there."""

from __future__ import annotations

import re

from rag.grammar.headings import reads_like_heading
from rag.grammar.titles import LONGEST_TITLE, reads_like_title
from rag.types import BREAK, Kind, Passage, Source, Span

_SECTION = re.compile(r"section '(.+?)…?'(?:, (.*))?", re.DOTALL)
BULLET = re.compile(r"[•▪‣◦●■]\s*\S")
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[IVX]{1,4})[.)]?\s+(?=[A-Z])")  # "5. Date of next meeting"


def only_titles(passage: Passage, span: Span, source: Source) -> bool:
    """True when ``span``, in characters of the passage's own text, touches nothing but headings and title lines of a text; a fact of
    a record is none."""
    if source.kind is Kind.RECORD or passage.of_rows:
        return False
    blocks = [block for block in passage.blocks() if block.overlaps(span)]
    return all(is_heading(passage, block, source.language) for block in blocks)


def is_heading(passage: Passage, span: Span, language: str, numbered: bool = False) -> bool:
    """True for a block of a passage that is a heading of its source or reads like one, with ``numbered`` also behind its number."""
    text = span.of(passage.text).strip()
    if BULLET.match(text):
        return False  # an item of a list, however short
    if section := _SECTION.fullmatch(passage.locator):
        named, below = section.groups()
        if below is None and BREAK not in passage.text:
            return True  # the heading alone
        if span.start == 0 and len(text.split()) <= LONGEST_TITLE and text.startswith(named):
            return True  # the heading over its paragraphs
    if language[:2] == "en":
        return reads_like_title(_NUMBER.sub("", text) if numbered else text)
    return reads_like_heading(text, language)
