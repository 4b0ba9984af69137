"""Of what a sentence has none: "no application was made in the United States" denies nothing of applications in Europe."""

from __future__ import annotations

import re

from rag.content import key, keys

_END = re.compile(r"[.!?]\s")
_NONE = re.compile(r"no\s", re.IGNORECASE)


def about(premise: str, text: str, at: int, struck: str) -> bool:
    """True unless ``text`` says at ``at`` that there was no ``struck`` in a sentence that has no other word of the premise, and some of its own."""
    if not _NONE.match(text, at):
        return True
    start = max((m.end() for m in _END.finditer(text, 0, at)), default=0)
    end = _END.search(text, at)
    sentence = text[start : end.start() if end else len(text)]
    others = {k for k in keys(sentence) if k != key(struck)}
    return not others or not others.isdisjoint(keys(premise) - {key(struck)})
