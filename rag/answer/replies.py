"""A model's replies about sentences: failed ones written again, and a second model's opinion, which may lower a verdict and never raise one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answer.tidy import tidy
from rag.reason import Code, reason
from rag.text.fold import small
from rag.types import Status, Verdict, verdict

MOST = 8  # sentences of one call
_LINE = re.compile(r"^\W{0,4}(\d{1,2})\s*[:.)]\s*(.+)$")
_OPINION = re.compile(r"^\W{0,4}(\d{1,2})\**\s*[:.)]\s*\W{0,3}(yes|partly|no)\b\W*(.*)$", re.IGNORECASE)
_HOLDS = "yes"


def lowered(verdicts: Sequence[Verdict], reply: str, model: str) -> list[Verdict]:
    """``verdicts`` with those lowered that the reply finds wanting.

    What was supported and has no line that can be read becomes "not checked": the judge was to look at it and has not.
    """
    out = list(verdicts)
    seen: set[int] = set()
    for line in reply.splitlines():
        match = _OPINION.match(line.strip())
        place = int(match[1]) - 1 if match else -1
        if not match or not 0 <= place < len(out) or place in seen:
            continue
        seen.add(place)
        before = out[place]
        if before.status.borne and small(match[2]) != _HOLDS:
            why = reason(Code.DOUBTED, model=model, why=match[3].strip()[:120] or small(match[2]))
            out[place] = verdict(before.claim, Status.NOT_CONFIRMED, why, *before.reasons, confidence=before.confidence)
    for place, before in enumerate(verdicts):
        if place not in seen and before.status.borne:
            out[place] = verdict(before.claim, Status.UNCHECKED, reason(Code.UNREAD, model=model), *before.reasons)
    return out


def mended(reply: str, count: int) -> dict[int, str]:
    """New sentences by their number from 1 to ``count``; a dropped, missing or repeated one is left out."""
    found: dict[int, str] = {}
    for line in reply.splitlines():
        match = _LINE.match(line.strip())
        if not match or not 1 <= int(match[1]) <= count or int(match[1]) in found:
            continue
        text = tidy(match[2])
        if text.strip(".*_ ").upper() != "DROP" and text:
            found[int(match[1])] = text
    return found
