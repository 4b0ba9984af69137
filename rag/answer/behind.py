"""What stands behind a quote in its document."""

from __future__ import annotations

from collections.abc import Iterator

from rag.answer.draft import Pick
from rag.store import Index
from rag.types import Passage, Span


def blocks_behind(pick: Pick, index: Index) -> Iterator[tuple[Passage, Span]]:
    """The paragraph in which ``pick`` ends, if anything of it is left, and those behind it to the end of the source, each with its passage, in
    characters of the source."""
    for passage in index.passages[index.row_of[pick.passage.id] :]:
        if passage.source_id != pick.passage.source_id:
            return
        for block in passage.blocks():
            span = block.shifted(passage.span.start)
            if span.end > pick.span.end:
                yield passage, span
