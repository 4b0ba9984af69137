"""A premise that is denied, reversed, said of too many, of the wrong party or for the wrong cause, or said by nobody."""

from __future__ import annotations

import re

from rag.content import content, key, keys
from rag.tokens import fold, is_cjk
from rag.types import Status
from rag.verify.beside import MET, RANKED, Beside, Unit, clauses_of
from rag.verify.doubt import ABOUT, CLOSE, NEAR, SAME, SIDE, Doubt
from rag.verify.irregular import one_word
from rag.verify.names import in_text
from rag.verify.numbers import figures
from rag.verify.poles import (
    ALL,
    BEARS_MOST,
    DENYING,
    FALLS,
    HAS_NEGATION,
    MOST,
    NEGATED,
    NO_EVIDENCE,
    NONE,
    ONE_OF_TWO,
    ONLY,
    POLES,
    RISES,
)
from rag.verify.presupposed import Form
from rag.verify.roles import changed_places
from rag.verify.series import other_way
from rag.verify.synonyms import groups
from rag.verify.voice import check_voice

SHORT = 14  # words of a unit that denies one thing only
DENIES = frozenset(
    key(w)
    for w in "reject rejected oppose deny denied unacceptable dispute refuse fail against".split()  # noqa: SIM905
)


def reversed_(case: Beside) -> Doubt | None:
    """The clause nearest to the premise uses a word of the other pole, none nearer its own."""
    said = keys(case.premise.text)
    timely = [u for u in case.units if case.of_its_time(u)]
    for pole, other in POLES:
        mine = [w for w in pole if (w in case.premise.text if is_cjk(w) else w in said)]
        if not mine or (said & other and pole & ONE_OF_TWO):
            continue  # "the final count is below the provisional one" is told of both
        denies = pole in DENYING
        bears = [u for u in timely if u.own & pole or (denies and HAS_NEGATION.search(u.text))]
        own = max((_told(case, u, pole, other) for u in bears), default=0.0)
        against = [u for u in timely if u.own & other]
        if not against:
            continue
        witness = max(against, key=lambda u: _told(case, u, other, pole))
        share = _told(case, witness, other, pole)
        if share >= MET and share > own and share >= case.best() - 2 * SIDE:
            return Doubt(_written(case, mine[0]), witness, share >= CLOSE)
    return None


def of_its_figure(case: Beside) -> Doubt | None:
    """It gives a figure of one pole (a rise, a final count) that near units give of the other pole alone."""
    said = keys(case.premise.text)
    for figure in case.figures:
        told = [
            (unit, keys(clause))
            for unit in case.units
            if case.share(unit) >= NEAR
            for clause in clauses_of(unit.text)
            if any(f.unit == figure.unit and f.value == figure.value for f in figures(clause))
        ]
        for pole, other in POLES:
            mine = sorted(said & pole)
            if mine and told and not said & other and all(own & other and not own & pole for _, own in told):
                return Doubt(_written(case, mine[0]), told[0][0], True)
    return None


def by_figures(case: Beside) -> Doubt | None:
    """It says that something rose or fell, and the figures of the two years say the reverse."""
    unit = other_way(case)
    if unit is None:
        return None
    said = keys(case.premise.text)
    word = next((w for w in RISES | FALLS if w in said), "")
    return Doubt(_written(case, word) if word else case.premise.text, unit, True)


def _told(case: Beside, unit: Unit, pole: frozenset[str], other: frozenset[str]) -> float:
    """The unit's share; where it has both poles, less what of it stands only in clauses without a word of ``pole``."""
    if not unit.own & other:
        return case.share(unit)
    clauses = [c for c in clauses_of(unit.text) if keys(c)]
    with_it = [c for c in clauses if keys(c) & pole]
    if not with_it or len(with_it) == len(clauses):
        return case.share(unit)
    inside = frozenset(k for c in with_it for k in keys(c))
    outside = frozenset(k for c in clauses if c not in with_it for k in keys(c)) - inside
    lost = sum(any(k in outside for k in keys(t)) for t in case.terms)
    return case.share(unit) - lost / len(case.terms) if case.terms else 0.0


def _written(case: Beside, term: str) -> str:
    """The word of the premise that has this term."""
    return next((w for w in re.findall(r"[^\W\d_]+", case.premise.text) if key(w) == term), term)


def denied(case: Beside) -> Doubt | None:
    """A unit about the premise negates one of its words, and none as near affirms it."""
    if HAS_NEGATION.search(case.premise.text):
        return None
    names = {fold(part) for n in case.names for part in n.text.split()}
    mine = [w for w in re.findall(r"[^\W\d_]+", case.premise.text) if key(w) and fold(w) not in names]
    best = case.best()
    for unit in sorted(case.units, key=lambda u: -case.share(u)):
        share = case.share(unit)
        if share < ABOUT or share < best - 2 * SIDE or not case.of_its_time(unit):
            continue
        if NO_EVIDENCE.search(unit.text) and share >= CLOSE and case.language == "en":
            return Doubt(case.premise.text, unit, True)
        for match in NEGATED.finditer(unit.text):
            negated = next(group for group in match.groups() if group).split()
            if case.language != "en":
                simple = case.premise.form is not Form.OPEN and not re.search(r"[,;]| but ", unit.text)
                if simple and share >= CLOSE + RANKED and len(unit.text.split()) <= SHORT:
                    return Doubt(" ".join(case.words) or case.premise.text, unit, True)
                continue
            struck = next((w for w in mine for n in negated if _one(w, n) or _one_pole(w, n)), "")
            if struck and not _affirmed(case, unit, match.start(), struck, share):
                return Doubt(struck, unit, share >= CLOSE)
    return None


def _one(a: str, b: str) -> bool:
    return key(a) == key(b) or one_word(fold(a), fold(b))


def _one_pole(a: str, b: str) -> bool:
    """True when both words tell a rise, or both a fall."""
    return any(key(a) in pole and key(b) in pole for pole in (RISES, FALLS))


def _affirmed(case: Beside, unit: Unit, at: int, struck: str, share: float) -> bool:
    """True when the word stands undenied in a clause of the unit that tells as much of the premise, or in a unit as near."""
    clauses = clauses_of(unit.text)
    ends = [sum(map(len, clauses[: n + 1])) for n in range(len(clauses))]
    here = next((c for c, end in zip(clauses, ends, strict=True) if at < end), unit.text)
    for text in clauses:
        if text != here and any(_one(struck, w) for w in re.findall(r"[^\W\d_]+", text)):
            return not any(key(w) in keys(here) - keys(text) for w in case.words if not _one(w, struck))
    for other in case.units:
        if other is unit or case.share(other) < share - SIDE or HAS_NEGATION.search(other.text):
            continue
        if any(_one(struck, w) for w in re.findall(r"[^\W\d_]+", other.text)):
            return True
    return False


def other_extent(case: Beside) -> Doubt | None:
    """It speaks of all, none, only or most, and no unit about the same names does."""
    text = case.premise.text
    if case.premise.form is Form.OPEN:
        return None
    near = sorted(case.units, key=lambda u: -case.share(u))[:3]
    near = [u for u in near if case.share(u) >= NEAR] or near[:1]
    same = [u for u in near if all(case.hit(n.text, u) >= MET for n in case.names)]
    for extent in (ALL, NONE, ONLY):
        if found := extent.search(text):
            least = max(MET, case.best() - SIDE)
            bears = [u for u in case.units if extent.search(u.text) and case.share(u) >= least]
            return None if bears or not near else Doubt(found.group(), near[0], case.share(near[0]) >= CLOSE)
    if (found := MOST.search(text)) and not any(BEARS_MOST.search(u.text) for u in [*same, *near]):
        return Doubt(found.group(), near[0], False)
    return None


_CAUSE = re.compile(
    r"^(?P<done>.+?),? (?:because(?: of)?|due to|owing to|thanks to|as a result of|porque|debido a|a causa de) (?P<cause>.+)$"
    r"|^(?P<cause2>.+?) (?:(?:make|made|makes)(?! (?:an?|its|his|her|their|our|no|\d[\d,]*)\b)|cause|caused|lead|led|force|forced|prompt|prompted) (?P<done2>.+)$",
    re.IGNORECASE,
)
_GIVES_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|after|as|since|result|led to|caused|prompted|explains?|reasons?|porque|debido|tras)\b",
    re.IGNORECASE,
)


def other_cause(case: Beside) -> Doubt | None:
    """It names a cause of which the units that tell of the effect say nothing."""
    found = _CAUSE.search(case.premise.text)
    if found is None or case.premise.form is Form.OPEN:
        return None
    cause = found["cause"] or found["cause2"]
    reasons = [w for w in case.terms if w in cause and w not in case.premise.text.replace(cause, "")]
    effect = [w for w in content(case.premise.text.replace(cause, " ")) if not w[0].isdigit()]
    if not reasons or not effect:
        return None

    def told(unit: Unit) -> float:
        """The share of the words of the effect, those of rise and fall among them."""
        return sum(case.hit(w, unit) for w in effect) / len(effect)

    near = [u for u in case.units if told(u) >= ABOUT and case.of_its_time(u)]
    giving = [u for u in near if told(u) >= CLOSE and _GIVES_CAUSE.search(u.text)]
    for unit in sorted((u for u in giving if told(u) >= SAME), key=told, reverse=True):
        if (other := _STATED.search(unit.text)) and not any(_met_by(w, other[1]) for w in reasons):
            return Doubt(" ".join(reasons), unit, True)
    if not near or any(_tells(case, w, u) for w in reasons for u in (giving or near)):
        return None
    witness = max(giving or near, key=told)
    return Doubt(" ".join(reasons), witness, bool(giving))


_STATED = re.compile(r"\b(?:because(?: of)?|due to|owing to|as a result of) ([^.;]+)", re.IGNORECASE)


def _met_by(term: str, cause: str) -> bool:
    """True when the stated cause has the term, or a word of like meaning."""
    senses = {line for w in re.findall(r"[^\W\d_]+", cause) for line in groups(fold(w))}
    return key(term) in keys(cause) or in_text(term, cause) or not senses.isdisjoint(groups(fold(term)))


def _tells(case: Beside, term: str, unit: Unit) -> bool:
    """True when the unit meets the term, and not by its heading alone."""
    own = key(term) in unit.own or in_text(term, unit.text)
    return own or (case.hit(term, unit) >= MET and key(term) not in unit.whole)


def refused(case: Beside) -> Doubt | None:
    """It says that somebody refused or did not do what a unit on the same point tells without any denial."""
    found = _REFUSES.search(case.premise.text)
    near = [u for u in case.units if case.of_its_time(u)]
    if found is None or not near or case.premise.form in (Form.OPEN, Form.ASKED) or len(case.terms) < 3:
        return None
    best = max(near, key=case.share)
    share = case.share(best)
    close = [u for u in case.units if case.share(u) >= share - SIDE]
    if share < SAME or any(HAS_NEGATION.search(u.text) or u.own & DENIES for u in close):
        return None
    return Doubt(found.group(), best, share >= SAME + SIDE)


_REFUSES = re.compile(
    r"\b(?:refuse[sd]?|fail(?:s|ed)?|decline[sd]? to|neglect(?:s|ed)?|block(?:s|ed)?|not?|never|se neg(?:ó|aron)|rechaz(?:ó|aron))\b|拒绝",
    re.IGNORECASE,
)


def swapped(case: Beside) -> Doubt | None:
    """Who did it and to whom it was done have changed places."""
    if case.language != "en":
        return None
    for unit in case.units:
        if case.share(unit) >= SAME and len(case.names) > 1:
            found = [*changed_places(case.premise.text, unit.text), *check_voice(case.premise.text, unit.text)]
            if any(f.status is Status.CONTRADICTED for f in found):
                return Doubt(case.names[0].text, unit, True)
    return None


def unsaid(case: Beside) -> Doubt | None:
    """It asserts something that no near unit says in any words."""
    if not case.premise.asserted or case.language != "en":
        return None
    near = sorted(case.units, key=lambda u: -case.share(u))[:3]
    gone = [w for w in case.words if max(case.hit(w, u) for u in near) < 0.15]
    if len(gone) >= 2 and len(gone) > 0.5 * len(case.words):
        return Doubt(" ".join(gone), near[0], False)
    return None
