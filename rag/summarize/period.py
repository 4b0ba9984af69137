"""The stretch of time a brief covers, and where the dates of a text lie in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.day import read_day
from rag.errors import UsageError
from rag.types import Source
from rag.verify.values.dates import When, dates

Day = tuple[int, int, int]
_YEARS = range(1500, 2100)
_LOOSE = re.compile(
    r"\s*[,;:(（，]?\s*(?:\b(?:in|from|between|during|for|since|de|en|desde|entre|durante)\b|从|在)?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included; None is an open end."""

    first: Day | None = None
    last: Day | None = None

    @property
    def open(self) -> bool:
        """True when it takes in every time."""
        return self.first is None and self.last is None

    def meets(self, when: When) -> bool:
        """True when some of ``when`` lies inside; a date without a year counts as inside."""
        bounds = bounds_of(when)
        if bounds is None:
            return True
        return (self.first is None or bounds[1] >= self.first) and (self.last is None or bounds[0] <= self.last)

    def years(self) -> range:
        """Every calendar year of it; none when an end is open."""
        return range(self.first[0], self.last[0] + 1) if self.first and self.last else range(0)


@dataclass(frozen=True, slots=True)
class Asked:
    """A topic without its period, and the period."""

    topic: str
    period: Period


def read_topic(topic: str, since: str = "", until: str = "", language: str = "en") -> Asked:
    """The period that a topic names ("..., 2013-2021"), narrowed by ``since`` and ``until``; raises UsageError."""
    named = [when for when in dates(topic, language) if when.year is not None]
    first = last = None
    rest = topic
    if named:
        spans = [bounds_of(when) for when in named]
        first = min(b[0] for b in spans if b)
        last = max(b[1] for b in spans if b)
        for when in reversed(named):
            rest = _LOOSE.sub("", rest[: when.span.start]) + rest[when.span.end :]
    first = _day(since, "--since", (1, 1)) or first
    last = _day(until, "--until", (12, 31)) or last
    if first and last and first > last:
        raise UsageError(f"the period ends before it begins ({first[0]} to {last[0]}). Check --since and --until.")
    return Asked(" ".join(rest.split()).strip(" ,;:.()（），") or topic, Period(first, last))


def _day(given: str, option: str, rest: tuple[int, int]) -> Day | None:
    if not given:
        return None
    told = read_day(given)
    if not told or told[0] not in _YEARS:
        raise UsageError(f"{option} '{given}' is no date. Write a year, a month or a day: 2013, 2013-04, 2013-04-30.")
    year, month, day = [*told, *rest[len(told) - 1 :]]
    return year, month, day


def bounds_of(when: When) -> tuple[Day, Day] | None:
    """The first and the last day that ``when`` can mean; None without a year."""
    if when.year is None:
        return None
    last = when.year + 9 if when.decade else when.year
    return (when.year, when.month or 1, when.day or 1), (last, when.month or 12, when.day or 31)


def within(text: str, source: Source, period: Period) -> bool:
    """True when ``text`` names a time inside ``period``, or names none and its source was published inside or before."""
    if period.open:
        return True
    named = [when for when in dates(text, source.language) if when.year is not None]
    if named:
        return any(period.meets(when) for when in named)
    published = [when for when in dates(source.published) if when.year is not None]
    return not published or any(period.meets(when) for when in published)


def exact(text: str, language: str) -> When | None:
    """The date of ``text`` that is most exact, the first of these; None when it names no year."""
    named = [when for when in dates(text, language) if when.year is not None]
    return max(named, key=lambda w: (w.day is not None, w.month is not None, -w.span.start), default=None)


def sortable(when: When) -> str:
    """``2019``, ``2019-05`` or ``2019-05-01``."""
    parts = [f"{when.year:04d}"]
    if when.month:
        parts.append(f"{when.month:02d}")
        if when.day:
            parts.append(f"{when.day:02d}")
    return "-".join(parts)
