"""Passages of a source as a person would read them: whole paragraphs, items and rows, or runs of them, under their headings.

Each is an exact span of the stored text. A heading goes with what it is over, a list with what announces it, the name
of a group of rows with its rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rag.ingest.pieces import pieces, words
from rag.types import GROUP, HEADING, ITEM, UNDER, Block, Kind, Passage, SourceText, Span

WORDS = 150  # of a passage: some 200 tokens
_SPARE = 1.25  # a paragraph so much longer stays whole, and so does a run with a short last one
_TINY = 25  # words; a run below this goes with the one before it where it can
_LONGEST_LEAD = 40  # words of what announces a list and stands over the rest of it
_NUMBERED = re.compile(r"(.*?)(\d+)(?:-(\d+))?")
_PAGE = re.compile(r"p\. \d+(-\d+)?")


def split(source: SourceText, max_words: int = WORDS) -> list[Passage]:
    """Passages in order, without overlap; all that is not white space in a block lies in exactly one.

    A fact is one passage under its own id, a paragraph of a seed is one passage with the headings before it. No blocks give no passages.
    """
    passages: list[Passage] = []
    lead = ""  # what announced the list that is going on
    for run in _joined(_runs(source, max_words), source, max_words):
        first = run[0]
        span = Span(first.span.start, run[-1].span.end)
        said = [block for block in run if block.form != HEADING]
        if not said and passages and not first.id:
            passages[-1] = _longer(passages[-1], span.end, source)
            continue
        path = UNDER.join(filter(None, (first.path, lead if first.form == ITEM else "")))
        locator = _joint_locator([block.locator for block in said or run]) or first.locator
        whole = first.id or source.source.kind is Kind.SEED or words(span.of(source.text)) <= _SPARE * max_words
        for piece in [span] if whole else pieces(source, span, max_words, _SPARE):
            text = piece.of(source.text)
            if text.strip():
                name = first.id or f"{source.source.id}:{piece.start}-{piece.end}"
                over = path if piece.start == span.start else (said or run)[0].path
                passages.append(
                    Passage(name, source.source.id, text, piece, locator, first.basis, over, first.dated, first.by)
                )
        lead = _lead(run, lead, source)
    return passages


def _runs(source: SourceText, max_words: int) -> list[list[Block]]:
    """Blocks that make a passage together, headings first."""
    runs: list[list[Block]] = []
    for block in source.blocks:
        if runs and _goes_on(runs[-1], block, source, max_words):
            runs[-1].append(block)
        else:
            along = _taken_along(runs[-1], block, source) if runs else []
            if along:
                del runs[-1][-len(along) :]
            runs.append([*along, block])
    return runs


def _goes_on(run: Sequence[Block], block: Block, source: SourceText, max_words: int) -> bool:
    said = [b.locator for b in run if b.form != HEADING]
    if block.id or run[0].id or block.basis != run[0].basis:
        return False
    if not said:
        return True
    if block.form == HEADING or source.source.kind is not Kind.DOCUMENT:
        return False
    return _joint_locator([*said, block.locator]) is not None and _size([*run, block], source) <= max_words


def _taken_along(run: Sequence[Block], block: Block, source: SourceText) -> Sequence[Block]:
    """What at the end of ``run`` goes with ``block``: the line that announces its list, the name of its group; not all there is."""
    if block.form == HEADING or block.id or source.source.kind is not Kind.DOCUMENT:
        return []
    at, following = len(run), block
    while at and _opens(run[at - 1], following, source):
        at -= 1
        following = run[at]
    return run[at:] if any(b.form != HEADING for b in run[:at]) else []


def _opens(block: Block, following: Block, source: SourceText) -> bool:
    if block.form == GROUP:
        return True
    return following.form == ITEM and block.form != ITEM and _announces(block, source)


def _announces(block: Block, source: SourceText) -> bool:
    return block.form != HEADING and block.span.of(source.text).rstrip().endswith((":", "："))


def _joined(runs: Sequence[list[Block]], source: SourceText, max_words: int) -> list[list[Block]]:
    """``runs``, each that is too short to stand alone in one with what stands before it in its section."""
    joined: list[list[Block]] = []
    for run in runs:
        before = joined[-1] if joined else []
        both = [*before, *run]
        places = [b.locator for b in both if b.form != HEADING]
        if (
            before
            and source.source.kind is Kind.DOCUMENT
            and not any(b.id for b in both)
            and run[0].form != HEADING
            and (run[0].path, run[0].basis) == (before[-1].path, before[-1].basis)
            and _size(run, source) < _TINY
            and _size(both, source) <= _SPARE * max_words
            and _joint_locator(places) is not None
        ):
            joined[-1] = both
        else:
            joined.append(run)
    return joined


def _lead(run: Sequence[Block], lead: str, source: SourceText) -> str:
    """What announces the list that ``run`` ends with; ``lead`` where that began before it; "" without either."""
    if run[-1].form != ITEM:
        return ""
    over = next((b for b in reversed(run) if b.form != ITEM), None)
    if over is None:
        return lead
    said = over.span.of(source.text)
    return said if _announces(over, source) and words(said) <= _LONGEST_LEAD else ""


def _longer(passage: Passage, end: int, source: SourceText) -> Passage:
    """``passage`` with the heading behind it, under which nothing stands."""
    span = Span(passage.span.start, end)
    name = f"{source.source.id}:{span.start}-{span.end}" if ":" in passage.id else passage.id
    return replace(passage, id=name, text=span.of(source.text), span=span)


def _size(blocks: Sequence[Block], source: SourceText) -> float:
    return sum(words(block.span.of(source.text)) for block in blocks)


def _joint_locator(locators: Sequence[str]) -> str | None:
    """One place for neighbours: "para 3-5", the page they share, or None when they do not belong together, as the rows around
    an empty one, which "row 3-5" would count among them."""
    first = locators[0]
    if all(locator == first for locator in locators):
        return first
    if _PAGE.fullmatch(first):
        return None  # a quote is cited to its page
    numbered = [found for locator in locators if (found := _NUMBERED.fullmatch(locator))]
    if len(numbered) < len(locators) or any(found[1] != numbered[0][1] for found in numbered):
        return None
    start, end = numbered[0], numbered[-1]
    if any(int(later[2]) - int(found[3] or found[2]) > 1 for found, later in pairwise(numbered)):
        return None
    return f"{start[1]}{start[2]}-{end[3] or end[2]}"
