"""The dates a text names, from a day to a range of years; a fiscal year is a kind of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.numerals import read_chinese
from rag.text import READ_AGAIN, fold
from rag.types import Span
from rag.verify.values.columns import cells
from rag.verify.values.date_patterns import (
    BEFORE_MONTH,
    BEFORE_YEAR,
    COUNTED_AFTER,
    FIGURE,
    JOINED,
    MONTHS,
    NAMED,
    NEEDS,
    OPENS,
    PATTERNS,
    SCALED_AFTER,
)
from rag.verify.values.identifiers import identifiers
from rag.verify.values.spelt_days import DAYS


@dataclass(frozen=True, slots=True)
class When:
    """A date as exact as it was written; ``until`` is the end of a range, ``fiscal`` a budget year."""

    text: str
    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    fiscal: bool = False
    until: tuple[int | None, int | None, int | None] | None = None

    @property
    def is_decade(self) -> bool:
        """True of "the 2010s", which is one time and no span."""
        return self.text.endswith("s")

    @property
    def parts(self) -> tuple[int | None, int | None, int | None]:
        """Year, month, day; None for what was not written."""
        return self.year, self.month, self.day

    @property
    def ends(self) -> tuple[tuple[int | None, int | None, int | None], ...]:
        """The date itself, or both ends of a range."""
        return (self.parts, self.until) if self.until else (self.parts,)


@lru_cache(maxsize=READ_AGAIN)
def dates(text: str, language: str = "en") -> tuple[When, ...]:
    """The dates of ``text`` in order, never overlapping; ``language`` settles 3/4/2021 (es: day first)."""
    folded = fold(text, case=False, accents=True, spaces=False)
    taken = [(i.span.start, i.span.end) for i in identifiers(text)]
    taken += [(cell.figure.start, cell.figure.end) for cell in cells(text)]  # 1980 under "(£000)" is no year
    found: list[When] = []
    months, lower = [m.start() for m in NAMED.finditer(folded.text)], folded.text.lower()
    for name, pattern in PATTERNS if months or FIGURE.search(lower) else ():
        needed = NEEDS.get(name)
        if ("M1" in pattern.groupindex and not months) or (needed and not any(piece in lower for piece in needed)):
            continue
        for match in _matches(pattern, folded.text, months):
            span = folded.source_span(match.start(), match.end())
            if any(s < span.end and span.start < e for s, e in taken):
                continue
            when = _read(name, match, folded.text, language, span, span.of(text))
            if when is not None:
                found.append(when)
                taken.append((span.start, span.end))
    return _of_one_year(sorted(found, key=lambda w: w.span.start), text)


def _matches(pattern: re.Pattern[str], text: str, months: Sequence[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern in order; one that opens with the name of a month is tried only where such names begin."""
    if not pattern.pattern.startswith(OPENS):
        yield from pattern.finditer(text)
        return
    end = 0
    for start in months:
        if start >= end and (match := pattern.match(text, start)):
            yield match
            end = match.end()


def _of_one_year(found: list[When], text: str) -> tuple[When, ...]:
    """The dates, of "3 March and 27 March 2021" the first in the year of the second."""
    for at in range(len(found) - 2, -1, -1):
        first, second = found[at], found[at + 1]
        open_ = first.month and not (first.year or first.until or first.fiscal)
        exact = second.year and second.month and (second.day or not first.day) and not (second.until or second.fiscal)
        joined = JOINED.fullmatch(text, first.span.end, second.span.start) if open_ and exact else None
        if joined and (first.month or 0) <= (second.month or 0):
            found[at] = replace(first, year=second.year)
    return tuple(found)


def _read(name: str, match: re.Match[str], text: str, language: str, span: Span, written: str) -> When | None:
    """The date of one match, or None when it is no date after all."""
    got = match.groupdict()
    when = When(
        written,
        span,
        year=_full_year(got.get("y1")),
        month=_month(got.get("M1")) or _number(got.get("m1")) or _in_characters(got.get("z1")),
        day=_number(got.get("d1")) or DAYS.get((got.get("D1") or "").lower()),
        fiscal=name == "fiscal",
    )
    if name == "slashed":
        first, second = int(got["a"]), int(got["b"])
        day_first = first > 12 or (language[:2] != "en" and second <= 12)
        when = replace(when, day=first if day_first else second, month=second if day_first else first)
    elif name == "days":
        if not (when.day or 0) < int(got["d2"]) <= 31:
            return None
        when = replace(when, until=(when.year, when.month, int(got["d2"])))
    elif name == "full range":
        when = replace(when, until=(_full_year(got["y2"]), _month(got["M2"]), None))
    elif name == "months":
        when = replace(when, until=(when.year, _month(got["M2"]), None))
    elif name == "decade" and when.year:
        when = replace(when, until=(when.year + 9, None, None))
    elif (end := got.get("y2") or got.get("y3")) and when.year:
        last = int(end) if len(end) == 4 else when.year // 100 * 100 + int(end)
        if last <= when.year:
            return None
        when = replace(when, until=(last, None, None))
    if not _plausible(name, when, match, text):
        return None
    return when


def _plausible(name: str, when: When, match: re.Match[str], text: str) -> bool:
    """False for "may" the verb, "mar" the sea, 2000 people, the 31st month."""
    if (when.month and not 1 <= when.month <= 12) or (when.day is not None and not 1 <= when.day <= 31):
        return False
    written = match.groupdict().get("M1") or ""
    if name == "month alone":
        full = written.rstrip(".")
        sure = len(full) > 4 and full.lower() != "march"
        return (full[0].isupper() and (sure or BEFORE_MONTH.search(text[: match.start()]) is not None)) or (
            sure and BEFORE_MONTH.search(text[: match.start()]) is not None
        )
    if written and written[0].islower() and written.rstrip(".") in {"may", "march", "mar"}:
        return when.year is not None
    if name == "year" and SCALED_AFTER.match(text, match.end()):
        return False  # "in 1887 million" is no year
    if name == "year" and COUNTED_AFTER.match(text, match.end()):
        return BEFORE_YEAR.search(text[: match.start()]) is not None
    return True


def _month(name: str | None) -> int | None:
    """1 to 12 for the name of a month."""
    bare = (name or "").rstrip(".").lower()
    return next((n for n, forms in MONTHS.items() if bare and bare in forms.split("|")), None)


def _in_characters(written: str | None) -> int | None:
    """The value of a Chinese numeral."""
    read = read_chinese(written) if written else None
    return int(read[0]) if read else None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _full_year(digits: str | None) -> int | None:
    """Four digits; two digits mean this century."""
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def compatible(a: When, b: When) -> bool:
    """True when both can name one time: a month and a day in it, a range and a year in it.

    A fiscal year is never compatible with a calendar date.
    """
    if a.fiscal != b.fiscal:
        return False
    if a.until or b.until:
        return _within(a, b)
    return _agree(a.parts, b.parts)


def bears(evidence: When, claim: When) -> bool:
    """True when the evidence is compatible with the claim and at least as exact; days of a month bear the month, not each other."""
    if not compatible(evidence, claim):
        return False
    if claim.until:
        return evidence.until is not None and all(
            _agree(e, c) and _as_exact(e, c) for e, c in zip(evidence.ends, claim.ends, strict=True)
        )
    if evidence.until and not evidence.day:
        return False
    return all(_agree(end, claim.parts) and _as_exact(end, claim.parts) for end in evidence.ends)


def _agree(a: tuple[int | None, ...], b: tuple[int | None, ...]) -> bool:
    return all(x is None or y is None or x == y for x, y in zip(a, b, strict=True))


def _as_exact(evidence: tuple[int | None, ...], claim: tuple[int | None, ...]) -> bool:
    return all(c is None or e is not None for e, c in zip(evidence, claim, strict=True))


def _within(a: When, b: When) -> bool:
    """True when two ranges have the same ends, or one date lies in the other's range."""
    if a.until and b.until:
        return _agree(a.parts, b.parts) and _agree(a.until, b.until)
    one, span = (b, a) if a.until else (a, b)
    if one.year is None or span.year is None or span.until is None or span.until[0] is None:
        return _agree(one.parts, span.parts)
    low = (span.year, span.month or 1, span.day or 1)
    high = (span.until[0], span.until[1] or 12, span.until[2] or 31)
    first = (one.year, one.month or 1, one.day or 1)
    last = (one.year, one.month or 12, one.day or 31)
    return low <= last and first <= high
