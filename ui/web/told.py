"""What went wrong with a question, as the page says it: in the reader's language where the page has words for it."""

from __future__ import annotations

from rag.errors import EmptyQuestion, one_line
from ui.web.words import word


def told(exc: BaseException, language: str) -> str:
    """One line for a reader."""
    return word("empty", language) if isinstance(exc, EmptyQuestion) else one_line(exc)
