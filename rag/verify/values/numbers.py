"""The figures a text states: value, bounds, unit and counted thing. Dates are none; codes compare as strings.

A figure of a table's row is in what its column says: 500 under "(£000)" is 500,000 pounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from functools import lru_cache

from rag.text import READ_AGAIN, Folded, blanked, fold, mixed_digits
from rag.types import Span
from rag.verify.values.columns import Cell, cells
from rag.verify.values.dates import dates
from rag.verify.values.identifiers import identifiers
from rag.verify.values.qualifiers import Qualifier, bounds, qualifier
from rag.verify.values.shared_unit import completed
from rag.verify.values.spotting import Rate, Spotted, rates, spot
from rag.verify.values.times_of_day import TimeOfDay, times_of_day
from rag.verify.values.units import COUNTED
from rag.verify.words.counted import Counted, counted

_READ = "\x01"  # stands for what is read already, and ends every clause
_JOIN = re.compile(r"\s*(?:-|to|a|至|到|~)\s*")
_JOIN_BETWEEN = re.compile(r"\s*(?:and|y|和|与)\s*")
_AGAINST = re.compile(r"\s*,?\s*(?:against|versus|vs\.?|compared (?:with|to)|frente a|contra|or|o|and|y)\s*")
_FROM = re.compile(r"(?:\bfrom|\bde|\bdesde|从)\s*$")
_BETWEEN = re.compile(r"(?:\bbetween|\bentre|在)\s*$")


_NO_NOUN = re.compile(r"\s+(?:to|went|goes|for|was|is|by)\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and all that decides whether another one means the same.

    ``text``: as written, the words at ``span``. ``column``: what the head of a table's column says of its unit.
    ``low``/``high``: what the words around it allow (more than, nearly, a range); None on an open side.
    ``kind``: quantity, ordinal, identifier (then ``key`` is compared, ``value`` is 0) or time (of day: ``time``). ``place``: unit of the last
    written place. ``elided``: its unit stands with another figure. ``mixed``: digits of more than one script. ``span``: the figure with its sign, scale and unit.
    """

    value: Decimal
    text: str
    span: Span
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    noun: str = ""
    narrowed: frozenset[str] = frozenset()
    kind: str = "quantity"
    key: str = ""
    place: Decimal = Decimal(1)
    scaled: bool = False
    mixed: bool = False
    column: str = ""
    elided: bool = False
    time: TimeOfDay | None = None

    @property
    def said(self) -> str:
        """The figure for a person; one of a table's cell with its column's unit behind it: "500 (£000)"."""
        return f"{self.text} ({self.column})" if self.column else self.text

    @property
    def qualified(self) -> str:
        """The same with what widens it: "more than 500"; a range tells its ends itself."""
        widened = self.qualifier and self.qualifier is not Qualifier.RANGE
        return f"{self.qualifier} {self.said}" if widened else self.said


@lru_cache(maxsize=READ_AGAIN)
def figures(text: str, language: str = "en") -> tuple[Figure, ...]:
    """The figures of ``text`` in order; empty when it states none. ``language`` settles what 93.331 means."""
    named = identifiers(text)
    row = cells(text)
    whens = [d.span for d in dates(text, language)]
    times = [t for t in times_of_day(text) if not any(t.span.overlaps(s) for s in (*whens, *(i.span for i in named)))]
    blank = blanked(text, [*(i.span for i in named), *whens, *(t.span for t in times)], _READ)
    blank = blanked(blank, [words for cell in row for words in cell.words])
    folded = fold(blank, accents=True, spaces=False)
    with localcontext() as context:
        context.prec = 60  # exact for every figure of up to 30 digits
        per = rates(folded.text)
        spotted = [_in_column(one, folded, row) for one in spot(folded.text, language)]
        found = [
            _figure(one, folded, text, language, per, row)
            for one in completed(_ranges(spotted, folded.text), folded.text)
        ]
    codes = [Figure(Decimal(0), i.text, i.span, kind="identifier", key=i.key) for i in named if i.key]
    clocks = [Figure(Decimal(t.minutes), t.text, t.span, kind="time", time=t) for t in times]
    labels = {m.start("number") for m in _PARAGRAPH_NUMBER.finditer(text)}
    found = [f for f in found if f.span.start not in labels or f.unit or f.scaled]
    return tuple(sorted([*found, *codes, *clocks], key=lambda f: f.span.start))


# "4.1 The adviser was paid": the number of a paragraph, where no unit and no scale ("4.1 Million") follows.
_PARAGRAPH_NUMBER = re.compile(r"^[ \t>*-]*(?P<number>\d{1,2}(?:\.\d{1,2})+)\.?[ \t]+(?=[A-Z])", re.MULTILINE)


def _cell_of(span: Span, row: tuple[Cell, ...]) -> Cell | None:
    """The cell of a table's row that a figure at ``span`` stands in; None in prose."""
    return next((c for c in row if c.figure.start <= span.start and span.end <= c.figure.end), None)


def _in_column(spotted: Spotted, folded: Folded, row: tuple[Cell, ...]) -> Spotted:
    """A numeral of a cell in the unit and the scale of its column; one that has its own keeps it."""
    number = spotted.number
    cell = _cell_of(folded.source_span(spotted.start, spotted.end), row) if row else None
    if cell is None or spotted.unit or number.scaled or spotted.kind != "quantity":
        return spotted
    scaled = replace(number, value=number.value * cell.factor, place=number.place * cell.factor)
    return replace(spotted, number=scaled, unit=cell.unit.unit)


def _ranges(found: list[Spotted], text: str) -> list[Spotted]:
    """Two numerals joined as a range made one; the first of a pair takes the unit and scale of the second."""
    out: list[Spotted] = []
    for this in found:
        last = out[-1] if out else None
        if last is None or last.kind != "quantity" or this.kind != "quantity" or last.high is not None:
            out.append(this)
            continue
        joint = text[last.end : this.start]
        if _AGAINST.fullmatch(joint) and not last.unit:
            out[-1] = replace(last, unit=this.unit)
        before = text[: last.start]
        between = _JOIN_BETWEEN.fullmatch(joint) and _BETWEEN.search(before)
        if not (between or _JOIN.fullmatch(joint)) or last.unit not in ("", this.unit):
            out.append(this)
            continue
        low = last.number
        if this.number.scaled and not low.scaled and low.value < 1000:
            scale = Decimal(10) ** max(0, this.number.place.adjusted())
            low = replace(low, value=low.value * scale, place=low.place * scale, scaled=True)
        if low.value >= this.number.value or (_FROM.search(before) and not between):
            # "from 24 to 886" is a change: two figures, not a range.
            out[-1] = replace(last, number=low, unit=this.unit)
            out.append(this)
        else:
            out[-1] = Spotted(low, last.start, this.end, this.unit, high=this.number.value)
    return out


def _figure(
    spotted: Spotted, folded: Folded, text: str, language: str, per: tuple[Rate, ...], row: tuple[Cell, ...]
) -> Figure:
    """One numeral with its qualifier, rate and counted noun, placed in the original text."""
    span = folded.source_span(spotted.start, spotted.end)
    value = spotted.number.value
    kind = Qualifier.RANGE if spotted.high is not None else qualifier(folded.text, spotted.start, spotted.end)
    low, high = (value, spotted.high) if spotted.high is not None else bounds(value, kind)
    cell = _cell_of(span, row)
    rate = _rate(spotted, folded.text, per) or (cell.rate if cell else "")
    thing = counted(folded.text, spotted.start, spotted.end, language, measured=spotted.unit not in COUNTED)
    if spotted.kind == "ordinal" and _NO_NOUN.match(folded.text, spotted.end):
        thing = Counted()  # "the second to Wilk"
    return Figure(
        value,
        span.of(text),
        span,
        spotted.unit + rate,
        low,
        high,
        kind,
        "" if rate else thing.noun,
        frozenset() if rate else thing.narrowed,
        spotted.kind,
        place=spotted.number.place,
        scaled=spotted.number.scaled,
        mixed=mixed_digits(span.of(text)),
        column=cell.said if cell else "",
        elided=spotted.elided,
    )


def _rate(spotted: Spotted, text: str, per: tuple[Rate, ...]) -> str:
    """The rate as part of the unit, such as " per 100000": a denominator follows, or (zh) stands before; else ""."""
    for rate in per:
        gap = text[spotted.end : rate.start] if rate.start >= spotted.end else text[rate.end : spotted.start]
        if (
            len(gap) <= 60
            and not re.search(r"[\d.;。；]", gap)
            and (rate.start >= spotted.end or text[rate.start] == "每")
        ):
            return f" per {rate.per}"
    return ""
