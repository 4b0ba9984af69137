"""A premise that is denied, reversed, said of too many or of the wrong party, or said by nobody."""

from __future__ import annotations

import re

from rag.content import key, keys
from rag.tokens import is_cjk
from rag.types import Status
from rag.verify.meaning.roles import changed_places
from rag.verify.meaning.voice import check_voice
from rag.verify.meaning.votes import was_divided
from rag.verify.premises.beside import MET, Beside
from rag.verify.premises.doubt import CLOSE, NEAR, SAME, SIDE, Doubt
from rag.verify.premises.doubts_of_clauses import bound_to
from rag.verify.premises.doubts_of_deeds import UNDONE, of_own_time
from rag.verify.premises.poles import (
    BEARS_MOST,
    DENYING,
    EXTENTS,
    FALLS,
    HAS_NEGATION,
    MOST,
    ONE_OF_TWO,
    POLES,
    RISES,
)
from rag.verify.premises.poles_abroad import poles, told_keys
from rag.verify.premises.series import against_before, not_more, other_multiple, other_way
from rag.verify.premises.turns import TURNS, in_two, said_in_two, same_way
from rag.verify.premises.units import Unit, clauses_of
from rag.verify.questions.presupposed import Form
from rag.verify.values.numbers import figures

EVEN = 0.03  # of a share: by less than this no unit is nearer than another
MANY = 2  # names of a premise that a unit must have for them to have changed places
DENIES = frozenset(
    key(w)
    for w in "reject rejected oppose deny denied unacceptable dispute refuse fail against".split()  # noqa: SIM905
)


_WOULD_HAVE = re.compile(r"\b(?:would|could|might|should) (?:not )?have\b", re.IGNORECASE)


def reversed_(case: Beside) -> Doubt | None:
    """The clause nearest to the premise uses a word of the other pole, none nearer its own."""
    said = told_keys(case.premise.text, case.language)
    if case.premise.form is not Form.SOUGHT:
        said |= said_in_two(case.premise.text)
    timely = [u for u in case.units if of_own_time(case, u) and not case.repeated(u)]
    lines = poles(case.language)
    for pole, other in lines if case.premise.form is Form.SOUGHT else (*lines, *TURNS):
        mine = [w for w in pole if (w in case.premise.text if is_cjk(w) else w in said)]
        if not mine or (said & other and pole & ONE_OF_TWO):
            continue  # "the final count is below the provisional one" is told of both
        denies = pole in DENYING
        alike = pole | same_way(pole)
        bears = [u for u in timely if u.own & alike or (denies and HAS_NEGATION.search(u.text))]
        against = [u for u in timely if u.own & other and not _bound(case, u, pole, other) and not _tells_no(u, pole)]
        if not against:
            continue
        at_any_time = bool(pole & (RISES | FALLS)) and not case.asked_years
        witness = max(against, key=lambda u: _told(case, u, other, pole))
        if at_any_time and _one_year_of_several(case, witness, [u for u in bears if not u.own & other]):
            continue
        share = _told(case, witness, other, pole)
        bears = [
            u for u in bears if _literal(case, u) >= _literal(case, witness)
        ]  # heroin is like fentanyl, and not it
        own = max(
            (_told(case, u, pole, other) for u in bears if _bound(case, u, pole, other) is not False), default=0.0
        )
        if share >= MET and share > own + EVEN and share >= case.best() - 2 * SIDE:
            # Of Chinese words that lie in one another the first: 减少 of 减少了, and not 少了.
            word = _written(case, min(mine, key=case.premise.text.find) if is_cjk(mine[0]) else mine[0])
            return Doubt(word, witness, max(share, case.share(witness, word)) >= CLOSE)
    return None


def _tells_no(unit: Unit, pole: frozenset[str]) -> bool:
    """True for a unit whose word of the other pole denies nothing: of a deed that was not done, "she would have quashed it", or of a vote
    with votes on both sides."""
    return _WOULD_HAVE.search(unit.text) is not None or (bool(unit.own & pole) and was_divided(unit.text))


def _one_year_of_several(case: Beside, witness: Unit, bears: list[Unit]) -> bool:
    """True where the witness tells of its own year and near units of others, or bear it: what fell in one may have risen in another."""
    least = NEAR if case.language == "en" else max(NEAR, case.share(witness) - 2 * SIDE)
    near = [u for u in case.units if case.share(u) >= least]
    others = frozenset[int]().union(*(u.own_years for u in near)) - witness.own_years
    return bool(witness.own_years) and (bool(others) or any(u in near for u in bears))


def _literal(case: Beside, unit: Unit) -> int:
    """How many of the premise's words and names stand in the unit in one of their own forms."""
    return sum(unit.names(t) or key(t) in unit.whole for t in case.terms)


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
    """It says that something rose or fell, how many times, or was more than another, and the figures say otherwise."""
    if ranked := not_more(case):
        return Doubt(case.premise.text, ranked, True)
    if multiple := other_multiple(case):
        return Doubt(*multiple, True)
    unit = other_way(case) or against_before(case)
    if unit is None:
        return None
    said = keys(case.premise.text)
    word = next((w for w in RISES | FALLS if w in said), "")
    return Doubt(_written(case, word) if word else case.premise.text, unit, True)


def _bound(case: Beside, unit: Unit, pole: frozenset[str], other: frozenset[str]) -> bool | None:
    """Whether the premise's figures stand beside ``pole`` in a unit that has both; None where that is open."""
    return bound_to(case, unit, pole, other) if unit.own & pole and unit.own & other else None


def _told(case: Beside, unit: Unit, pole: frozenset[str], other: frozenset[str]) -> float:
    """The unit's share; where it has both poles, less what of it stands only in clauses without a word of ``pole``."""
    if not unit.own & other or _bound(case, unit, pole, other):
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
    """The word of the premise that has this term, or those that say the same in two."""
    words = re.findall(r"[^\W\d_]+", case.premise.text)
    return next((w for w in words if key(w) == term), "") or in_two(case.premise.text, term) or term


_ONLY_THEN = re.compile(
    r"only (?:after|when|once|if|because|since|now|later|then)\b", re.IGNORECASE
)  # of time, not of extent


def other_extent(case: Beside) -> Doubt | None:
    """It speaks of all, none, only or most, and no unit about the same names does."""
    text = case.premise.text
    if case.premise.form is Form.OPEN:
        return None
    near = sorted(case.units, key=lambda u: -case.share(u))[:3]
    near = [u for u in near if case.share(u) >= NEAR] or near[:1]
    same = [u for u in near if all(case.hit(n.text, u) >= MET for n in case.names)]
    for extent, borne in EXTENTS:
        if (found := extent.search(text)) and not _ONLY_THEN.match(text[found.start() :]):
            least = max(MET, case.best() - SIDE)
            bears = [u for u in case.units if borne.search(u.text) and case.share(u) >= least]
            return None if bears or not near else Doubt(found.group(), near[0], case.share(near[0]) >= CLOSE)
    if (found := MOST.search(text)) and not any(BEARS_MOST.search(u.text) for u in [*same, *near]):
        return Doubt(found.group(), near[0], False)
    return None


def refused(case: Beside) -> Doubt | None:
    """It says that somebody refused or did not do what a unit on the same point tells without any denial."""
    if case.language == "en":
        return None  # doubts_of_deeds.undone reads what was denied
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
            if sum(unit.names(n.text) for n in case.names) < MANY:
                continue  # "he did not tell Oyelaran" says nothing of whom else Oyelaran told
            found = [*changed_places(case.premise.text, unit.text), *check_voice(case.premise.text, unit.text)]
            if any(f.status is Status.CONTRADICTED for f in found):
                return Doubt(case.names[0].text, unit, True)
    return None


def unsaid(case: Beside) -> Doubt | None:
    """It asserts something that no near unit says in any words."""
    if not case.premise.asserted or case.language != "en" or UNDONE.search(case.premise.text):
        return None  # what was left undone is told in other words
    near = sorted(case.units, key=lambda u: -case.share(u))[:3]
    gone = [w for w in case.words if max(case.hit(w, u) for u in near) < 0.15]
    if len(gone) >= 2 and len(gone) > 0.5 * len(case.words):
        return Doubt(" ".join(gone), near[0], False)
    return None
