"""Absence of evidence told as evidence of absence: "did not cause it" of "no evidence that it caused it"."""

from __future__ import annotations

import re

from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.negation import negations

_EVIDENCE = r"(?:evidence|proof|signs?|indications?|suggestion|confirmation|traces?)"
_TELLS = r"(?:show|prov|establish|demonstrat|confirm|verif|determin|conclud|indicat|suggest|mention|know|say|stat|find|claim|report|record)\w*"
_UNPROVEN = re.compile(
    rf"\b(?:no|not enough|insufficient|little|lack of|without(?: any)?) (?:\w+ ){{0,2}}?{_EVIDENCE}\b"
    rf"|(?:\bnot|n['’]t|\bcannot|\bnever|\bfail(?:s|ed)? to|\bunable to|\bnothing|\bno one|\bnobody)\s+(?:\w+ ){{0,2}}?"
    rf"(?:(?:any )?{_EVIDENCE}\b|(?:said|shown|found|known|{_TELLS}) (?:that|whether|if|who|how|why|any)\b)",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(rf"\b{_EVIDENCE}\b|\bunprove|\bunconfirm|\bunclear|\bunknown|\binconclusive", re.IGNORECASE)


def check_unproven(claim: str, best: str) -> list[Finding]:
    """A finding where the claim denies a thing of which ``best`` only says that there is no evidence, or that it is not said."""
    match = _UNPROVEN.search(best)
    if match is None or not negations(claim) or _UNPROVEN.search(claim) or _SAYS_SO.search(claim):
        return []
    if not negations(f"{best[: match.start()]} {best[match.end() :]}"):
        return [Finding(Status.NOT_CONFIRMED, f"the source says “{match.group()}”; the claim leaves it out")]
    return []
