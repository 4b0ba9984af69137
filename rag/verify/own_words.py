"""The sentences of an article that bear a claim about it, verbatim, in the paragraphs where the claim was read."""

from __future__ import annotations

from collections.abc import Collection

from rag.text.fold import well_formed
from rag.text.sentences import sentences
from rag.types import SourceText, Span
from rag.verify.windows import shared, terms, weight

_MORE = 0.25  # share of the claim that a further sentence has to bring in
_LONGEST = 600  # characters of a paragraph that is shown whole when no sentence of it shares a word with the claim


def own_words(claim: str, article: SourceText, locators: Collection[str]) -> tuple[Span, ...]:
    """The best sentence of the located paragraphs and any other that adds to it, in order; empty without such a place.

    A paragraph that shares no word with the claim is given whole when it is short: the editor says that it stands there.
    """
    places = [block for block in article.blocks if block.locator in locators]
    left = [
        span.shifted(block.span.start)
        for block in places
        for span in sentences(well_formed(block.span.of(article.text)), article.source.language)
    ]
    open_ = terms(claim)
    total = sum(map(weight, open_)) or 1.0
    chosen: list[Span] = []
    while left:
        best = max(left, key=lambda s: shared(open_, s.of(article.text)))
        gain = shared(open_, best.of(article.text)) / total
        if gain <= 0 or (chosen and gain < _MORE):
            break
        chosen.append(best)
        left.remove(best)
        open_ -= terms(best.of(article.text))
    if not chosen:
        chosen = [block.span for block in places if block.span.end - block.span.start <= _LONGEST]
    return tuple(sorted(chosen, key=lambda s: s.start))
