"""Times told from the day of writing: this year's is not last year's."""

from __future__ import annotations

import re

from rag.types import Status
from rag.verify.findings import Finding

_TOLD = re.compile(r"\b(this|last|next)\s+(year|month|week|season|summer|winter|spring|autumn)\b", re.IGNORECASE)


def check_relative(text: str, best: str) -> list[Finding]:
    """A finding where the claim says "this year" and its sentence only "last year", or the like."""
    mine, theirs = _told(text), _told(best)
    for unit, which in mine.items():
        others = theirs.get(unit, frozenset())
        if others and not which & others:
            said, told = min(which), min(others)
            return [Finding(Status.CONTRADICTED, f"the claim says “{said} {unit}”, the source “{told} {unit}”")]
    return []


def _told(text: str) -> dict[str, frozenset[str]]:
    """For each unit of time which of them a text names."""
    found: dict[str, frozenset[str]] = {}
    for match in _TOLD.finditer(text):
        which, unit = match[1].casefold(), match[2].casefold()
        found[unit] = found.get(unit, frozenset()) | {which}
    return found
