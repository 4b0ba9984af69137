"""Who is said to say a sentence: the name that stands nearest to the words it has between quotation marks."""

from __future__ import annotations

from rag.verify.quotes import quoted_parts
from rag.verify.references import is_short
from rag.verify.values.names import names

_NEAR = 80  # characters between a quote and the name of who speaks


def speaker(sentence: str) -> str:
    """As the sentence names it; "" where it quotes nobody or names no one near the quote."""
    quotes = [part for part in quoted_parts(sentence) if not is_short(part.of(sentence))]
    outside = [n for n in names(f"x {sentence}", sentence) if not any(q.overlaps(n.span.shifted(-2)) for q in quotes)]
    near = [
        (min(max(n.span.start - 2 - q.end, q.start - n.span.end + 2, 0) for q in quotes), n.text)
        for n in outside
        if quotes
    ]
    gap, name = min(near, default=(_NEAR, ""))
    return name if gap < _NEAR else ""
