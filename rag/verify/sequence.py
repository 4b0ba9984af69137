"""What came before what, and what holds on which condition: "A before B", "after B, A", "A, then B", "if A, B"."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text import READ_AGAIN, content_words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.negation import negations
from rag.verify.synonyms import LIGHT, shared

_TIME, _CONDITION = "one before the other", "one on condition of the other"
# kind, whether what follows the connective is the former (the earlier, the condition), the connectives.
_JOINS = (
    (_TIME, False, re.compile(r"\b(?<!the day )(?<!shortly )before\b|(?:,|\band)\s+(?:only\s+)?then\b", re.IGNORECASE)),
    (_TIME, True, re.compile(r"\b(?<!the day )after\b(?!\s+all\b)", re.IGNORECASE)),
    (_CONDITION, True, re.compile(r"\b(?<!as )(?<!even )(?<!only )(?:if|when|whenever)\b", re.IGNORECASE)),
)
Sides = tuple[tuple[str, ...], tuple[str, ...]]


def check_sequence(claim: str, best: str) -> list[Finding]:
    """A finding when two things told in both texts have changed places; nothing unless each has one such connective."""
    if _fit(claim, best) < 0 and bool(negations(claim)) == bool(negations(best)):
        return [Finding(Status.CONTRADICTED, "what comes first in the source comes second in the claim")]
    return []


def same_sequence(claim: str, best: str) -> bool:
    """True when both tell of the same two things in the same order, in whatever words: "A before B", "B after A"."""
    return _fit(claim, best) > 0


def _fit(claim: str, best: str) -> int:
    """Above 0 when the sides fit straight on, below when only crosswise, 0 when they cannot be compared."""
    mine, theirs = _sides(claim), _sides(best)
    for kind in mine.keys() & theirs.keys():
        (a, b), (x, y) = mine[kind], theirs[kind]
        straight, crossed = (shared(a, x), shared(b, y)), (shared(a, y), shared(b, x))
        if min(straight) > 0 and sum(straight) > sum(crossed):
            return 1
        if min(crossed) > 0 and sum(crossed) > sum(straight):
            return -1
    return 0


@lru_cache(maxsize=READ_AGAIN)
def _sides(text: str) -> dict[str, Sides]:
    """For each kind of connective of which ``text`` has just one: the words of the former and of the latter."""
    found: dict[str, Sides] = {}
    for kind in (_TIME, _CONDITION):
        joins = [(m, behind) for k, behind, pattern in _JOINS if k == kind for m in pattern.finditer(text)]
        if len(joins) != 1:
            continue
        match, former_behind = joins[0]
        before, after = text[: match.start()], text[match.end() :]
        if not content_words(before):  # "After B, A"
            after, comma, before = after.partition(",")
            if not comma:
                continue
        near, far = (tuple(w.text for w in content_words(side) if w.text not in LIGHT) for side in (after, before))
        found[kind] = (near, far) if former_behind else (far, near)
    return found
