"""Of what a sentence denies a word: "no application was made in the United States" denies nothing of applications in Europe."""

from __future__ import annotations

import re

from rag.content import key, keys

_END = re.compile(r"[.;!?]\s")


def about(premise: str, text: str, at: int, struck: str) -> bool:
    """True when the sentence of ``text`` in which ``struck`` is denied, at ``at``, has another word of the premise, or no other at all."""
    start = max((m.end() for m in _END.finditer(text, 0, at)), default=0)
    end = _END.search(text, at)
    sentence = text[start : end.start() if end else len(text)]
    others = {k for k in keys(sentence) if k != key(struck)}
    return not others or not others.isdisjoint(keys(premise) - {key(struck)})
