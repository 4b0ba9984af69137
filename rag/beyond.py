"""What a follow-up asks beyond the question before it: where both are asked together, what answers the earlier one stands behind.

"How many members does it have? How long do they serve?" finds the number first, which was told the turn before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rag.rows.named import ROW
from rag.types import Hit

Hits = tuple[Hit, ...]
TOLD = 0.75  # of a passage's score for the earlier question alone, that it loses


def beyond(alone: str, asked_as: str, hits: Hits, find: Callable[[str], Hits]) -> Hits:
    """``hits`` of ``asked_as`` in the order of what each tells beyond the question that stands before ``alone`` in it.

    As they are where nothing stands before it, and where rows of a table have their places. The scores stay in their order.
    """
    before = asked_as.removesuffix(alone).strip() if asked_as.endswith(alone) else ""
    if not before or any(ROW in hit.parts for hit in hits):
        return hits
    earlier = {hit.passage.id: hit.score for hit in find(before)}
    least = min((earlier[hit.passage.id] for hit in hits if hit.passage.id in earlier), default=0.0)
    turned = sorted(hits, key=lambda hit: TOLD * earlier.get(hit.passage.id, least) - hit.score)
    return tuple(replace(hit, score=of.score) for hit, of in zip(turned, hits, strict=True))
