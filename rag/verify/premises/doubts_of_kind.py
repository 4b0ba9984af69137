"""A premise that calls a thing what another is, or is not, or puts two events in the wrong order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.content import content
from rag.letters import small
from rag.tokens import fold
from rag.verify.premises.beside import MET, Beside
from rag.verify.premises.doubt import ABOUT, SIDE, Doubt, one_form
from rag.verify.premises.poles import HAS_NEGATION

_MUCH, _LITTLE = 0.75, 0.3  # shares of an event's words that stand, and hardly stand, in a clause
_CHIEF = frozenset(("main", "chief", "primary", "principal", "leading", "foremost", "prime"))
_MOST = r"(?:main|chief|primary|principal|leading|foremost|prime|only|sole|first|last|[a-z]{3,}est|most [a-z]+|least [a-z]+|best|worst)"
_BEARER = re.compile(
    rf"^(?P<who>.+?) (?:(?:is|was|were|are|be|become|became|remain|remained) )?(?:the|its|their|a) (?P<most>{_MOST}) (?P<what>[a-z-]{{3,}})\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_BORNE = re.compile(
    rf"(?P<who>[^.;,:]+?) (?:is|was|were|are|became|remains|remained) (?:still |now )?(?:the|its|their|a) (?P<most>{_MOST}) (?P<what>[a-z-]{{3,}})(?: and (?P<also>[a-z-]{{3,}}))?\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"\b(?:calls?|called|names?|named|considers?|considered|describes?|described) (?P<who>[^.;,:]+?) (?:as )?(?:the|its|their|a) (?P<most>{_MOST}) (?P<what>[a-z-]{{3,}})"
    r"(?: and (?P<also>[a-z-]{3,}))?\b",
    re.IGNORECASE,
)
_NTH = {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}  # noqa: SIM905 - a line
_NTH |= {f"{n}{'st' if n == 1 else 'nd' if n == 2 else 'rd' if n == 3 else 'th'}": n for n in range(1, 11)}
_ORDINAL = re.compile(
    rf"\b({'|'.join(_NTH)}) (?!(?:year|quarter|month|half|week|day|part|place|early|eighti|nineti)e?s?\b)([a-z]{{4,}})\b",
    re.IGNORECASE,
)
_IS_A = re.compile(
    r"^(?:the )?(?P<who>.+?) (?:is|was|are|were) (?:really |just |only )?an? (?P<what>[^,]+)$", re.IGNORECASE
)
_SAID_TO_BE = re.compile(
    r"\b(?:it|he|she|[A-Z][\w-]+) (?:is|was) an? (?P<what>[a-z][\w -]{2,50}?)(?=[,.;]|$| (?:that|which|of|for|in|with)\b)"
)
_ORDER = re.compile(r"^(?P<one>.+?)\b(?P<how>after|before)\b(?P<other>.+)$", re.IGNORECASE)


def other_bearer(case: Beside) -> Doubt | None:
    """It gives a rank ("the main reason for") to another thing than a unit does in so many words."""
    asked = _BEARER.match(case.premise.text)
    if asked is None or not case.complete or case.premise.of_persons:
        return None
    named = re.split(r"\bthat\b", asked["who"])[-1].strip()
    who, rest = content(named), content(asked["rest"])
    for unit in case.units:
        for said in (*_BORNE.finditer(unit.text), *_CALLED.finditer(unit.text)):
            whats = re.findall(r"[a-z-]{3,}", f"{said['what']} {said['also'] or ''}")
            same = _one_rank(asked["most"], said["most"]) and any(one_form(asked["what"], w) for w in whats)
            if not same or HAS_NEGATION.search(said[0]) or not content(said["who"]) or not who:
                continue
            met = sum(case.hit(w, unit) >= MET for w in rest) / len(rest) if rest else 1.0
            if met >= ABOUT and case.of_its_time(unit) and not any(_stands(w, unit.text) for w in who):
                return Doubt(named, unit, True)
    return None


def _one_rank(a: str, b: str) -> bool:
    return fold(a) == fold(b) or {fold(a), fold(b)} <= _CHIEF


def other_ordinal(case: Beside) -> Doubt | None:
    """It counts a thing as the first, or the most common, where a unit about it counts it as the fourth, or the third most."""
    if not case.complete:
        return None
    near = [u for u in case.units if case.share(u) >= max(MET, case.best() - 2 * SIDE) and case.of_its_time(u)]
    for asked in _ORDINAL.finditer(case.premise.text):
        told = [(u, said) for u in near for said in _ORDINAL.finditer(u.text) if one_form(asked[2], said[2])]
        if told and not any(_NTH[small(said[1])] == _NTH[small(asked[1])] for _, said in told):
            return Doubt(asked[0], told[0][0], True)
    for top in _TOP.finditer(case.premise.text):
        behind = [
            u
            for u in near
            if re.search(rf"\b(?:{'|'.join(list(_NTH)[1:])})[- ]{re.escape(top[1])}\b", u.text, re.IGNORECASE)
        ]
        if behind and not any(_says_top(top[1], u.text) for u in near):
            return Doubt(top[1], behind[0], True)
    return None


_TOP = re.compile(
    r"(?<!\w)(?<!th )(?<!th-)(?<!second )(?<!third )(?<!second-)(?<!third-)((?:most|least) [a-z]+|[a-z]{3,}est)\b",
    re.IGNORECASE,
)


def _says_top(top: str, text: str) -> bool:
    """True when the text gives the highest rank itself, and not the second or third."""
    return any(fold(found[1]) == fold(top) for found in _TOP.finditer(text))


def other_kind(case: Beside) -> Doubt | None:
    """It says that something is of a kind, and the units that name it say that it is of another."""
    asked = _IS_A.match(case.premise.text)
    if asked is None or not case.complete or not case.names:
        return None
    what = content(asked["what"])
    about = [u for u in case.units if all(case.hit(n.text, u) >= 1 for n in case.names if n.text in asked["who"])]
    if not what or any(all(_stands(w, u.text) for w in what) for u in about):
        return None
    for unit in about:
        for said in _SAID_TO_BE.finditer(unit.text):
            told = content(said["what"])
            if told and not any(one_form(w, o) for w in what for o in told):
                return Doubt(asked["what"], unit, True)
    return None


def other_particle(case: Beside) -> Doubt | None:
    """It says "switched on" or "pay more" where a unit about it says "switched off" or "pay less"."""
    if not case.complete:
        return None
    near = [u for u in case.units if case.share(u) >= max(ABOUT, case.best() - SIDE)]
    for mine, theirs in _PARTICLES:
        for said in re.finditer(rf"\b([a-z]{{3,}}) {mine}\b", case.premise.text, re.IGNORECASE):
            if any(_with(said[1], mine, u.text) for u in near):
                continue
            for unit in near:
                if _with(said[1], theirs, unit.text):
                    return Doubt(said[0], unit, True)
    return None


_PARTICLES = [
    pair
    for a, b in (("on", "off"), ("more", "less"), ("more", "fewer"), ("in", "out"), ("up", "down"))
    for pair in ((a, b), (b, a))
]


def _with(verb: str, particle: str, text: str) -> bool:
    return any(one_form(verb, found[1]) for found in re.finditer(rf"\b([a-z]{{3,}}) {particle}\b", text, re.IGNORECASE))


def other_order(case: Beside) -> Doubt | None:
    """It puts one event after another, and a unit that tells of both puts it before."""
    asked = _ORDER.match(case.premise.text)
    if asked is None or not case.complete:
        return None
    one, other = content(asked["one"]), content(asked["other"])
    if len(one) < 2 or len(other) < 2:
        return None
    for unit in case.units:
        said = _ORDER.match(unit.text)
        if said is None or HAS_NEGATION.search(unit.text):
            continue
        first, second = (_share(one, said[part]) for part in ("one", "other"))
        third, fourth = (_share(other, said[part]) for part in ("one", "other"))
        if fold(said["how"]) == fold(asked["how"]):
            turned = second >= _MUCH and first <= _LITTLE and fourth <= _LITTLE
        else:
            turned = first >= _MUCH and second <= _LITTLE and fourth >= _MUCH and third <= _LITTLE
        if turned:
            return Doubt(asked["how"], unit, True)
    return None


def _share(words: Sequence[str], text: str) -> float:
    return sum(_stands(w, text) for w in words) / len(words)


def _stands(word: str, text: str) -> bool:
    """True when the text has a form of the word."""
    return any(one_form(word, o) for o in re.findall(r"[^\W_]+", text))
