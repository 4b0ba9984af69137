"""Figures with their period and what they count: of rows that name their cells, and of sentences with one figure and one date.

Where anything is open the figure is left out: the table never guesses.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from rag.brief.period import dated, sortable
from rag.text.fold import fold
from rag.text.sentences import sentences
from rag.types import BREAK
from rag.verify.values.dates import When
from rag.verify.values.numbers import QUANTITY, Figure, figures

LEAST_POINTS = 3
GAP = "…"  # where the figure and the date of a sentence stood
# How long or how old, no measure of a time.
_SPANS = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")
_CELL = re.compile(r"\s*(?P<name>[^:=：]+?)\s*[:=：]\s*(?P<value>.+?)\s*")
_BRACKETED = re.compile(r"[(（]([^()（）]{1,16})[)）]\s*$")  # the unit in a column's name
_WRITTEN = re.compile(r"[-−]?[^\d\s]{0,3}\d[\d.,   ]*")  # a cell that is a figure and, at most, its unit


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with all that a table must say of it; ``value`` as written, ``unit`` may be empty."""

    value: str
    number: float
    unit: str
    counted: str
    when: When

    @property
    def same_as(self) -> Hashable:
        """Equal for two points of one series."""
        return self.unit, fold(self.counted).text


def measures(quote: str, language: str) -> list[Measure]:
    """The figures of ``quote`` that are certain, in order."""
    found: list[Measure] = []
    for block in quote.split(BREAK):
        cells = [_CELL.fullmatch(piece) for piece in re.split(r"[;；\n]", block.strip().rstrip("."))]
        if len(cells) > 1 and all(cells):
            found += _of_row([(c["name"], c["value"]) for c in cells if c], language)
        else:
            for span in sentences(block, language):
                found += _of_sentence(span.of(block), language)
    return found


def _of_row(cells: Sequence[tuple[str, str]], language: str) -> list[Measure]:
    """Each cell that is a figure, under its column's name and the row's labels; none in a row without one date of its own."""
    whens = {(when.parts, name): when for name, value in cells for when in dated(value, language)}
    if len(whens) != 1:
        return []
    ((_, of_date),) = whens
    labels, counts = [], []
    for name, value in (cell for cell in cells if cell[0] != of_date):
        numbers = [f for f in figures(value, language) if f.kind == QUANTITY]
        plain = len(numbers) == 1 and _WRITTEN.match(value) and len(value) <= len(numbers[0].text) + 1
        (counts.append((name, value, numbers[0])) if plain else labels.append(f"{name}: {value}"))
    found = []
    for name, value, figure in counts:
        unit = ((bracketed := _BRACKETED.search(name)) and bracketed[1]) or figure.unit
        counted = "; ".join([*labels, name])
        found.append(Measure(value, float(figure.value), unit, counted, next(iter(whens.values()))))
    return found


def _of_sentence(sentence: str, language: str) -> list[Measure]:
    """The figure of a sentence that has no other and one date: what it counts is the sentence with both left open."""
    found, whens = figures(sentence, language), dated(sentence, language)
    if len(found) != 1 or len(whens) != 1 or not _counts(found[0]):
        return []
    figure, when = found[0], whens[0]
    counted = sentence
    for span in sorted((figure.span, when.span), key=lambda s: -s.start):
        counted = counted[: span.start] + GAP + counted[span.end :]
    return [Measure(figure.text, float(figure.value), figure.unit, counted.strip().rstrip(".。"), when)]


def _counts(figure: Figure) -> bool:
    """True with a unit, or of thousands written as such: a bare number may only name a site or a page."""
    written = figure.value >= 1000 and not figure.text.isdigit()
    return figure.kind == QUANTITY and figure.unit not in _SPANS and bool(figure.unit or written)


def lines(found: Iterable[tuple[int, Measure]]) -> list[list[tuple[int, Measure]]]:
    """The series among ``found`` (a quote's place, its measure): three points or more, one a period, years with years; longest first."""
    groups: dict[Hashable, dict[str, tuple[int, Measure]]] = {}
    twice: set[Hashable] = set()
    for place, m in found:
        line = groups.setdefault(m.same_as, {})
        earlier = line.setdefault(sortable(m.when), (place, m))
        if earlier[1].number != m.number:
            twice.add(m.same_as)  # two figures of one time: no one line
    whole = [
        [line[when] for when in sorted(line)]
        for key, line in groups.items()
        if key not in twice and len(line) >= LEAST_POINTS and len(set(map(len, line))) == 1
    ]
    return sorted(whole, key=len, reverse=True)
