"""The unit and scale that a figure leaves out because the one it is compared with has them: "3.6 million pounds, against 2.4 a year before"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from rag.verify.values.spotting import Spotted

# What stands between two figures that are compared.
_BESIDE = re.compile(
    r"(?:^|[\s,(])(?:compared (?:with|to)|(?:up |down )?from|as against|against|versus|vs\.?|rather than|instead of|as opposed to|"
    r"and|while|whereas|but)\s"
)
_SENTENCE = re.compile(r"[.;!?](?:\s|$)")
# Nothing that is counted stands behind: the clause ends there or goes on with a time or a place.
_TIME = r"(?:years?|months?|weeks?|days?|quarters?|season|half|decade)"
_ALONE = re.compile(
    rf"\s*(?:$|[.,;:!?)\x01]|(?:in|on|at|last|this|during|earlier|before|previously|for|by|and|or|but|while|whereas|when)\b"
    rf"|(?:an?|the|two|three|four|five|ten) (?:\w+ )?(?:{_TIME}|before|earlier)\b)"
)
# "rose 21 per cent from 24 to 29": the first is by how much, not what it was.
_CHANGED = re.compile(
    r"\b(?:by|ris(?:e|en)|rose|gr[eo]w\w*|f[ae]ll\w*|climb\w*|gain\w*|drop\w*|increas\w*|decreas\w*|declin\w*|jump\w*|surg\w*|shr[iau]nk|cut|up|down|"
    r"more|less)\s+(?:(?:about|nearly|almost|some|an?)\s+)?$"
)
_CHANGE_BEHIND = re.compile(
    r"\s*(?:more|less|fewer|higher|lower|longer|shorter|older|younger|increase|decrease|rise|fall|drop|decline|cut)\b"
)
_HELD = r"(?:is|are|was|were|be|been|has|have|had|measured?|measures|stood|totall?ed|reached|came|put|said|not|compared|opposed)"
_DEED = re.compile(rf"\b(?!{_HELD}\b)[a-z]{{2,}}(?:ed|es|ing)\b")
_MOST = 60  # characters between the two
_NOT_LEFT_OUT = ("times", "percentage points")
_SCALES = {"thousand": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}
_SCALE = re.compile(rf"(?:{'|'.join(_SCALES)})(?![a-z])")
_THOUSAND = 1000


def completed(found: list[Spotted], text: str) -> list[Spotted]:
    """The numerals of folded ``text``, each that leaves its unit out with that of the one it is compared with."""
    out: list[Spotted] = []
    for this in found:
        last = out[-1] if out else None
        out.append(_like(last, this, text) if last is not None and _left_out(last, this, text) else this)
    return out


def _left_out(last: Spotted, this: Spotted, text: str) -> bool:
    """True when ``this`` has no unit of its own and is compared with ``last``, which has one."""
    if this.unit or not last.unit or {this.kind, last.kind} != {"quantity"} or this.high is not None:
        return False
    joint = text[last.end : this.start]
    if last.unit in _NOT_LEFT_OUT or len(joint) > _MOST or not _BESIDE.search(joint):
        return False
    if _SENTENCE.search(joint) or _DEED.search(joint) or _CHANGE_BEHIND.match(joint):
        return False
    if _CHANGED.search(text[max(0, last.start - 30) : last.start]):
        return False
    return _ALONE.match(text, this.end) is not None


def _like(last: Spotted, this: Spotted, text: str) -> Spotted:
    """``this`` in the unit of ``last``, and in its scale where it has none and is too small for another."""
    number, scale = this.number, _SCALE.search(text, last.start, last.end)
    if scale and not number.scaled and number.value < _THOUSAND:
        times = Decimal(10) ** _SCALES[scale.group()]
        number = replace(number, value=number.value * times, place=number.place * times, scaled=True)
    return replace(this, number=number, unit=last.unit, elided=True)
