"""Who does it and to whom, in Spanish: the party behind "a" or "por" of a verb that claim and source share, and doer and done-to exchanged.

In Chinese: what stands before and behind 向, 给, 把, 被 and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.types import Span, Status
from rag.verify.findings import Finding
from rag.verify.tongues.pieces import clauses, matter, verb_at
from rag.verify.values.statement import read

_BEHIND = re.compile(
    r"(?<!\w)(?P<led>al?|por(?: el| la| los| las)?|contra|para)\s+(?P<party>(?:(?:el|la|los|las|un|una)\s+)?[^,;.:]+?)"
    r"(?=\s+(?:por|para|en|el \x01|con|contra|desde|hasta|durante|según|tras|y|que|al?|antes|después)(?!\w)|[,;.:]|\s*$)",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"^(?:partir|pesar|causa|través|favor|largo plazo|corto plazo|final\w*|principios|mano|cabo|pie|diario|tiempo)\b",
    re.IGNORECASE,
)
_LE = re.compile(r"(?<!\w)les?(?!\w)", re.IGNORECASE)
_PASSIVE = re.compile(
    r"(?<!\w)(?:fue|fueron|ser|sido|es|son)\s+\w+[aid]dos?|(?<!\w)(?:fue|fueron|ser|sido)\s+\w+das?", re.IGNORECASE
)
_ZH_ROLE = re.compile(
    r"(?P<left>[^，；。：]{2,20}?)(?P<role>向|给|把|将|被|对|由|起诉|控告|收购|击败|战胜|打败|投资|资助|批评|指责)(?P<right>[^，；。：]{2,20})"
)


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb of a clause, the words before it, and the parties behind it by their prepositions."""

    verb: str
    before: frozenset[str]
    behind: dict[str, list[frozenset[str]]]
    said: dict[str, str]
    clitic: bool
    passive: bool


def check_parties(claim: str, source: str, language: str) -> list[Finding]:
    """A finding for a party that the source has in another part of the deed."""
    if language[:2] == "zh":
        return _chinese(claim, source)
    theirs = list(_deeds(source))
    for mine in list(_deeds(claim)):
        for other in theirs:
            if other.verb == mine.verb and mine.passive == other.passive and (found := _otherwise(mine, other, source)):
                return [found]
    return []


def _otherwise(mine: _Deed, other: _Deed, source: str) -> Finding | None:
    whole = matter(source, "es")
    for led, (party, *_) in mine.behind.items():
        told = other.behind.get(led, [])
        if not party or any(party & one for one in told):
            continue
        theirs = told[0] if told else None
        if party & other.before and theirs and theirs & mine.before:
            return Finding(Status.CONTRADICTED, f"“{mine.said[led]}” and “{other.said[led]}” have changed places")
        if theirs and party <= whole and not party & other.before:
            reason = f"the claim says “{led} {mine.said[led]}”, the source says “{led} {other.said[led]}”"
            return Finding(Status.CONTRADICTED, reason)
        if theirs or (other.clitic and led == "a"):
            return Finding(Status.NOT_CONFIRMED, f"the source says “{led} {mine.said[led]}” of something else")
    return None


def _deeds(text: str) -> Iterator[_Deed]:
    bare = read(text, "es").masked("\x01")
    last: _Deed | None = None
    for piece in clauses(bare.replace("\x01", "x"), "es"):
        told = bare[piece.start : piece.end]
        verbs = list(_verbs(told))
        if not verbs and last is not None:  # "y 9.000 a la escuela"
            _parties(told, 0, last)
        for verb in verbs:
            stems = matter(verb.of(told), "es")
            if not stems:
                continue
            before = matter(told[: verb.start], "es")
            clitic = _LE.search(told[: verb.start]) is not None
            last = _Deed(next(iter(stems)), before, {}, {}, clitic, _PASSIVE.search(told) is not None)
            _parties(told, verb.end, last)
            yield last


def _verbs(told: str) -> Iterator[Span]:
    at = 0
    while (verb := verb_at(told[at:])) is not None:
        yield verb.shifted(at)
        at += verb.end


def _parties(told: str, at: int, deed: _Deed) -> None:
    """Adds the parties that stand behind the place ``at`` of a clause to those of its deed."""
    here: set[str] = set()
    for m in _BEHIND.finditer(told, at):
        first = m["led"].lower().split()[0]
        led = "a" if first == "al" else first
        words = matter(m["party"], "es")
        if words and led not in here and not _HOW.match(m["party"]) and "\x01" not in m["party"]:
            here.add(led)
            called = matter(" ".join(re.findall(r"(?<!\w)[A-ZÁÉÍÓÚÑ]\w+", m["party"])), "es")
            deed.behind.setdefault(led, []).append(called or words)
            deed.said.setdefault(led, m["party"].strip())


def _chinese(claim: str, source: str) -> list[Finding]:
    for mine in _ZH_ROLE.finditer(claim):
        for theirs in _ZH_ROLE.finditer(source):
            if mine["role"] != theirs["role"]:
                continue
            left, right, their_left, their_right = (
                matter(side, "zh") for side in (mine["left"], mine["right"], theirs["left"], theirs["right"])
            )
            straight = (left - right) & (their_left - their_right) or (right - left) & (their_right - their_left) - left
            crossed = (left - right) & (their_right - their_left) and (right - left) & (their_left - their_right)
            if crossed and not (left - right) & (their_left - their_right) and (not straight or crossed):
                return [Finding(Status.CONTRADICTED, "what comes first in the source comes second in the claim")]
    return []
