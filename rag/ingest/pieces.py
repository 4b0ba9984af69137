"""A paragraph that is too long for a passage, in runs of whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.ingest.clean import CJK
from rag.text.sentences import sentences
from rag.types import SourceText, Span

_TINY = 25  # words of a last piece that stays with the one before it
_CJK_WORD = 1.7  # characters of a Chinese or Japanese word, on average
_LONG_TOKEN = 30  # characters; from there on a run without blanks is counted as several words of six
_WIDE = CJK + "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20"  # with the punctuation that goes with them
_WIDE_ONE = re.compile(f"[{_WIDE}]")
_ATOM = re.compile(rf"\s+|[{_WIDE}]|[^\s{_WIDE}]{{1,{_LONG_TOKEN}}}")
_CLAUSE_END = re.compile(r"[,;:—–，；：、][\"'”’]?$")


def words(text: str) -> float:
    """How many words ``text`` has; Chinese and Japanese characters count 1/1.7 each."""
    rest, wide = (text, 0) if text.isascii() else _WIDE_ONE.subn(" ", text)
    return wide / _CJK_WORD + sum(1 if len(token) < _LONG_TOKEN else len(token) / 6 for token in rest.split())


def pieces(source: SourceText, span: Span, max_words: int, spare: float) -> list[Span]:
    """Runs of whole sentences under ``span`` of up to ``max_words``; a longer sentence stands alone, one of over twice that is cut.

    A short last run stays with the one before it as far as ``spare`` allows.
    """
    found: list[Span] = []
    sizes: list[float] = []
    for sentence in _sentences(source, span, max_words):
        count = words(sentence.of(source.text))
        if found and sizes[-1] + count <= max_words:
            found[-1] = Span(found[-1].start, sentence.end)
            sizes[-1] += count
        else:
            found.append(sentence)
            sizes.append(count)
    if len(found) > 1 and sizes[-1] < _TINY and sizes[-2] + sizes[-1] <= spare * max_words:
        found[-2:] = [Span(found[-2].start, found[-1].end)]
    return found


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
