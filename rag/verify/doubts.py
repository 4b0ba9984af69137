"""What speaks against a premise beside its passages: a denial, another figure, date, name or extent, the reverse, silence.

Each check gives a Doubt or None. A doubt is ``sure`` when a unit about the same thing says otherwise, and not so when the
passages only leave something of the premise unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rag.content import content, key, keys
from rag.tokens import fold, is_cjk
from rag.types import Status
from rag.verify.beside import MET, RANKED, Beside, Unit, clauses_of
from rag.verify.dates import When, compatible
from rag.verify.gazetteer import places
from rag.verify.irregular import one_word
from rag.verify.names import in_text
from rag.verify.numbers import Figure
from rag.verify.offices import offices
from rag.verify.poles import ALL, BEARS_MOST, FALLS, HAS_NEGATION, MOST, NEGATED, NO_EVIDENCE, NONE, ONLY, POLES, RISES
from rag.verify.presupposed import Form
from rag.verify.ranks import rank, rival_holders
from rag.verify.roles import changed_places
from rag.verify.rounding import bearing, clash
from rag.verify.series import other_way
from rag.verify.statement import read
from rag.verify.voice import check_voice

NEAR, ABOUT, CLOSE = (
    0.34,
    0.55,
    0.65,
)  # shares of the premise from which a unit is near it, about it, and on the same point
_SAME, _ABROAD = 0.8, 0.4  # shares: of a unit that tells the same, and of one in another language that may
_DENIES = frozenset(
    key(w)
    for w in ["reject", "rejected", "oppose", "deny", "denied", "unacceptable", "dispute", "refuse", "fail", "against"]
)
_SMALL = 12  # counts up to a dozen refer back ("the two") as often as they tell
_SHORT = 14  # words of a unit that denies one thing only
_SIDE = 0.15  # a unit that bears the premise counts as much as a rival when its share is at most so much smaller


@dataclass(frozen=True, slots=True)
class Doubt:
    """What of the premise is not borne out, the unit that decides it, and whether that says otherwise."""

    point: str
    unit: Unit
    sure: bool


def other_figure(case: Beside) -> Doubt | None:
    """A figure that no unit near the premise bears, while one about it gives another for the same thing."""
    foreign = case.language != "en"
    for figure in case.figures:
        near = [unit for unit in case.units if case.share(unit) >= NEAR and case.of_its_time(unit)]
        borne = [u for u in case.units if _bears(u, figure)]
        if not near or any(foreign or u in near or any(case.hit(w, u) >= MET for w in case.words) for u in borne):
            continue
        best = max(near, key=case.share)
        rivals = [u for u in near if case.share(u) >= ABOUT and any(_rival(g, figure) for g in u.figures)]
        if foreign and not rivals and best.place <= 1 and best.figures:
            return Doubt(figure.text, best, True)
        if rivals:
            witness = max(rivals, key=case.share)
            return Doubt(figure.text, witness, case.share(witness) >= CLOSE)
        if case.premise.form is not Form.OPEN and case.share(best) >= MET and figure.value > _SMALL:
            return Doubt(figure.text, best, False)
    return None


def _bears(unit: Unit, figure: Figure) -> bool:
    bare = replace(figure, unit="")
    digits = re.match(r"[\d.,]*\d", figure.text)
    return (
        digits is not None and re.search(rf"(?<![\d.,]){re.escape(digits[0])}-[a-z]", unit.text) is not None
    ) or any(
        bearing(g, figure) or (not (figure.unit and g.unit) and bearing(replace(g, unit=""), bare))
        for g in unit.figures
    )


def _rival(said: Figure, asked: Figure) -> bool:
    """True when both count or measure one kind of thing and cannot both be right."""
    alike = said.noun == asked.noun if not asked.unit else said.unit == asked.unit or clash(said, asked)
    return said.kind == "quantity" and alike and bearing(said, asked) is None


def other_date(case: Beside) -> Doubt | None:
    """A date of what happened, while the units that tell of it give another; figures of other years are no rivals."""
    if case.premise.form is Form.OPEN or case.figures:
        return None
    for when in case.dates:
        if when.year is None or when.until:
            continue
        if case.language != "en" and case.premise.asserted and not any(when.year in u.years for u in case.units):
            first = next((u for u in case.units if u.place <= 1 and u.own_years), None)
            return Doubt(when.text, first, False) if first else None
        best = case.best()
        least = MET if any(" " in n.text for n in case.names) else ABOUT
        if best < least:
            continue
        close = [u for u in case.units if case.share(u) >= max(least, best - _SIDE)]
        if any(_dated(unit, when) for unit in case.units if case.share(unit) >= max(NEAR, best - 2 * _SIDE)):
            continue
        rivals = [u for u in close if u.own_years and not _measures(case, u)]
        rivals = rivals or [u for u in close[:1] if u.years and not u.figures]
        if rivals:
            witness = max(rivals, key=case.share)
            named = bool(case.names) and all(case.hit(n.text, witness) >= MET for n in case.names)
            return Doubt(when.text, witness, case.share(witness) >= (ABOUT if named else CLOSE))
    return None


def _dated(unit: Unit, when: When) -> bool:
    """True when the unit (or its heading) names the year, and no other month of it."""
    if when.year not in unit.years:
        return False
    same = [d for d in unit.dates if d.year == when.year and d.month and when.month and not d.until]
    return not same or any(compatible(replace(d, fiscal=False), replace(when, fiscal=False)) for d in same)


def _measures(case: Beside, unit: Unit) -> bool:
    """True when the unit gives a figure for what the premise speaks of: then another year may have another figure."""
    said = {key(w) for w in case.words}
    return any(f.unit or f.noun in said for f in unit.figures)


def other_name(case: Beside) -> Doubt | None:
    """A name that stands in no passage, or in none that tells the rest, while one unit tells all the rest."""
    if case.premise.form is Form.OPEN or case.premise.of_persons or case.language != "en":
        return None  # institutions have other names in other languages; places are told by other_place
    for name in case.names:
        rest = [
            *(case.words if len(case.words) > 1 else case.full),
            *(n.text for n in case.names if n.text != name.text),
        ]
        dated = bool(case.dates)
        if len(rest) + dated < 2:
            continue

        def told(unit: Unit, rest: list[str] = rest, dated: bool = dated) -> float:
            """The share of all but the name that the unit tells, its date among it."""
            met = [case.hit(t, unit) for t in rest] + ([float(_same_date(case, unit))] if dated else [])
            return sum(met) / len(met)

        timely = [u for u in case.units if case.of_its_time(u)]
        bears = [u for u in case.units if case.hit(name.text, u) >= MET]
        others = [u for u in timely if u not in bears]
        if not others:
            continue
        witness = max(others, key=told)
        share = told(witness)
        if not bears and share >= 0.6:
            return Doubt(name.text, witness, share >= CLOSE)
        near = {u.heading for u in bears}
        if any(when.month and _dated(u, when) for when in case.dates for u in bears):
            continue
        if share >= CLOSE and witness.heading not in near and max(map(told, bears)) <= share - 0.3:
            return Doubt(name.text, witness, share >= _SAME)
    return None


def _same_date(case: Beside, unit: Unit) -> bool:
    return any(_dated(unit, when) for when in case.dates if when.year)


def reversed_(case: Beside) -> Doubt | None:
    """The clause nearest to the premise uses a word of the other pole, none nearer its own."""
    said = keys(case.premise.text)
    timely = [u for u in case.units if case.of_its_time(u)]
    for pole, other in POLES:
        mine = [w for w in pole if (w in case.premise.text if is_cjk(w) else w in said)]
        if not mine:
            continue
        own = max((_told(case, u, pole, other) for u in timely if u.own & pole), default=0.0)
        against = [u for u in timely if u.own & other]
        if not against:
            continue
        witness = max(against, key=lambda u: _told(case, u, other, pole))
        share = _told(case, witness, other, pole)
        if share >= MET and share > own and share >= case.best() - 2 * _SIDE:
            return Doubt(_written(case, mine[0]), witness, share >= CLOSE)
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
        if share < ABOUT or share < best - 2 * _SIDE or not case.of_its_time(unit):
            continue
        if NO_EVIDENCE.search(unit.text) and share >= CLOSE and case.language == "en":
            return Doubt(case.premise.text, unit, True)
        for match in NEGATED.finditer(unit.text):
            negated = next(group for group in match.groups() if group).split()
            if case.language != "en":
                simple = case.premise.form is not Form.OPEN and not re.search(r"[,;]| but ", unit.text)
                if simple and share >= CLOSE + RANKED and len(unit.text.split()) <= _SHORT:
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
        if other is unit or case.share(other) < share - _SIDE or HAS_NEGATION.search(other.text):
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
            least = max(MET, case.best() - _SIDE)
            bears = [u for u in case.units if extent.search(u.text) and case.share(u) >= least]
            return None if bears or not near else Doubt(found.group(), near[0], case.share(near[0]) >= CLOSE)
    if (found := MOST.search(text)) and not any(BEARS_MOST.search(u.text) for u in [*same, *near]):
        return Doubt(found.group(), near[0], False)
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


def other_office(case: Beside) -> Doubt | None:
    """It gives a person an office, and the units that name the person give another."""
    for name in case.names:
        asked = offices(case.premise.text, name.text)
        if not asked:
            continue
        told = [(unit, found) for unit in case.units if (found := offices(unit.text, name.text))]
        if told and not any(asked & found for _, found in told):
            return Doubt(name.text, told[0][0], True)
    return None


_CAUSE = re.compile(
    r"^(?P<done>.+?),? (?:because(?: of)?|due to|owing to|thanks to|as a result of|porque|debido a|a causa de) (?P<cause>.+)$"
    r"|^(?P<cause2>.+?) (?:make|made|makes|cause|caused|lead|led|force|forced|prompt|prompted) (?P<done2>.+)$",
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
    if not near or any(_tells(case, w, u) for w in reasons for u in (giving or near)):
        return None
    witness = max(giving or near, key=told)
    return Doubt(" ".join(reasons), witness, bool(giving))


def _tells(case: Beside, term: str, unit: Unit) -> bool:
    """True when the unit meets the term, and not by its heading alone."""
    own = key(term) in unit.own or in_text(term, unit.text)
    return own or (case.hit(term, unit) >= MET and key(term) not in unit.whole)


def refused(case: Beside) -> Doubt | None:
    """It says that somebody refused or failed to do what a unit on the same point tells without any denial."""
    found = _REFUSES.search(case.premise.text)
    near = [u for u in case.units if case.of_its_time(u)]
    if found is None or not near or case.premise.form in (Form.OPEN, Form.ASKED) or len(case.terms) < 3:
        return None
    best = max(near, key=case.share)
    share = case.share(best)
    close = [u for u in case.units if case.share(u) >= share - _SIDE]
    if share < _SAME or any(HAS_NEGATION.search(u.text) or u.own & _DENIES for u in close):
        return None
    return Doubt(found.group(), best, share >= _SAME + _SIDE)


_REFUSES = re.compile(
    r"\b(?:refuse[sd]?|fail(?:s|ed)?|decline[sd]? to|neglect(?:s|ed)?|block(?:s|ed)?|se neg(?:ó|aron)|rechaz(?:ó|aron))\b|拒绝",
    re.IGNORECASE,
)


def other_place(case: Beside) -> Doubt | None:
    """It names a place, in another language than the sources, that none of the passages names."""
    if case.language == "en" or case.premise.form is Form.OPEN or not case.units:
        return None
    best = max(case.units, key=case.share)
    alike = case.share(best) >= _ABROAD or any(when.month and _dated(best, when) for when in case.dates if when.year)
    for written, english in places(case.premise.text).items():
        if alike and not any(unit.names(english) for unit in case.units):
            return Doubt(written, best, case.share(best) >= CLOSE)
    return None


def other_holder(case: Beside) -> Doubt | None:
    """It gives a rank that only one can hold to another than a unit does."""
    mine = read(_now(case.premise.text))
    if rank(mine) is None:
        return None
    for unit in case.units:
        if held := rival_holders(mine, read(_now(unit.text))):
            return Doubt(held[0], unit, True)
    return None


def swapped(case: Beside) -> Doubt | None:
    """Who did it and to whom it was done have changed places."""
    if case.language != "en":
        return None
    for unit in case.units:
        if case.share(unit) >= _SAME and len(case.names) > 1:
            found = [*changed_places(case.premise.text, unit.text), *check_voice(case.premise.text, unit.text)]
            if any(f.status is Status.CONTRADICTED for f in found):
                return Doubt(case.names[0].text, unit, True)
    return None


def _now(text: str) -> str:
    """``text`` in the present tense as far as ranks are read: a question about a report tells it in the past."""
    return re.sub(r"\bwas\b", "is", re.sub(r"\bwere\b", "are", text))


CHECKS: tuple[Callable[[Beside], Doubt | None], ...] = (
    denied, swapped, other_figure, other_extent, reversed_, by_figures, other_date, other_office, other_holder, other_cause, other_name,
    other_place, refused, unsaid,
)  # fmt: skip


def doubts(case: Beside) -> Iterator[Doubt]:
    """What each check has to say, in order."""
    for check in CHECKS:
        if found := check(case):
            yield found
