"""Things told apart by a letter: what the source says of Clinic A is not said of Clinic B."""

from __future__ import annotations

import re

from rag.tokens import STOP
from rag.types import Status
from rag.verify.findings import Finding

_LETTERED = re.compile(r"\b(?P<noun>[A-Za-z]{3,}) (?P<letter>[A-HJ-Z])\b(?![.'’]?[A-Za-z])")  # not "I"


def check_lettered(claim: str, best: str) -> list[Finding]:
    """A finding for a lettered thing of the claim whose sentence, ``best``, speaks of another one of the kind, and not of it."""
    there = {(m["noun"].casefold(), m["letter"]) for m in _LETTERED.finditer(best)}
    for match in _LETTERED.finditer(claim):
        noun, letter = match["noun"].casefold(), match["letter"]
        others = sorted(other for kind, other in there if kind == noun and kind not in STOP["en"])
        if others and letter not in others:
            named = match["noun"]
            return [Finding(Status.NOT_CONFIRMED, f"the source says this of {named} {others[0]}, not of {named} {letter}")]
    return []
