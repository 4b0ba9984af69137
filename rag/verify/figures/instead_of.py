"""A figure that the source gives only as what was not: "notice of 45 days instead of 90" is no notice of 90 days. English only."""

from __future__ import annotations

import re

from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.values.statement import read

_NOT = re.compile(
    r"(?:\b(?:instead of|rather than|in place of)|,? (?:and )?not)\s+(?:(?:the|a|an|its|their|required|promised|planned|usual|agreed|full)\s+){0,3}$",
    re.IGNORECASE,
)
# A claim that tells what was due, or the same contrast, is about the other figure rightly.
_DUE = re.compile(
    r"\b(?:should|must|ought|had to|has to|have to|need(?:ed|s)?|required?|requires|requirements?|supposed|promised?|planned?|due|agreed|expected|obliged|would|instead|rather|not|"
    r"never|n['’]t|minimum|rule|condition)\b",
    re.IGNORECASE,
)


def check_instead(text: str, best: str) -> list[Finding]:
    """A finding for a figure of the claim that its sentence has only behind "instead of" or the like, where it gives another before that."""
    mine = [f for f in read(text).figures if f.kind == "quantity"]
    if _DUE.search(text) or len(mine) > 1:  # "lost five of its nine" reckons with both
        return []
    theirs = [f for f in read(best).figures if f.kind == "quantity"]
    for n, figure in enumerate(theirs):
        if n == 0 or not _NOT.search(best[: figure.span.start]):
            continue
        real = theirs[n - 1]
        others = {f.value for f in theirs if f is not figure}
        said = next((f for f in mine if f.value == figure.value), None)
        alike = figure.unit in ("", real.unit) and said and said.unit in (real.unit, figure.unit)
        if said and alike and said.value not in others:
            return [Finding(Status.CONTRADICTED, f"the claim says {said.text}, the source says {real.text}")]
    return []
