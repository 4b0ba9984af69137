"""Where a quote stands in a source: letter for letter, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rag.text.fold import READ_AGAIN, fold
from rag.types import Passage, Span

_PAIRS = {"“": "”", "«": "»", "「": "」", "『": "』", "„": "“", '"': '"', "‟": "”"}
_OPENING = re.compile(f"[{''.join(_PAIRS)}]")


def find_verbatim(quote: str, source_text: str) -> Span | None:
    """The span of the first place where exactly these characters stand; None when nowhere."""
    at = source_text.find(quote) if quote else -1
    return Span(at, at + len(quote)) if at >= 0 else None


def find_folded(quote: str, source_text: str) -> Span | None:
    """The span of the source's own characters that differ from ``quote`` only in quotes, dashes, space or case.

    The caller shows ``span.of(source_text)`` in place of the quote and says so. None when there is no such place.
    """
    wanted, stored = fold(quote).text.strip(), fold(source_text)
    at = stored.text.find(wanted) if wanted else -1
    return stored.source_span(at, at + len(wanted)) if at >= 0 else None


@lru_cache(maxsize=READ_AGAIN)
def quoted_parts(text: str) -> tuple[Span, ...]:
    """Spans of what stands between quotation marks, without the marks; a mark that is never closed opens nothing."""
    parts: list[Span] = []
    closings = {opened: _closings(text, opened, close) for opened, close in _PAIRS.items() if opened in text}
    at = 0
    while mark := _OPENING.search(text, at):
        at = mark.start()
        end = closings[mark[0]].get(at, -1)
        if end > at + 1:
            parts.append(Span(at + 1, end))
            at = end
        at += 1
    return tuple(parts)


def told_plainly(text: str, summaries: Sequence[Passage]) -> str:
    """``text`` without the quotation marks around words of ``summaries``: they are ours, and no source's."""
    for part in reversed(quoted_parts(text)):
        if any(find_folded(part.of(text), one.text) for one in summaries):
            text = text[: part.start - 1] + part.of(text) + text[part.end + 1 :]
    return text


def _closings(text: str, opened: str, close: str) -> dict[int, int]:
    """Where each mark closes, past marks of the same kind nested in it; those that do not are left out. One pass: a hostile text may open
    thousands."""
    if opened == close:
        return dict(pairwise(at for at, char in enumerate(text) if char == close))
    found: dict[int, int] = {}
    waiting: list[int] = []
    for at, char in enumerate(text):
        if char == opened:
            waiting.append(at)
        elif char == close and waiting:
            found[waiting.pop()] = at
    return found
