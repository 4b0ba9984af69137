"""Passages of a source: whole sentences up to a size that embeds well, each an exact span of the stored text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.ingest.clean import CJK
from rag.ingest.marked import is_marked_heading
from rag.sentences import sentences
from rag.types import ROW, Block, Kind, Passage, SourceText, Span

_TINY_WORDS = 25  # a block below this is poor company for a question on its own
_CJK_WORD = 1.7  # characters of a Chinese or Japanese word, on average
_LONG_TOKEN = 30  # characters; from there on a run without blanks is counted as several words of six
_WIDE = CJK + "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20"  # with the punctuation that goes with them
_ATOM = re.compile(rf"\s+|[{_WIDE}]|[^\s{_WIDE}]{{1,{_LONG_TOKEN}}}")
_CLAUSE_END = re.compile(r"[,;:—–，；：、][\"'”’]?$")
_NUMBERED = re.compile(r"(.*?)(\d+)(?:-(\d+))?")


def split(source: SourceText, max_words: int = 120) -> list[Passage]:
    """Passages in order, without overlap; all that is not white space in a block lies in exactly one.

    A fact is one passage under its own id, a paragraph of a seed is one passage. In documents longer blocks are cut
    between sentences, and neighbouring blocks of under 25 words are packed together. No blocks give no passages.
    """
    passages: list[Passage] = []
    for group in _groups(source, max_words):
        first = group[0]
        span = Span(first.span.start, group[-1].span.end)
        locator = _joint_locator([block.locator for block in group]) or first.locator
        whole = first.id or source.source.kind is Kind.SEED or len(group) > 1
        for piece in [span] if whole else _pieces(source, span, max_words):
            text = piece.of(source.text)
            if text.strip():
                name = first.id or f"{source.source.id}:{piece.start}-{piece.end}"
                passages.append(Passage(name, source.source.id, text, piece, locator, first.basis))
    return passages


def words(text: str) -> float:
    """How many words ``text`` has; Chinese and Japanese characters count 1/1.7 each."""
    wide = len(re.findall(f"[{_WIDE}]", text))
    rest = re.sub(f"[{_WIDE}]", " ", text).split()
    return wide / _CJK_WORD + sum(1 if len(token) < _LONG_TOKEN else len(token) / 6 for token in rest)


def _groups(source: SourceText, max_words: int) -> Iterator[list[Block]]:
    """Blocks that make passages together: one by one, or tiny neighbours of a document."""
    group: list[Block] = []
    total = 0.0
    for block in source.blocks:
        count = words(block.span.of(source.text))
        packs = source.source.kind is Kind.DOCUMENT and not block.id and 0 < count < _TINY_WORDS
        heads = packs and is_marked_heading(block.span.of(source.text))  # of what follows, not of what stands before
        fits = packs and not heads and group and total + count <= max_words and block.basis == group[0].basis
        if fits and _joint_locator([*(b.locator for b in group), block.locator]) is not None:
            group.append(block)
            total += count
            continue
        if group:
            yield group
        group, total = ([block], count) if packs else ([], 0.0)
        if not packs:
            yield [block]
    if group:
        yield group


def _pieces(source: SourceText, span: Span, max_words: int) -> list[Span]:
    """Runs of whole sentences of up to ``max_words``; a longer sentence stands alone, one of over twice that is cut."""
    pieces: list[Span] = []
    total = 0.0
    for sentence in _sentences(source, span, max_words):
        count = words(sentence.of(source.text))
        if pieces and total + count <= max_words:
            pieces[-1] = Span(pieces[-1].start, sentence.end)
            total += count
        else:
            pieces.append(sentence)
            total = count
    return pieces


def _sentences(source: SourceText, span: Span, max_words: int) -> Iterator[Span]:
    """The sentences under ``span`` in places of the source, the overlong ones in parts."""
    for sentence in sentences(span.of(source.text), source.source.language):
        placed = sentence.shifted(span.start)
        text = placed.of(source.text)
        if words(text) <= 2 * max_words:
            yield placed
        else:
            yield from (part.shifted(placed.start) for part in _cut(text, max_words))


def _cut(text: str, max_words: int) -> Iterator[Span]:
    """Parts of one overlong sentence: cut behind a clause, else at white space, else between characters."""
    atoms = list(_ATOM.finditer(text))
    first, at, total = 0, 0, 0.0
    clause = blank = 0  # the atoms before which the part may end
    while at < len(atoms):
        total += words(atoms[at][0])
        if total > max_words and at > first:
            half = (first + at) // 2  # a clause end nearer the start would make crumbs
            end = clause if clause > half else blank if blank > first else at
            yield from _stripped(text, atoms[first].start(), atoms[end].start())
            first = at = end
            total = 0.0
            continue
        if atoms[at][0].isspace():
            blank = at
        at += 1
        if _CLAUSE_END.search(atoms[at - 1][0]) and at < len(atoms):
            clause = at
    yield from _stripped(text, atoms[first].start(), len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    if left < right:
        yield Span(left, right)


def _joint_locator(locators: Sequence[str]) -> str | None:
    """One place for neighbours: "para 3-5", the section they share, or None when they do not belong together, as the rows around
    an empty one, which "row 3-5" would count among them."""
    first = locators[0]
    if all(locator == first for locator in locators):
        return first
    if (
        first.startswith("section ")
        and not any(map(ROW.search, locators))
        and all(locator.startswith(f"{first}, ") for locator in locators[1:])
    ):
        return _joint_locator(locators[1:])  # a heading and the paragraphs under it; rows are counted without one
    if first.startswith("p. "):
        return None  # a quote is cited to its page
    numbered = [found for locator in locators if (found := _NUMBERED.fullmatch(locator))]
    if len(numbered) < len(locators) or any(found[1] != numbered[0][1] for found in numbered):
        return None
    start, end = numbered[0], numbered[-1]
    if any(int(later[2]) - int(found[3] or found[2]) > 1 for found, later in pairwise(numbered)):
        return None
    return f"{start[1]}{start[2]}-{end[3] or end[2]}"
