"""The figures of quotes with unit, period and what they count; and series of one measure from one source.

A figure of which one of these is not plain is left out: the table never guesses. In a sentence a figure has a period when the
two stand alone, or when figures and dates take turns; in a row of a table, the row's one date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.sentences import sentences
from rag.summarize.headings import day
from rag.summarize.period import Period, sortable
from rag.text import blanked, content_words, well_formed
from rag.types import Span
from rag.verify.values.dates import When, dates
from rag.verify.values.numbers import QUANTITY, Figure, figures

LEAST_POINTS = 3
LONGEST = 12  # words that say what is counted
_CELL = re.compile(r"(?P<name>[^;:=\n]{1,80}?)\s*(?: = |: )(?P<value>[^;\n]*)")
_BRACKETS = re.compile(r"[(（](?P<unit>[^()（）]{1,16})[)）]\s*$")
_NO_MEASURE = frozenset(("times", "years", "months", "weeks", "days", "hours", "minutes", "seconds"))
_ENDS = " \t,.;:()–-、，。；"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a quote, complete."""

    figure: Figure
    when: When
    unit: str
    counted: str
    number: float

    @property
    def said(self) -> str:
        """The value as the quote has it."""
        return self.figure.text.strip().rstrip(".")

    @property
    def same_as(self) -> tuple[str, frozenset[str]]:
        """Equal for two points of one series."""
        return self.unit, frozenset(w.text for w in content_words(self.counted))


def measures(quote: str, language: str) -> list[Measure]:
    """The complete figures of ``quote``, in order."""
    found: list[Measure] = []
    for span in sentences(well_formed(quote), language):
        text = span.of(quote)
        cells = list(_CELL.finditer(text)) if ";" in text else []
        found += _of_row(text, cells, language) if len(cells) > 1 else _of_sentence(text, language)
    return found


def _of_sentence(text: str, language: str) -> Iterator[Measure]:
    """Figures with a unit, each with the date it takes turns with."""
    said = [f for f in figures(text, language) if f.kind == QUANTITY and f.unit not in _NO_MEASURE]
    whens = [d for d in dates(text, language) if d.year is not None]
    units = {f.unit for f in said}
    if not said or len(said) != len(whens) or len(units) != 1 or "" in units:
        return
    order = [kind for _, kind in sorted([(f.span.start, "f") for f in said] + [(d.span.start, "d") for d in whens])]
    if any(a == b for a, b in pairwise(order)):
        return
    bare = blanked(text, [*(f.span for f in said), *(d.span for d in whens)], "\x00")
    counted = max((piece.strip(_ENDS) for piece in bare.split("\x00")), key=len, default="")
    if counted and len(counted.split()) <= LONGEST:
        for figure, when in zip(said, whens, strict=True):
            yield Measure(figure, when, figure.unit, counted, float(figure.value))


def _of_row(text: str, cells: Sequence[re.Match[str]], language: str) -> Iterator[Measure]:
    """The figures of a row whose column names a unit in brackets, or that have one, with the row's one date."""
    whens = [d for d in dates(text, language) if d.year is not None]
    if len(whens) != 1:
        return
    for cell in cells:
        inside = Span(cell.start("value"), max(cell.end("value"), cell.start("value") + 1))
        mine = [f for f in figures(text, language) if f.kind == QUANTITY and inside.overlaps(f.span)]
        named = _BRACKETS.search(cell["name"])
        if len(mine) == 1 and (unit := mine[0].unit or (named["unit"] if named else "")):
            yield Measure(mine[0], whens[0], unit, cell["name"].strip(_ENDS), float(mine[0].value))


def points(
    quotes: Iterable[tuple[str, str]], period: Period
) -> dict[tuple[str, frozenset[str]], list[tuple[int, Measure]]]:
    """The measures of ``quotes`` (text, language) inside ``period``, by what they measure, with the quote's place."""
    by_measure: dict[tuple[str, frozenset[str]], list[tuple[int, Measure]]] = {}
    for place, (quote, language) in enumerate(quotes):
        for measure in measures(quote, language):
            if period.meets(measure.when):
                by_measure.setdefault(measure.same_as, []).append((place, measure))
    return {key: _ordered(found) for key, found in by_measure.items()}


def is_series(found: Sequence[tuple[int, Measure]]) -> bool:
    """True for three or more points, one a period, all of one length (years with years, months with months)."""
    whens = [measure.when for _, measure in found]
    shapes = {(w.month is None, w.day is None) for w in whens}
    return len(found) >= LEAST_POINTS and len(shapes) == 1 and len({sortable(w) for w in whens}) == len(found)


def shown(measure: Measure, language: str) -> str:
    """The period of a measure for the reader."""
    return day(measure.when, language)


def _ordered(found: list[tuple[int, Measure]]) -> list[tuple[int, Measure]]:
    """By time; the same value of the same time once."""
    once: dict[tuple[str, float], tuple[int, Measure]] = {}
    for place, measure in sorted(found, key=lambda f: sortable(f[1].when)):
        once.setdefault((sortable(measure.when), measure.number), (place, measure))
    return list(once.values())
