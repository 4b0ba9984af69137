"""What went wrong, as the page says it to a reader, who is no keeper of the server: paths and defects go to its log."""

from __future__ import annotations

from rag.common.log import log_traceback
from rag.errors import EmptyQuestion, TooLong, UsageError, one_line
from ui.api.problems import Problem
from ui.words import word

LATE = 504  # the time of an answer was over


def told(exc: BaseException, language: str, otherwise: str = "not_answered") -> str:
    """One line in the reader's language where the page has words for it; ``otherwise``: the word for what only the log explains."""
    if isinstance(exc, EmptyQuestion):
        return word("empty", language)
    if isinstance(exc, TooLong):
        return word("too_long", language, count=f"{exc.count:,}", most=f"{exc.most:,}")
    if isinstance(exc, Problem):
        return word("late", language) if exc.status == LATE else exc.message
    if isinstance(exc, UsageError):
        return one_line(exc)
    log_traceback(exc)
    return word(otherwise, language)
