"""A premise that a unit about it denies, or has no evidence of."""

from __future__ import annotations

import re

from rag.content import key, keys
from rag.tokens import fold
from rag.verify.premises.beside import RANKED, Beside
from rag.verify.premises.denied_of import about
from rag.verify.premises.doubt import ABOUT, CLOSE, SIDE, Doubt, one_form
from rag.verify.premises.doubts_abroad import denied_abroad
from rag.verify.premises.poles import (
    FALLS,
    HAS_NEGATION,
    NEGATED,
    NO_EVIDENCE,
    RISES,
)
from rag.verify.premises.units import Unit, clauses_of
from rag.verify.questions.presupposed import Form

SHORT = 14  # words of a unit that denies one thing only


def denied(case: Beside) -> Doubt | None:
    """A unit about the premise negates one of its words, and none as near affirms it."""
    if HAS_NEGATION.search(case.premise.text):
        return None
    names = {fold(part) for n in case.names for part in n.text.split()}
    mine = [w for w in re.findall(r"[^\W\d_]+", _without_topic(case)) if key(w) and fold(w) not in names]
    in_part = not _ASKS_OF_ALL.search(case.premise.text)
    best = case.best()
    for unit in sorted(case.units, key=lambda u: -case.share(u)):
        share = case.share(unit)
        if share < ABOUT or share < best - 2 * SIDE or not case.of_its_time(unit):
            continue
        if case.language == "en" and share >= CLOSE and _without_evidence(case, unit):
            return Doubt(case.premise.text, unit, True)
        whole = case.premise.form is not Form.OPEN
        if case.language != "en" and case.native(unit) and (found := denied_abroad(case, unit, share)):
            return found
        for match in (*NEGATED.finditer(unit.text), *(_NOT_TO_BE.finditer(unit.text) if whole else ())):
            negated = next(group for group in match.groups() if group).split()
            if match.group().casefold().startswith("none of"):  # it tells of them, and denies what follows
                follows = _NONE_WERE.match(unit.text[match.start() :])
                negated = [follows[1]] if follows else negated
            if case.language != "en" and case.native(unit):
                continue
            if case.language != "en":
                simple = case.premise.form is not Form.OPEN and not re.search(r"[,;]| but ", unit.text)
                if simple and share >= CLOSE + RANKED and len(unit.text.split()) <= SHORT:
                    return Doubt(" ".join(case.words) or case.premise.text, unit, True)
                continue
            struck = next((w for w in mine for n in negated if one_form(w, n) or _one_pole(w, n)), "")
            if (
                struck
                and not (in_part and _OF_ALL.match(unit.text, match.start()))
                and about(case.premise.text, unit.text, match.start(), struck)
                and not _affirmed(case, unit, match.start(), struck, share)
            ):
                return Doubt(struck, unit, share >= CLOSE)
    return None


def _without_topic(case: Beside) -> str:
    """The premise, without what somebody is asked to have spoken about: "no pension will be cut" does not deny that she spoke of pensions."""
    if case.premise.form not in (Form.OPEN, Form.SOUGHT, Form.NAMED) or case.language != "en":
        return case.premise.text
    return _SPOKE_OF.sub(lambda found: found["spoke"], case.premise.text)


def _without_evidence(case: Beside, unit: Unit) -> bool:
    """True when the unit denies, or has no evidence of, the premise itself: what follows is about it, in its own sentence and without its heading."""
    if _LOOKS.search(case.premise.text) or case.premise.form in (Form.OPEN, Form.SOUGHT):
        return False
    denied_there = (
        _SENTENCE_END.split(unit.text[match.end() :], maxsplit=1)[0] for match in NO_EVIDENCE.finditer(unit.text)
    )
    units = [Unit(unit.place, told, "") for told in denied_there]
    literally = Beside(case.premise, units, case.language, lambda word, place: 0.0)
    terms = [
        *literally.full,
        *(n.text for n in literally.names),
    ]  # with "voted", "rose": who denies a thing denies no vote on it
    return any(sum(literally.hit(t, one) for t in terms) >= CLOSE * len(terms) for one in units)


_SPOKE_OF = re.compile(
    r"(?P<spoke>\b(?:say|said|tell|told|write|wrote|written|think|thought|claim(?:ed)?|report(?:ed)?|speak|spoke|state[ds]?|find|found|conclude[ds]?)\b.{0,60}?)"
    r"\s(?:about|on|of|regarding|concerning)\s.+",
    re.IGNORECASE,
)
# "Has not lost the whole of its stake", "did not repay it all": it did so in part.
_ALL_OF_IT = (
    r"(?:the\s+whole|the\s+entire|the\s+full|all|everything|every|entirely|completely|fully|wholly|altogether)\b"
)
_OF_ALL = re.compile(rf"\S+(?:\s+\S+){{1,3}}?\s+{_ALL_OF_IT}", re.IGNORECASE)
_ASKS_OF_ALL = re.compile(rf"\b{_ALL_OF_IT}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?]\s|$")
_LOOKS = re.compile(r"\b(?:evidence|proof|signs?)\b", re.IGNORECASE)
_NONE_WERE = re.compile(r"none of (?:[\w-]+ ){1,6}?(?:is|was|were|are|has|had|have) ([\w-]+)", re.IGNORECASE)
# "Turned out not to be gold", "does not mean that they endorse it".
_NOT_TO_BE = re.compile(
    r"\b(?:not|never) to (?:be |have been |have )?(?:an? |any |the )?([\w-]+)"
    r"|\bnot (?:where|when|because|by|in|on|at|for|with|from) (?:the |an? )?([\w-]+)"
    r"|(?:\bnot|n['’]t) (?:necessarily )?(?:mean|imply|prove|show|suggest) (?:that )?(?:they |it |he |she |the \w+ )?([\w-]+)",
    re.IGNORECASE,
)


def _one_pole(a: str, b: str) -> bool:
    """True when both words tell a rise, or both a fall."""
    return any(key(a) in pole and key(b) in pole for pole in (RISES, FALLS))


def _affirmed(case: Beside, unit: Unit, at: int, struck: str, share: float) -> bool:
    """True when the word stands undenied in a clause of the unit that tells as much of the premise, or in a unit as near."""
    clauses = clauses_of(unit.text)
    ends = [sum(map(len, clauses[: n + 1])) for n in range(len(clauses))]
    here = next((c for c, end in zip(clauses, ends, strict=True) if at < end), unit.text)
    for text in clauses:
        if text != here and any(one_form(struck, w) for w in re.findall(r"[^\W\d_]+", text)):
            return not any(key(w) in keys(here) - keys(text) for w in case.words if not one_form(w, struck))
    for other in case.units:
        if other is unit or case.share(other) < share - SIDE or HAS_NEGATION.search(other.text):
            continue
        if any(one_form(struck, w) for w in re.findall(r"[^\W\d_]+", other.text)):
            return True
    return False
