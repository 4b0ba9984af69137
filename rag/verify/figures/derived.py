"""A figure or date that a claim gives and its source leaves to be reckoned: of "118 to 97" a majority of 21, of nine of the 36 passengers a quarter.

What is reckoned is not what the source says, so such a figure is never supported; but it is not contradicted either, and the reader is told from which
two figures it follows. Each way of reckoning asks for words that tell of it ("more than", "in total", "on average", "remaining").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, localcontext
from itertools import combinations, permutations

from rag.verify.values.dates import When, bears
from rag.verify.values.numbers import Figure
from rag.verify.values.qualifiers import Qualifier
from rag.verify.values.rounding import bearing
from rag.verify.values.statement import Statement, read
from rag.verify.values.units import SECONDS, factor

_MOST = 12  # figures of the cited words; of more, some two come out at nearly anything
_NEAR = Decimal("0.15")  # of a figure: how far from "more than" it what is reckoned may lie
_AROUND = 60  # characters of a claim before and behind a figure in which its words stand
_APART = re.compile(
    r"\b(?:more|less|fewer|higher|lower|greater|smaller|longer|shorter|older|younger|later|earlier|worse|better|above|below|short|ahead|behind|apart"
    r"|(?:over|under|out)\w+|ris(?:e|en|ing)|rose|f[ae]ll(?:en|ing)?|increas\w+|decreas\w+|drop\w*|gr[eo]w\w*|declin\w+|gain\w*|los[st]\w*|cut|gap|difference"
    r"|margin|majority|lead|shortfall|surplus|left|remain\w*|rest|others?|still|not|yet|by)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:total\w*|together|combined|in all|altogether|overall|sum|both|between them)\b", re.IGNORECASE
)
_EACH = re.compile(r"\b(?:averag\w+|mean|each|apiece|per|a head|every)\b", re.IGNORECASE)
_BY_SO_MUCH = re.compile(
    r"\W*(?:\w+ ){0,3}?(?:more|less|fewer|higher|lower|greater|smaller|longer|shorter|up|down|ahead|behind|above|below|rise|fall|increase|decrease|drop|gain)\b",
    re.IGNORECASE,
)  # fmt: skip
_SO_MUCH_OF = re.compile(
    r"\b(?:cut|rise|fall|increase|decrease|drop|gain|loss|reduction|growth|decline) of $", re.IGNORECASE
)
_THE_REST = re.compile(r"\bthe (?:rest|others?|remainder|remaining)\b", re.IGNORECASE)
_SHARES = ("percent", "times")
_LATER = re.compile(r"\W*(?:later|after\w*)\b", re.IGNORECASE)
_EARLIER = re.compile(r"\W*(?:earlier|before\w*|previously)\b", re.IGNORECASE)


def follows_from(
    figure: Figure, claim: Statement, evidence: Sequence[Statement]
) -> tuple[Figure | When, Figure | When] | None:
    """The two figures of the cited words from which ``figure`` follows by one step of reckoning that the claim's words tell of; or None."""
    if figure.kind != "quantity" or claim.language[:2] != "en":
        return None
    if figure.unit == "years" and (years := _years_apart(figure, evidence)):
        return years
    said = [(f, n) for n, statement in enumerate(evidence) for f in statement.figures if f.kind == "quantity"]
    times = [f for statement in evidence for f in statement.figures if f.time]
    if len(said) > _MOST:
        return None
    around = claim.text[max(0, figure.span.start - _AROUND) : figure.span.end + _AROUND]
    with localcontext() as context:
        context.prec = 30
        ways = (
            *_shares(figure, said),
            *_differences(figure, said, around, any(_THE_REST.search(statement.text) for statement in evidence)),
            *_averages(figure, said, around),
            *_bases(figure, said, evidence),
            *_wholes(figure, said, evidence),
            *_added(figure, said, evidence),
            *_hours(figure, times),
        )
        return next(((x, y) for value, x, y in ways if _is(value, figure)), None)


def reckoned_from(claim: str, sentences: Sequence[str]) -> bool:
    """Whether a figure or date of ``claim`` that none of ``sentences`` has follows from them together."""
    told, said = read(claim), [read(s) for s in sentences]
    return any(
        follows_from(figure, told, said)
        for figure in told.figures
        if not any(bearing(s, figure) for statement in said for s in statement.figures)
    ) or any(
        day_follows_from(when, said) for when in told.dates if not any(bears(d, when) for st in said for d in st.dates)
    )


def _is(value: Decimal, figure: Figure) -> bool:
    """True when a value in the figure's unit bears it, and lies near it: of two figures in three something is "more than"."""
    if not abs(value - figure.value) <= abs(figure.value) * _NEAR:
        return False
    reckoned = replace(
        figure, value=value, low=value, high=value, qualifier=Qualifier.EXACT, place=Decimal("0.0001"), scaled=False
    )
    return bearing(reckoned, figure) is not None


_Way = Iterator[tuple[Decimal, Figure, Figure]]


def _shares(figure: Figure, said: Sequence[tuple[Figure, int]]) -> _Way:
    """A part of a whole, or how many times one is the other."""
    if figure.unit not in _SHARES:
        return
    for (x, here), (y, there) in permutations(said, 2):
        by = factor(x.unit, y.unit)
        if by is None or not y.value or x.unit in _SHARES:
            continue
        alike = bool(x.unit) or (x.noun and x.noun == y.noun)
        if figure.unit == "times" and alike and x.value * by > y.value:
            yield x.value * by / y.value, x, y
        if (
            figure.unit == "percent"
            and x.value * by <= y.value
            and (figure.noun == y.noun if figure.noun else here == there)
        ):
            yield 100 * x.value * by / y.value, x, y


def _differences(figure: Figure, said: Sequence[tuple[Figure, int]], around: str, rest: bool) -> _Way:
    """What lies between two, or both together; ``rest``: the source speaks of what is left of one without the other."""
    apart, together = _APART.search(around) or rest, _TOGETHER.search(around)
    points = figure.unit in ("percent", "percentage points")
    for (x, here), (y, there) in combinations(said, 2) if apart or together else ():
        unit = "percent" if points else figure.unit
        if figure.unit != x.unit and not (points and x.unit == unit):
            continue
        if points and figure.value in (x.value, y.value):
            continue  # "4 percentage points" of "4 percent" is a mistake in the unit
        by = factor(y.unit, x.unit)
        if by is None and here == there and x.scaled and y.scaled and not y.unit:
            by = Decimal(1)  # "from 1.2 million tonnes to 1.9 million"
        if by is None or not (x.unit or x.noun == y.noun or here == there):
            continue
        if apart:
            yield abs(x.value - y.value * by), x, y
        if together:
            yield x.value + y.value * by, x, y


def _averages(figure: Figure, said: Sequence[tuple[Figure, int]], around: str) -> _Way:
    """A sum shared out among so many."""
    for (x, _), (y, _) in permutations(said, 2) if _EACH.search(around) else ():
        if x.unit == figure.unit and y.unit in ("", "years", "months", "weeks", "days") and y.value > 1 and x is not y:
            yield x.value / y.value, x, y


def _bases(figure: Figure, said: Sequence[tuple[Figure, int]], evidence: Sequence[Statement]) -> _Way:
    """What it was before, of what it is now and by how much that is more or less."""
    for (x, here), (y, there) in permutations(said, 2):
        if x.unit != figure.unit or here != there:
            continue
        text = evidence[there].text
        if not _BY_SO_MUCH.match(text, y.span.end) and not _SO_MUCH_OF.search(text, 0, y.span.start):
            continue
        if y.unit == x.unit or (not y.unit and x.unit == "percent"):
            yield x.value + y.value, x, y
            yield x.value - y.value, x, y
        elif y.unit == "percent" and 0 < y.value < 100:
            yield from ((x.value / (1 + part), x, y) for part in (y.value / 100, -y.value / 100))


def _wholes(figure: Figure, said: Sequence[tuple[Figure, int]], evidence: Sequence[Statement]) -> _Way:
    """The whole of which the source gives a part, and what share it is: "2.3 million, a tenth of what the extension cost"."""
    for (x, here), (y, there) in permutations(said, 2):
        share = y.unit == "percent" and 0 < y.value < 100 and _OF_WHAT.match(evidence[there].text, y.span.end)
        if here != there or x.unit != figure.unit or x.span.end > y.span.start or not y.value:
            continue
        if share:
            yield 100 * x.value / y.value, x, y
        between = evidence[there].text[x.span.end : y.span.start].rstrip()
        apart = between.endswith(",") and not any(c.isdigit() for c in between)
        if y.unit == "times" and apart and _ITS.match(evidence[there].text, y.span.end):
            yield x.value / y.value, x, y  # "1.2 million, three times its estimate"
        if y.unit == "percent" and apart and _OF_WHICH.match(evidence[there].text, y.span.end):
            yield x.value * y.value / 100, x, y  # "900,000 pounds, two-thirds of which"
            yield x.value * (100 - y.value) / 100, x, y


_ITS = re.compile(r"\s+(?:its|the|his|her|their|what|that|as much as|more than)\b", re.IGNORECASE)
_OF_WHICH = re.compile(r"\s+of (?:which|it|this|them)\b", re.IGNORECASE)
_OF_WHAT = re.compile(
    r"\s+of (?:what|that|the (?:cost|price|budget|amount|sum|total|number)|its|their|his|her)\b", re.IGNORECASE
)


def _added(figure: Figure, said: Sequence[tuple[Figure, int]], evidence: Sequence[Statement]) -> _Way:
    """Both together, where the source adds the one to the other: "would add 1.1 million to the cost of 6.4 million"."""
    for (x, here), (y, there) in combinations(said, 2):
        if here != there or x.unit != figure.unit or y.unit != x.unit:
            continue
        text = evidence[there].text
        if (
            _ADDS.search(text, max(0, x.span.start - _AROUND), x.span.start)
            and " to " in text[x.span.end : y.span.start]
        ):
            yield x.value + y.value, x, y


_ADDS = re.compile(r"\badd(?:s|ed|ing)?\b[^,;.]*$", re.IGNORECASE)


def _hours(figure: Figure, times: Sequence[Figure]) -> _Way:
    """How long it is from one time of day to another."""
    for x, y in combinations(times, 2) if figure.unit in ("hours", "minutes") else ():
        yield abs(x.value - y.value) * 60 / SECONDS[figure.unit], x, y


def _years_apart(figure: Figure, evidence: Sequence[Statement]) -> tuple[When, When] | None:
    """Two years of the cited words that are as many years apart."""
    whens = [d for statement in evidence for d in statement.dates if d.year and not d.until and not d.fiscal]
    pairs = ((x, y) for x, y in combinations(whens, 2) if x.year != y.year)
    return next(((x, y) for x, y in pairs if x.year and y.year and _is(Decimal(abs(x.year - y.year)), figure)), None)


def day_follows_from(when: When, evidence: Sequence[Statement]) -> tuple[When, Figure] | None:
    """A date of the cited words and the time, "six years later", after or before it at which ``when`` is; or None."""
    gaps = [
        (figure, 1 if _LATER.match(statement.text, figure.span.end) else -1)
        for statement in evidence
        for figure in statement.figures
        if figure.unit in _LENGTHS and figure.value < _LONG
        and (_LATER.match(statement.text, figure.span.end) or _EARLIER.match(statement.text, figure.span.end))
    ]  # fmt: skip
    whens = [d for statement in evidence for d in statement.dates if not d.until and not d.fiscal] if gaps else []
    return next(((d, gap) for d in whens for gap, way in gaps if _after(d, gap, way) == when.parts), None)


_LENGTHS = {"days": 1, "weeks": 7, "years": 0}
_LONG = 1000


def _after(when: When, gap: Figure, way: int) -> tuple[int | None, int | None, int | None] | None:
    """The year, month and day that lie ``gap`` after or before a date, as far as that is told."""
    if gap.unit == "years":
        return (when.year + way * int(gap.value), when.month, when.day) if when.year else None
    if not when.month or not when.day:
        return None
    try:
        day = date(when.year or 2001, when.month, when.day) + timedelta(days=way * int(gap.value) * _LENGTHS[gap.unit])
    except (ValueError, OverflowError):
        return None
    return (day.year if when.year else None, day.month, day.day)
