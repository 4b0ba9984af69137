"""A sentence cut into clauses that each say one thing."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text import READ_AGAIN, content_words

_JOINTS = re.compile(
    r";\s+|,\s+(?:and|but|while|whereas|although|though|because|which)\s+|\s+(?:while|whereas|although|because|but)\s+",
    re.IGNORECASE,
)
_LEAST = 3  # words of matter that make a clause of its own


@lru_cache(maxsize=READ_AGAIN)
def parts(text: str) -> tuple[str, ...]:
    """``text`` cut where another clause begins; a piece with hardly any matter of its own stays with the one before.

    The pieces joined give ``text`` again.
    """
    pieces: list[str] = []
    at = 0
    for match in _JOINTS.finditer(text):
        piece = text[at : match.start()]
        if len(content_words(piece)) >= _LEAST and len(content_words(text[match.end() :])) >= _LEAST:
            pieces.append(piece)
            at = match.start()
    return (*pieces, text[at:])
