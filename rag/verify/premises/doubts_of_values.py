"""Another figure, date, name, place, office or holder than the premise gives, told by a unit about the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rag.content import key
from rag.gazetteer import places
from rag.tokens import fold
from rag.verify.entities.offices import offices
from rag.verify.meaning.ranks import rank, rival_holders
from rag.verify.premises.beside import MET, Beside
from rag.verify.premises.doubt import ABOUT, CLOSE, NEAR, SAME, SIDE, Doubt
from rag.verify.premises.rows_of_names import rows_of_names
from rag.verify.premises.units import Unit
from rag.verify.questions.presupposed import Form
from rag.verify.values.dates import When, compatible
from rag.verify.values.numbers import Figure
from rag.verify.values.rounding import bearing, clash
from rag.verify.values.statement import read

ABROAD = 0.4  # share from which a unit in another language may tell the same
TENS, ROUNDLY = 10, Decimal("0.03")  # a figure of one digit and noughts, and how far from it what is meant may be
SMALL = 12  # counts up to a dozen refer back ("the two") as often as they tell


def other_figure(case: Beside) -> Doubt | None:
    """A figure that no unit near the premise bears for its thing and year, while one about it gives another."""
    foreign = case.language != "en"
    for figure in case.figures:
        near = [unit for unit in case.units if case.share(unit) >= NEAR and case.of_its_time(unit)]
        named = near if not figure.unit and figure.value <= SMALL else []  # names in a row bear such a count
        borne = [u for u in case.units if gives(u, figure) or (u in named and figure.value in rows_of_names(u.text))]
        if not near:
            continue
        borne = [u for u in borne if foreign or u in near or any(case.hit(w, u) >= MET for w in case.words)]
        about = [u for u in near if case.share(u) >= ABOUT]
        rivals = [u for u in about if any(_rival(g, figure) for g in u.figures)]
        if foreign and (own := [u for u in rivals if case.native(u) and not u.of_seed]):
            # What the seed alone says is what the question repeats, and what is said of something else bears nothing.
            most = max(map(case.share, own))
            borne = [
                u
                for u in borne
                if not case.native(u)
                or (not u.of_seed and (case.share(u) >= most - SIDE or any(_just(g, figure) for g in u.figures)))
            ]
            rivals = own
        if not rivals and not borne and figure.noun:  # "13 precursor chemicals" for "the 21 precursors"
            rivals = [
                u
                for u in about
                if any(figure.noun in g.narrowed and _rival(replace(g, noun=figure.noun), figure) for g in u.figures)
            ]
        if borne and (foreign or not (other := _elsewhere(case, figure, borne, rivals))):
            continue
        if borne:
            return other
        best = max(near, key=case.share)
        if foreign and not rivals and best.place <= 1 and best.figures and not case.native(best):
            return Doubt(figure.text, best, True)
        if rivals:
            witness = max(rivals, key=case.share)
            return Doubt(figure.text, witness, case.share(witness) >= CLOSE)
        if case.premise.form is not Form.OPEN and case.share(best) >= MET and figure.value > SMALL:
            return Doubt(figure.text, best, False)
    return None


def _just(said: Figure, asked: Figure) -> bool:
    """True for the same value in the same unit, to the digit."""
    return said.value == asked.value and said.unit == asked.unit


def _elsewhere(case: Beside, figure: Figure, borne: list[Unit], rivals: list[Unit]) -> Doubt | None:
    """Why ``borne``, which have the figure, do not bear it: it counts another thing there, or is of another year."""
    same = [(u, g) for u in borne for g in u.figures if _of_one_kind(g, figure) and _equal(g, figure)]
    if not same:
        witness = max(rivals, key=case.share, default=None)
        ahead = witness and case.share(witness) >= max(map(case.share, borne))
        return Doubt(figure.text, witness, True) if witness and ahead and case.share(witness) >= CLOSE else None
    thing = next((w for w in case.words if figure.unit and key(w) == figure.noun), "")
    lacking = [u for u, _ in same if thing and key(thing) not in u.own]
    if lacking and len(lacking) == len(same) and any(key(thing) in u.own for u in case.units):
        witness = max(lacking, key=case.share)
        return Doubt(thing, witness, case.share(witness) >= ABOUT)
    asked = case.asked_years
    when = [(u, _year_of(u, g)) for u, g in same]
    if len(asked) == 1 and all(year and year not in asked for _, year in when):
        witness = max((u for u, _ in when), key=case.share)
        return Doubt(figure.text, witness, case.share(witness) >= MET)
    return None


def _year_of(unit: Unit, figure: Figure) -> int | None:
    """The year beside the figure with no other figure between; None when it is not clear which."""
    when = read(unit.text).date_of(figure)
    if when is None or not when.year or when.until:
        return None
    ends = sorted((figure.span.start, figure.span.end, when.span.start, when.span.end))
    return None if re.search(r"\d", unit.text[ends[1] : ends[2]]) else when.year


def _of_one_kind(said: Figure, asked: Figure) -> bool:
    """True unless both tell what they count or in what they measure, and it is not the same."""
    if said.unit and asked.unit:
        return True
    bare = asked if said.unit else said
    if said.unit or asked.unit:
        return not bare.noun
    return not said.noun or not asked.noun or said.noun == asked.noun


def gives(unit: Unit, figure: Figure) -> bool:
    """True when the unit has the figure, or one that bears it."""
    digits = re.match(r"[\d.,]*\d", figure.text)
    joined = digits and re.search(rf"(?<![\d.,]){re.escape(digits[0])}-[a-z]", unit.text)
    return bool(joined) or any(_equal(g, figure) for g in unit.figures)


def _equal(said: Figure, asked: Figure) -> bool:
    """True when one bears the other, or would if a unit that only one of them has were left out; "30 percent" asks for no more than 29.4."""
    loose = not (said.unit and asked.unit)
    borne = bearing(said, asked) or (loose and bearing(replace(said, unit=""), replace(asked, unit="")))
    return bool(borne) or (said.unit == asked.unit and _in_round_figures(said.value, asked.value))


def _in_round_figures(said: Decimal, asked: Decimal) -> bool:
    """True when a question that gives ``asked``, a figure of tens or hundreds and no more, may mean ``said``."""
    digits = len(asked.normalize().as_tuple().digits)
    return asked >= TENS and asked % TENS == 0 and digits <= 1 and abs(said - asked) <= asked * ROUNDLY


def _rival(said: Figure, asked: Figure) -> bool:
    """True when both count or measure one kind of thing and cannot both be right; "the two who led it" are no two thirds."""
    if said.unit and not (asked.unit or asked.noun) and asked.value <= SMALL:
        return False
    alike = said.noun == asked.noun if not asked.unit else said.unit == asked.unit or clash(said, asked)
    return said.kind == "quantity" and alike and not _equal(said, asked)


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
        several = len({d.year for d in case.dates}) > 1 and not case.premise.asserted
        if several or (case.premise.form is Form.SOUGHT and any(dated(unit, when) for unit in case.units)):
            continue
        best = case.best()
        least = MET if any(" " in n.text for n in case.names) else ABOUT
        if best < least:
            continue
        close = [u for u in case.units if case.share(u) >= max(least, best - SIDE)]
        then = [unit for unit in case.units if case.share(unit) >= max(NEAR, best - 2 * SIDE) and dated(unit, when)]
        if case.language != "en" and when.month and any(_same_day(unit, when) for unit in case.units):
            continue
        day = case.language != "en" and when.month is not None  # of an event, which happened on one day
        if then and not day and (any(when.year in unit.own_years for unit in then) or not _agreed(case, close)):
            continue
        rivals = [
            u for u in close if (day and any(d.month for d in u.dates)) or (u.own_years and not _measures(case, u))
        ]
        if not rivals and not _SAYS.search(case.premise.text[: when.span.start]):
            rivals = [u for u in close[:1] if u.years and not u.figures]
        if rivals:
            witness = max(rivals, key=case.share)
            named = bool(case.names) and all(case.hit(n.text, witness) >= MET for n in case.names)
            return Doubt(when.text, witness, case.share(witness) >= (ABOUT if named else CLOSE))
    return None


# What is told is of its own time, not of the telling: a report of 2022 says something of 2019.
_SAYS = re.compile(r"\b(?:say|says|said|claims?|claimed|argues?|argued|finds?|found|conclude[sd]?)\b", re.IGNORECASE)


def dated(unit: Unit, when: When) -> bool:
    """True when the unit (or its heading) names the year, and no other month of it."""
    if when.year not in unit.years:
        return False
    same = [d for d in unit.dates if d.year == when.year and d.month and when.month and not d.until]
    return not same or any(compatible(replace(d, fiscal=False), replace(when, fiscal=False)) for d in same)


def _same_day(unit: Unit, when: When) -> bool:
    """True when the unit's own text gives that month of that year, and no other day of it."""
    return any(d.year == when.year and d.month == when.month and compatible(d, when) for d in unit.dates)


def _agreed(case: Beside, close: Sequence[Unit]) -> bool:
    """True when two passages or more tell of it with a year of their own, the same: then the year of another's heading, which is
    that of the telling, dates nothing."""
    told = [unit for unit in close if unit.own_years and not _measures(case, unit)]
    return len({unit.place for unit in told}) > 1 and bool(frozenset.intersection(*(unit.own_years for unit in told)))


def _measures(case: Beside, unit: Unit) -> bool:
    """True when the unit gives a figure for what the premise speaks of: then another year may have another figure."""
    said = {key(w) for w in case.words}
    return any(f.unit or f.noun in said for f in unit.figures)


# "How does the agency see India's part?": that it has a view says nothing of what it sees.
_REGARDS = frozenset(
    "see sees saw view views viewed regard regards regarded describe describes described assess assesses assessed portray portrays".split()  # noqa: SIM905
)


def other_name(case: Beside) -> Doubt | None:
    """A name that stands in no passage, or in none that tells the rest, while one unit tells all the rest."""
    if case.premise.form is Form.OPEN or case.premise.of_persons or case.language != "en":
        return None  # institutions have other names in other languages; places are told by other_place
    for name in case.names:
        rest = [
            *(w for w in (case.words if len(case.words) > 1 else case.full) if fold(w) not in _REGARDS),
            *(n.text for n in case.names if n.text != name.text),
        ]
        timed = bool(case.dates)
        if len(rest) + timed < (3 if case.premise.form is Form.ASKED else 2):
            continue  # "does Narcan work on it?": that something else works tells nothing of Narcan

        def told(unit: Unit, rest: list[str] = rest, timed: bool = timed) -> float:
            """The share of all but the name that the unit tells, its date among it."""
            met = [case.hit(t, unit) for t in rest] + ([float(_same_date(case, unit))] if timed else [])
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
        if case.premise.form is Form.SOUGHT:
            continue
        near = {u.heading for u in bears}
        if any(when.month and dated(u, when) for when in case.dates for u in bears):
            continue
        deeds = [case.hit(word, witness) for word in case.words or case.full]
        if deeds and max(deeds) < MET:
            continue  # names and a date met by chance: nothing is told of what was done
        if share >= CLOSE and witness.heading not in near and max(map(told, bears)) <= share - 0.3:
            return Doubt(name.text, witness, share >= SAME)
    return None


def _same_date(case: Beside, unit: Unit) -> bool:
    return any(dated(unit, when) for when in case.dates if when.year)


def other_place(case: Beside) -> Doubt | None:
    """It names a place, in another language than the sources, that none of the passages names."""
    if case.language == "en" or case.premise.form is Form.OPEN or not case.units:
        return None
    best = max(case.units, key=case.share)
    alike = case.share(best) >= ABROAD or any(when.month and dated(best, when) for when in case.dates if when.year)
    for written, english in places(case.premise.text).items():
        stands = any(unit.names(english) or written in f"{unit.heading} {unit.text}" for unit in case.units)
        if alike and not stands and not any(english in places(unit.text).values() for unit in case.units):
            return Doubt(written, best, case.share(best) >= CLOSE)
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


def other_holder(case: Beside) -> Doubt | None:
    """It gives a rank that only one can hold to another than a unit does."""
    mine = read(_now(case.premise.text))
    if rank(mine) is None:
        return None
    for unit in case.units:
        if held := rival_holders(mine, read(_now(unit.text))):
            return Doubt(held[0], unit, True)
    return None


def _now(text: str) -> str:
    """``text`` in the present tense as far as ranks are read: a question about a report tells it in the past."""
    return re.sub(r"\bwas\b", "is", re.sub(r"\bwere\b", "are", text))
