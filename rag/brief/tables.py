"""Figures with their period and what they count: of rows that name their cells, and of sentences with one figure and one date. And the
stretch of time that a brief covers, and how a date is shown.

Where anything is open the figure is left out: the table never guesses.
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from rag.answer.said_by import date_of
from rag.sources import BREAK, Source
from rag.text.fold import blanked, content_words, fold
from rag.text.sentences import sentences
from rag.verify.values.dates import When, dates
from rag.verify.values.numbers import QUANTITY, figures

LEAST_POINTS = 3
GAP = "…"  # where the figure and the date of a sentence stood
# How long or how old, no measure of a time.
_SPANS = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")
_CELL = re.compile(r"\s*(?P<name>[^:=：]+?)\s*[:=：]\s*(?P<value>.+?)\s*")
_BRACKETED = re.compile(r"[(（]([^()（）]{1,16})[)）]\s*$")  # the unit in a column's name
_WRITTEN = re.compile(r"[-−]?[^\d\s]{0,3}\d[\d.,   ]*")  # a cell that is a figure and, at most, its unit
_NAMED = re.compile(
    r"([^:：]+[:：].*?\d.*?)(?:[,;]\s|[，；])"
)  # of "Seizures, FY2023: 27,022.85 lb, the highest year" what stands before the remark
Day = tuple[int, int, int]
_AROUND = " ,;:.()（），–—-"


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
        return self.unit, fold(self.counted).text, self.when.fiscal


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
    """The figure of a sentence that has no other and one date: what it counts is the sentence with both left open. A remark behind
    "name, date: figure" is no part of it."""
    if named := _NAMED.match(sentence):
        sentence = named[1]
    whens = dated(sentence, language)
    found = [f for f in figures(sentence, language) if not any(f.span.overlaps(when.span) for when in whens)]
    if len(found) != 1 or len(whens) != 1:
        return []
    figure, when = found[0], whens[0]
    # With a unit, or of thousands written as such: a bare number may only name a site or a page.
    counts = bool(figure.unit) or (figure.value >= 1000 and not figure.text.isdigit())
    if figure.kind != QUANTITY or figure.unit in _SPANS or not counts:
        return []
    counted = sentence
    for span in sorted((figure.span, when.span), key=lambda s: -s.start):
        counted = counted[: span.start] + GAP + counted[span.end :]
    return [Measure(figure.text, float(figure.value), figure.unit, counted.strip().rstrip(".。"), when)]


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


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included; None is an open end."""

    first: Day | None = None
    last: Day | None = None

    def meets(self, when: When) -> bool:
        """True when some of ``when`` lies inside; a date without a year counts as inside."""
        if when.year is None:
            return True
        first, last = bounds_of(when)
        return (self.first is None or last >= self.first) and (self.last is None or first <= self.last)

    def years(self) -> range:
        """Every calendar year of it; none when an end is open."""
        return range(self.first[0], self.last[0] + 1) if self.first and self.last else range(0)


@dataclass(frozen=True, slots=True)
class Asked:
    """A topic without its period, and the period."""

    topic: str
    period: Period


def read_topic(topic: str, language: str = "en") -> Asked:
    """The period that a topic names ("..., 2013-2021")."""
    named = dated(topic, language)
    bounds = [bounds_of(when) for when in named]
    period = Period(min(b[0] for b in bounds), max(b[1] for b in bounds)) if bounds else Period()
    return Asked(_without(topic, named, language), period)


def _without(topic: str, named: list[When], language: str) -> str:
    """The topic without its dates, from its first to its last word that carries matter; the whole of it where none does."""
    rest = blanked(topic, (when.span for when in named))
    matter = content_words(rest, language)
    if not named or not matter:
        return topic
    return " ".join(rest[: matter[-1].span.end].split()).strip(_AROUND)


def dated(text: str, language: str) -> list[When]:
    """The dates of ``text`` that have a year."""
    return [when for when in dates(text, language) if when.year is not None]


def bounds_of(when: When) -> tuple[Day, Day]:
    """The first and the last day that ``when``, which has a year, can mean."""
    year = when.year or 0
    return (year, when.month or 1, when.day or 1), (year + 9 * when.decade, when.month or 12, when.day or 31)


def within(text: str, source: Source, period: Period) -> bool:
    """True when ``text`` names a time inside ``period``, or names none and its source was published inside it, or undated."""
    if period == Period():
        return True
    named = dated(text, source.language) or dated(source.published, "en")
    return not named or any(period.meets(when) for when in named)


def exact(text: str, language: str) -> When | None:
    """The date of ``text`` where it names one alone, or one alone to the day or the month; None otherwise."""
    named = [when for when in dated(text, language) if not when.decade]
    finest = max(map(_grain, named), default=0)
    found = {when.parts[:3]: when for when in named if _grain(when) == finest}
    return next(iter(found.values())) if len(found) == 1 else None


def _grain(when: When) -> int:
    return 1 + (when.month is not None) + (when.day is not None)


def sortable(when: When) -> str:
    """``2019``, ``2019-05`` or ``2019-05-01``."""
    return "-".join(f"{part:0{size}d}" for part, size in zip(when.parts, (4, 2, 2), strict=False) if part)


def day(when: When, language: str = "en") -> str:
    """A date for the reader: 1 May 2019, 1 may 2019, 2019年5月1日, FY2019."""
    if when.fiscal:
        return {"es": f"año fiscal {when.year}", "zh": f"{when.year}财年"}.get(language, f"FY{when.year}")
    return date_of(sortable(when), language)
