"""What a figure or a time is told from: this year's is not last year's, and 40 percent of something is not 40 percent below it."""

from __future__ import annotations

import re

from rag.types import Status
from rag.verify.findings import Finding

_TOLD = re.compile(r"\b(this|last|next)\s+(year|month|week|season|summer|winter|spring|autumn)\b", re.IGNORECASE)


def check_relative(text: str, best: str) -> list[Finding]:
    """A finding where the claim says "this year" and its sentence only "last year", or the like."""
    shares = _shares(best)
    for figure, below in _shares(text).items():
        if figure in shares and below != shares[figure]:
            shown = [f"percent {word or 'of'}" for word in (below, shares[figure])]
            return [
                Finding(Status.CONTRADICTED, f"the claim says “{figure} {shown[0]}”, the source “{figure} {shown[1]}”")
            ]
    mine, theirs = _told(text), _told(best)
    for unit, which in mine.items():
        others = theirs.get(unit, frozenset())
        if others and not which & others:
            said, told = min(which), min(others)
            return [Finding(Status.CONTRADICTED, f"the claim says “{said} {unit}”, the source “{told} {unit}”")]
    return []


_SHARE = re.compile(
    r"(?P<figure>\d[\d.,]*)\s?(?:%|percent|per cent) (?P<of>of (?:the|its|their|that|what|last|his|her|average|normal)\b|(?P<less>below|less than|lower than|under|fewer than|down on)|(?P<more>above|more than|higher than|over|greater than|up on))",
    re.IGNORECASE,
)


def _shares(text: str) -> dict[str, str]:
    """For each percentage that a text gives of, below or above something which of the three: "", "below" or "above"."""
    return {
        m["figure"].rstrip(".,"): "below" if m["less"] else "above" if m["more"] else "" for m in _SHARE.finditer(text)
    }


def _told(text: str) -> dict[str, frozenset[str]]:
    """For each unit of time which of them a text names."""
    found: dict[str, frozenset[str]] = {}
    for match in _TOLD.finditer(text):
        which, unit = match[1].casefold(), match[2].casefold()
        found[unit] = found.get(unit, frozenset()) | {which}
    return found
