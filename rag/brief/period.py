"""The stretch of time a brief covers, where the dates of a text lie in it, and how a date is shown."""

from __future__ import annotations

from dataclasses import dataclass

from rag.text.content import MONTHS, MONTHS_ES
from rag.text.fold import content_words
from rag.types import Source
from rag.verify.values.dates import When, dates

Day = tuple[int, int, int]
_AROUND = " ,;:.()（），–—-"


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
    rest = topic
    for when in named:
        rest = rest[: when.span.start] + " " * len(when.text) + rest[when.span.end :]
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
    """A date for the reader: 1 May 2019, 1 de mayo de 2019, 2019年5月1日."""
    if language == "zh":
        return "".join(f"{part}{sign}" for part, sign in zip(when.parts, "年月日", strict=False) if part)
    names = MONTHS_ES if language == "es" else [month.capitalize() for month in MONTHS]
    parts = [str(when.day or ""), names[when.month - 1] if when.month else "", str(when.year or "")]
    return (" de " if language == "es" else " ").join(filter(None, parts))
