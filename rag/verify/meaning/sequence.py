"""What came before what, and what holds on which condition: "A before B", "after B, A", "A, then B", "if A, B"."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text import READ_AGAIN, content_words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.negation import negations
from rag.verify.words.synonyms import LIGHT, shared

_TIME, _CONDITION, _ALL = "one before the other", "one on condition of the other", "one of all of the other"
# kind, whether what follows the connective is the former (the earlier, the condition), the connectives.
_JOINS = (
    (_TIME, False, re.compile(r"\b(?<!the day )(?<!shortly )before\b|(?:,|;|\band|\bbut)\s+(?:only\s+)?(?:then|later|afterwards|subsequently)\b", re.IGNORECASE)),
    (_TIME, True, re.compile(r"\b(?<!the day )after\b(?!\s+all\b)", re.IGNORECASE)),
    (_CONDITION, True, re.compile(r"\b(?<!as )(?<!even )(?<!only )(?:if|when|whenever)\b", re.IGNORECASE)),
    (_ALL, False, re.compile(r"(?<=\w)\s(?:is|are|was|were|has|have|had)\s(?!been\b|not\b|\w+ed\b)", re.IGNORECASE)),
)  # fmt: skip
_QUANTIFIED = re.compile(r"^\W*(?:all|every|each|most|many|few|half|no)\s", re.IGNORECASE)
_LATER = re.compile(r"\b(?:later|afterwards|subsequently)\b(?! than)", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:did|do|does|was|were|is|are|had|has|have|would|could)\s?(?:not|n't)\s(?P<what>(?:(?!\sfrom\s)[^,.;]){2,80}?)\s(?:until|till)\s",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\b(?:until|till|before|at first|initially|first|for a time|for some time|yet)\b", re.IGNORECASE)
_UNLESS = re.compile(r"\bunless\b|\bexcept (?:if|when)\b", re.IGNORECASE)
_IF = re.compile(r"\b(?:if|when|whenever)\b", re.IGNORECASE)
Sides = tuple[tuple[str, ...], tuple[str, ...]]


def check_sequence(claim: str, best: str) -> list[Finding]:
    """A finding when two things told in both texts have changed places, or when "not until" has lost its "until"."""
    if _UNTIL.search(best) and negations(claim) and not _SO_FAR.search(claim):
        return [Finding(Status.NOT_CONFIRMED, "the source says “until”; the claim leaves it out")]
    if (
        _UNLESS.search(best)
        and _IF.search(claim)
        and not _UNLESS.search(claim)
        and bool(negations(claim)) == bool(negations(best))
    ):
        return [Finding(Status.NOT_CONFIRMED, "the claim says “if”, the source says “unless”")]
    if _fit(claim, best) < 0 and bool(negations(claim)) == bool(negations(best)):
        return [Finding(Status.CONTRADICTED, "what comes first in the source comes second in the claim")]
    return []


def same_sequence(claim: str, best: str) -> bool:
    """True when both tell of the same two things in the same order, in whatever words: "A before B", "B after A"."""
    return _fit(claim, best, (_TIME,)) > 0


def in_order(claim: str) -> Sides | None:
    """The words of the earlier and of the later of the two things that a claim puts in order; None unless it does so once."""
    told = _sides(claim).get(_TIME, ())
    return told[0] if len(told) == 1 else None


def told_plainly(claim: str, best: str) -> str:
    """``best`` with "did not agree until" as "agreed after", where the claim denies nothing; else ``best``."""
    if negations(claim) or not _UNTIL.search(best):
        return best
    return _UNTIL.sub(lambda m: f"{m['what']} after ", best)


def _fit(claim: str, best: str, kinds: tuple[str, ...] = (_TIME, _CONDITION, _ALL)) -> int:
    """Above 0 when the sides fit straight on, below when of any kind only crosswise, 0 when they cannot be compared."""
    mine, theirs = _sides(claim), _sides(best)
    found = []
    for kind in kinds:
        if kind in theirs and len(mine.get(kind, ())) == 1:
            fits = [_compare(mine[kind][0], pair) for pair in theirs[kind]]
            found.append(max(fits) or min(fits))
    if _TIME not in mine and not any(found):
        return _later(claim, theirs.get(_TIME, ()))
    return min(found, default=0) or max(found, default=0)


def _compare(mine: Sides, theirs: Sides) -> int:
    (a, b), (x, y) = mine, theirs
    straight, crossed = (shared(a, x), shared(b, y)), (shared(a, y), shared(b, x))
    if min(straight) > 0 and sum(straight) > sum(crossed):
        return 1
    return -1 if min(crossed) > 0 and sum(crossed) > sum(straight) else 0


def _later(claim: str, theirs: tuple[Sides, ...]) -> int:
    """The fit of a claim that tells one of the two things as the later: "she later became the conductor"."""
    match = _LATER.search(claim)
    if len(theirs) != 1 or match is None:
        return 0
    told = [w.text for w in content_words(claim[match.end() :]) if w.text not in LIGHT]
    former, latter = (shared(side, told) / max(1, len(side)) for side in theirs[0])
    return (latter > former) - (former > latter)


@lru_cache(maxsize=READ_AGAIN)
def _sides(text: str) -> dict[str, tuple[Sides, ...]]:
    """For each kind of connective in ``text``: the words of the former and of the latter of each, up to the next one."""
    found: dict[str, tuple[Sides, ...]] = {}
    for kind in (_TIME, _CONDITION, _ALL):
        if kind == _ALL and not _QUANTIFIED.match(text):
            continue
        joins = sorted(
            ((m.start(), m.end(), behind) for k, behind, pattern in _JOINS if k == kind for m in pattern.finditer(text))
        )
        if joins and (kind == _TIME or len(joins) == 1):
            pairs = tuple(pair for at in range(len(joins)) if (pair := _pair(text, joins, at)))
            if pairs:
                found[kind] = pairs
    return found


def _pair(text: str, joins: list[tuple[int, int, bool]], at: int) -> Sides | None:
    """The former and the latter of one connective, each up to the next connective."""
    start, end, former_behind = joins[at]
    before = text[joins[at - 1][1] if at else 0 : start]
    after = text[end : joins[at + 1][0] if at + 1 < len(joins) else len(text)]
    if at and not content_words(text[: joins[at - 1][0]]) and joins[at - 1][2]:
        before = before.partition(",")[2] or before  # "After B, A and then C": it is A that comes before C
    if not content_words(before):  # "After B, A"
        after, comma, before = after.partition(",")
        if not comma:
            return None
    near, far = (tuple(w.text for w in content_words(side) if w.text not in LIGHT) for side in (after, before))
    return (near, far) if former_behind else (far, near)
