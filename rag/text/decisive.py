"""The words of a place that bear on a claim: all of it, or of a long one the sentences that meet the claim."""

from __future__ import annotations

from collections.abc import Sequence

from rag.text.sentences import sentences
from rag.text.tokens import tokens
from rag.types import Span

LONG = 400  # characters; a place of more is not quoted whole
_ADDS = 2  # words of the claim that a neighbouring sentence has to bring in


def decisive(told: str, text: str, blocks: Sequence[Span], language: str) -> Span:
    """The stretch of one of ``blocks``, spans of ``text``, that shares most words with ``told``: the claim and the reason for its status.

    Of a block of over LONG characters it is the sentence that shares most, with neighbours that add to it; where none shares a word,
    its first. ``blocks`` must not be empty.
    """
    wanted = set(tokens(told, language))
    block = max(blocks, key=lambda span: len(wanted & set(tokens(span.of(text), language))))
    if block.end - block.start <= LONG:
        return block
    spans = [span.shifted(block.start) for span in sentences(block.of(text), language)]
    shared = [wanted & set(tokens(span.of(text), language)) for span in spans]
    first = last = max(range(len(spans)), key=lambda n: len(shared[n]))
    have = shared[first]
    while have:
        beside = [n for n in (first - 1, last + 1) if 0 <= n < len(spans) and len(shared[n] - have) >= _ADDS]
        fits = [n for n in beside if spans[max(n, last)].end - spans[min(n, first)].start <= LONG]
        if not fits:
            break
        best = max(fits, key=lambda n: len(shared[n] - have))
        first, last, have = min(best, first), max(best, last), have | shared[best]
    return Span(spans[first].start, spans[last].end)
