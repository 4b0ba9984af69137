"""What stands under a heading in its own passage: a list has no words of the question that its heading is asked by."""

from __future__ import annotations

from rag.answer.headline import only_titles
from rag.text import word_count
from rag.types import Passage, Source, Span


def below(passage: Passage, span: Span, source: Source, longest: int) -> Span | None:
    """The paragraphs from behind the heading at ``span``, in characters of the source, to the next heading, up to ``longest`` words and at
    least one; None where nothing stands under it. Where headings open sections, what reads like one inside of a section is an item."""
    own = span.shifted(-passage.span.start)
    opens = own.start == 0 and passage.locator.startswith("section '")
    found: Span | None = None
    for block in passage.blocks():
        if block.start < own.end:
            continue
        if not opens and only_titles(passage, block, source):
            break
        grown = Span(found.start if found else block.start, block.end)
        if found and word_count(grown.of(passage.text)) > longest:
            break
        found = grown
    return found.shifted(passage.span.start) if found else None
