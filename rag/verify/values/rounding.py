"""Whether one figure bears another (equal, rounded, converted, within "more than") or speaks against it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum

from rag.verify.values.numbers import Figure
from rag.verify.values.qualifiers import Qualifier
from rag.verify.values.times_of_day import TimeOfDay, fits, meets
from rag.verify.values.units import factor

_ROUND = Decimal("0.01")  # zeros at the end excuse one per cent, no more
_CONVERTED = Decimal("0.01")
_OVER = Decimal("1.5")  # "more than 93,000" is misleading of 200,000


class Bearing(StrEnum):
    """How a figure of the evidence bears one of the claim."""

    EXACT = "exact"
    ROUNDED = "rounded"
    CONVERTED = "converted"
    WIDER = "wider"  # the claim allows more than the evidence says: 93,331 is "more than 93,000"
    VAGUER = "vaguer"  # the evidence allows more than the claim says: "about 75" does not say 75


@dataclass(frozen=True, slots=True)
class _Interval:
    low: Decimal | None
    high: Decimal | None

    def meets(self, other: _Interval) -> bool:
        """True when the two share a value."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            other.low is None or self.high is None or other.low <= self.high
        )


def bearing(evidence: Figure, claim: Figure) -> Bearing | None:
    """How ``evidence`` bears ``claim``; None when it does not. Codes are borne by the same code only."""
    if claim.kind != evidence.kind:
        return None
    if claim.kind == "identifier":
        return Bearing.EXACT if claim.key == evidence.key else None
    if claim.time and evidence.time:
        return _of_day(evidence.time, claim.time)
    with localcontext() as context:
        context.prec = 60
        by = factor(evidence.unit, claim.unit)
        if by is None:
            return None
        said = evidence if by == 1 else _scaled(evidence, by)
        if by != 1:
            near = abs(said.value - claim.value) <= abs(claim.value) * _CONVERTED
            same_way = said.qualifier == claim.qualifier or claim.qualifier is Qualifier.ABOUT
            return Bearing.CONVERTED if near and same_way else None
        return _of_one_unit(said, claim)


def _of_day(said: TimeOfDay, claim: TimeOfDay) -> Bearing | None:
    """The bearing of two times of day: "about nine" allows 8:52, which does not tell "nine"."""
    if fits(said, claim):
        return Bearing.EXACT if fits(claim, said) else Bearing.WIDER
    return Bearing.VAGUER if meets(said, claim) else None


def _of_one_unit(said: Figure, claim: Figure) -> Bearing | None:
    """The bearing of two figures in one unit."""
    if said.qualifier == claim.qualifier:
        if said.value == claim.value and said.high == claim.high:
            return Bearing.EXACT
        return Bearing.ROUNDED if claim.qualifier in _POINTS and _rounds_to(said, claim) else None
    if said.qualifier is Qualifier.EXACT:
        if claim.qualifier is Qualifier.RANGE:
            return None  # one value in a range does not tell its ends
        return Bearing.WIDER if _allows(claim, said) else None
    if claim.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY) and said.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY):
        return Bearing.WIDER if said.value == claim.value else None
    if claim.qualifier is Qualifier.MORE and said.qualifier is Qualifier.RANGE:
        return Bearing.WIDER if _allows(claim, replace(said, high=None)) else None
    return Bearing.VAGUER if _near(said, claim) else None


_POINTS = (Qualifier.EXACT, Qualifier.ABOUT, Qualifier.NEARLY)


def _allows(claim: Figure, said: Figure) -> bool:
    """True when the exact ``said`` lies in what the claim's words allow."""
    if claim.qualifier is Qualifier.MORE:
        return claim.value <= said.value <= claim.value * _OVER
    if claim.qualifier is Qualifier.LESS:
        return claim.value / _OVER <= said.value <= claim.value
    return _Interval(claim.low, claim.high).meets(_Interval(said.value, said.value))


def _near(said: Figure, claim: Figure) -> bool:
    """True when the evidence's bound or range is about the claim's value."""
    if said.qualifier is Qualifier.RANGE or claim.qualifier is Qualifier.RANGE:
        return _Interval(said.low, said.high).meets(_Interval(claim.low, claim.high))
    return said.value == claim.value or (
        abs(said.value - claim.value) <= abs(said.value) * Decimal("0.05") and conflict_free(said, claim)
    )


def _rounds_to(said: Figure, claim: Figure) -> bool:
    """True when ``claim`` is ``said`` rounded to the places or the zeros the claim is written with."""
    gap = abs(said.value - claim.value)
    written = claim.place / 2
    if said.place >= claim.place and not _zeros(claim):
        return False
    cap = abs(claim.value) * _ROUND
    if claim.scaled:
        return gap <= min(written, cap)
    zeros = min(_zeros(claim) / 2, cap)
    return gap <= max(zeros, written if said.place < claim.place else Decimal(0))


def _zeros(figure: Figure) -> Decimal:
    """The unit that the zeros at the end of a value stand for: 93,000 gives 1000; 0 when there are none."""
    if figure.value == 0 or figure.value % 10 != 0:
        return Decimal(0)
    return Decimal(1).scaleb(int(figure.value.normalize().as_tuple().exponent))


def _scaled(figure: Figure, by: Decimal) -> Figure:
    """The figure with value and bounds multiplied."""
    return replace(
        figure,
        value=figure.value * by,
        low=None if figure.low is None else figure.low * by,
        high=None if figure.high is None else figure.high * by,
    )


def conflict_free(a: Figure, b: Figure) -> bool:
    """True when some value satisfies both figures."""
    return _Interval(a.low, a.high).meets(_Interval(b.low, b.high))


def clash(a: Figure, b: Figure) -> bool:
    """True when both are quantities that convert into one another, or times of day, and no rounding makes them agree."""
    if a.time and b.time:
        return not meets(a.time, b.time)
    if a.kind == "identifier" or a.kind != b.kind or factor(a.unit, b.unit) is None:
        return False
    if bearing(a, b) or bearing(b, a):
        return False
    with localcontext() as context:
        context.prec = 60
        said = _scaled(a, factor(a.unit, b.unit) or Decimal(1))
        return not conflict_free(said, b) or _far(said, b)


def _far(a: Figure, b: Figure) -> bool:
    """True when only an open bound keeps them together: "more than 93,000" and 93 million."""
    return max(abs(a.value), abs(b.value)) > 10 * max(Decimal(1), min(abs(a.value), abs(b.value)))


def same_thing(a: Figure, b: Figure) -> bool:
    """True when both name what they count and it is the same noun; measures count by their unit alone."""
    if a.unit == b.unit == "" or "ordinal" in (a.unit, b.unit):
        return bool(a.noun) and a.noun == b.noun
    return not a.noun or not b.noun or a.noun == b.noun
