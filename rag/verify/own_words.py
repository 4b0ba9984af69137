"""The sentences of an article that bear a claim about it, verbatim, in the paragraphs where the claim was read."""

from __future__ import annotations

from collections.abc import Collection

from rag.sentences import sentences
from rag.text import content_words, well_formed, words
from rag.types import SourceText, Span
from rag.verify.words.coverage import coverage

_MORE = 0.25  # share of the claim's words that a further sentence has to bring in
_LONGEST = 600  # characters of a paragraph that is shown whole when no sentence of it shares a word with the claim


def own_words(claim: str, article: SourceText, locators: Collection[str]) -> tuple[Span, ...]:
    """The best sentence of the located paragraphs and any other that adds to it, in order; empty without such a place.

    A paragraph that shares no word with the claim is given whole when it is short: the editor says that it stands there.
    """
    language = article.source.language
    wanted = content_words(claim, language) or words(claim)
    places = [block for block in article.blocks if block.locator in locators]
    found = [
        span.shifted(block.span.start)
        for block in places
        for span in sentences(well_formed(block.span.of(article.text)), language)
    ]
    chosen: list[Span] = []
    have: set[str] = set()
    while found:
        before = coverage(wanted, have).share if have else 0.0
        best = max(found, key=lambda s: coverage(wanted, have | _words(s, article)).share)
        gain = coverage(wanted, have | _words(best, article)).share - before
        if gain <= 0 or (chosen and gain < _MORE):
            break
        chosen.append(best)
        found.remove(best)
        have |= _words(best, article)
    if not chosen:
        chosen = [block.span for block in places if block.span.end - block.span.start <= _LONGEST]
    return tuple(sorted(chosen, key=lambda s: s.start))


def _words(span: Span, article: SourceText) -> set[str]:
    text = span.of(article.text)
    return {w.text for w in content_words(text, article.source.language)} | {w.text for w in words(text)}
