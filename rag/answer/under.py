"""A quote that is a numbered heading and nothing else ("2.1 Scope"): what stands under it is quoted instead."""

from __future__ import annotations

from rag.answer.draft import Pick
from rag.answer.headline import is_heading, only_titles
from rag.grammar.headings import is_marked_heading
from rag.sentences import sentences
from rag.store import Index
from rag.text import word_count
from rag.types import Kind, Passage


def under_heading(pick: Pick, index: Index, longest: int) -> Pick | None:
    """The passage behind a heading that ends its own, whole up to ``longest`` words and of a longer one the first sentence; None for any
    other quote, and where another heading or a table follows. Facts of a record have no order."""
    passage, source = pick.passage, index.sources[pick.passage.source_id]
    if source.kind is Kind.RECORD or passage.of_rows or not _is_last_heading(pick, source.language):
        return None
    row = index.row_of[passage.id] + 1
    below: Passage | None = index.passages[row] if row < len(index.passages) else None
    if below is None or below.source_id != passage.source_id or below.of_rows:
        return None
    block = next(iter(below.blocks()))
    if only_titles(below, block, source) or is_marked_heading(block.of(below.text)):
        return None
    if word_count(below.text) <= longest:
        return Pick(below, below.span)
    first = sentences(block.of(below.text), source.language)[0]
    return Pick(below, first.shifted(block.start + below.span.start))


def _is_last_heading(pick: Pick, language: str) -> bool:
    """True when the quote is one block, a numbered heading or one in capitals, and none stands behind it in its passage."""
    text = pick.quote.strip()
    own = pick.span.shifted(-pick.passage.span.start)
    behind = pick.passage.text[own.end :].strip()
    return not behind and is_marked_heading(text) and is_heading(pick.passage, own, language, numbered=True)
