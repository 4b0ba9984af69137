"""The dates a text names, from a day to a range of years; a fiscal year is a kind of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.numerals import read_chinese
from rag.text import READ_AGAIN, fold
from rag.types import Span
from rag.verify.values.columns import cells
from rag.verify.values.identifiers import identifiers
from rag.verify.values.spelt_days import DAY, DAYS

_MONTHS = {
    1: "january|jan|enero|ene",
    2: "february|feb|febrero",
    3: "march|mar|marzo",
    4: "april|apr|abril|abr",
    5: "may|mayo",
    6: "june|jun|junio",
    7: "july|jul|julio",
    8: "august|aug|agosto|ago",
    9: "september|sept|sep|septiembre|setiembre",
    10: "october|oct|octubre",
    11: "november|nov|noviembre",
    12: "december|dec|diciembre|dic",
}
_SHORT = [
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
    "ene",
    "abr",
    "ago",
    "dic",
]  # behind these a full stop may belong to the name
_ALL = "|".join(sorted("|".join(_MONTHS.values()).split("|"), key=len, reverse=True))
_MONTH = rf"(?:(?:{'|'.join(_SHORT)})\b\.?|(?:{_ALL})\b)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_ORD = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|to|through|till|until|hasta|al?|至|到)\s*"
_AND = r"\s*(?:-|to|and|through|y|e|和|至|到)\s*"
_COUNTED_AFTER = re.compile(
    r"\s*(?:percent|per cent|por ciento|million|billion|thousand|millones|mil\b|people|persons|personas|deaths|"
    r"muertes|kg\b|kilo|pounds|lbs?\b|libras|tons|tonnes|toneladas|pills|dollars|euros|dolares|cases|casos|times|veces|[万亿人名公吨个])"
)
_SCALED_AFTER = re.compile(r"\s*(?:million|billion|thousand|millones)\b")
_NAMED = re.compile(rf"\b(?:{_ALL})\b", re.IGNORECASE)  # where none is, no pattern with the name of a month is tried
_FIGURE = re.compile(r"[\d月]")
# What else must stand in a text, in small letters, for a pattern of this kind to be tried: most texts have few of them.
_NEEDS = {
    "fiscal": ("fy", "fiscal", "财"), "iso": ("-",), "zh": ("年", "月"), "zh range": ("年",), "zh month": ("月",), "days": ("-",),
    "decade": ("0s", "0's"), "named day": (" of ", " the "),
}  # fmt: skip

# Tried in this order; what one pattern has read, the next ones leave alone.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "fiscal",
            rf"(?<!\w)(?:fy|fiscal(?:\s+years?)?|(?:ano|ejercicio)\s+fiscal(?:\s+de)?)\s*'?(?P<y1>{_YEAR}|\d\d)\b"
            rf"(?:(?:{_AND})(?:fy|fiscal(?:\s+year)?)?\s*'?(?P<y2>{_YEAR}|\d\d)\b(?!\s*(?:%|percent|million)))?",
        ),
        ("fiscal", rf"(?<!\d)(?P<y1>{_YEAR})\s*(?:财年|财政年度)"),
        ("iso", rf"(?<![\w-])(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])-(?P<d1>[0-3]\d)(?![\d-])"),
        ("zh range", rf"(?<!\d)(?P<y1>{_YEAR})\s*年?\s*[至到-]\s*(?P<y2>{_YEAR})\s*年"),
        ("zh", rf"(?<!\d)(?P<y1>{_YEAR})\s*年\s*(?:(?P<m1>1[0-2]|0?[1-9])\s*月(?:\s*(?P<d1>[0-3]?\d)\s*[日号])?)?"),
        ("zh", r"(?<!\d)(?P<m1>1[0-2]|0?[1-9])\s*月\s*(?P<d1>[0-3]?\d)\s*[日号]"),
        ("zh month", r"(?<![\d.])(?P<m1>1[0-2]|[1-9])\s*月(?!\s*\d)"),
        ("zh month", r"(?<![零〇一二三四五六七八九十百千])(?P<z1>十[一二]?|[一二三四五六七八九])月"),
        (
            "slashed",
            rf"(?<![\w/.-])(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<y1>{_YEAR})(?![\w/-]|[.,]\d)",
        ),
        (
            "year first",
            rf"(?<![\w/.-])(?P<y1>{_YEAR})(?P<sep>[/.-])(?P<m1>0?[1-9]|1[0-2])(?P=sep)(?P<d1>[0-3]?\d)(?![\w/-]|[.,]\d)",
        ),
        (
            "days",
            rf"\b(?P<M1>{_MONTH})\s+(?P<d1>\d{{1,2}}){_ORD}\s*-\s*(?P<d2>\d{{1,2}}){_ORD}\b(?:,?\s+(?P<y1>{_YEAR})\b)?",
        ),
        (
            "full range",
            rf"\b(?P<M1>{_MONTH}),?\s+(?:del?\s+)?(?P<y1>{_YEAR})\b{_TO}(?P<M2>{_MONTH}),?\s+(?:del?\s+)?(?P<y2>{_YEAR})\b",
        ),
        ("months", rf"\b(?P<M1>{_MONTH}){_TO}(?P<M2>{_MONTH}),?\s+(?:del?\s+)?(?P<y1>{_YEAR})\b"),
        (
            "months",
            rf"(?:between|entre)\s+(?P<M1>{_MONTH})\s+(?:and|y)\s+(?P<M2>{_MONTH}),?\s+(?:del?\s+)?(?P<y1>{_YEAR})\b",
        ),
        (
            "day",
            rf"(?<![\d.,-])(?P<d1>[0-3]?\d){_ORD}[\s-]+(?:of\s+|de\s+)?(?P<M1>{_MONTH})(?!\w)"
            rf"(?:,?[\s-]+(?:del?\s+)?(?P<y1>{_YEAR})\b)?",
        ),
        ("day", rf"\b(?P<M1>{_MONTH})\s+(?P<d1>[0-3]?\d){_ORD}\b(?![,.]?\d|\s*%)(?:,?\s+(?P<y1>{_YEAR})\b)?"),
        (
            "named day",
            rf"(?<![\w-])(?P<D1>{DAY})(?:\s+day)?\s+(?:of\s+)(?P<M1>{_MONTH})(?!\w)(?:,?\s+(?P<y1>{_YEAR})\b)?",
        ),
        (
            "named day",
            rf"\b(?P<M1>{_MONTH})\s+the\s+(?:(?P<D1>{DAY})|(?P<d1>[0-3]?\d){_ORD})(?![\w-])(?:,?\s+(?P<y1>{_YEAR})\b)?",
        ),
        ("month", rf"\b(?P<M1>{_MONTH}),?\s+(?:of\s+|del?\s+)?(?P<y1>{_YEAR})\b"),
        ("iso", rf"(?<![\w-])(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])(?![\d-])"),
        ("decade", r"(?<![\w-])(?P<y1>(?:1[5-9]|20)\d0)'?s\b"),
        ("years", rf"(?<![\w$€£/.,])(?P<y1>{_YEAR})(?:{_TO}(?P<y2>{_YEAR})|-(?P<y3>\d\d))(?![\w%]|[.,]\d)"),
        ("years", rf"(?:between|entre)\s+(?P<y1>{_YEAR})\s+(?:and|y)\s+(?P<y2>{_YEAR})\b"),
        ("month alone", rf"\b(?P<M1>{_MONTH})(?!\w)"),
        (
            "year",
            rf"(?:(?<![\w$€£¥/.,'-])|(?<=mid-)|(?<=pre-)|(?<=post-)|(?<=late-)|(?<=early-))(?P<y1>{_YEAR})(?![\w%/]|[.,]\d)",
        ),
    )
)
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|by|until|of|last|en|desde|hasta|de|early|late|mid)[\s-]+)$", re.IGNORECASE
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|during|from|until|of|year|en|desde|hasta|ano|durante|de)\s+$", re.IGNORECASE
)


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
    named, lower = _NAMED.search(folded.text) is not None, folded.text.lower()
    for name, pattern in _PATTERNS if named or _FIGURE.search(lower) else ():
        needed = _NEEDS.get(name)
        if ("M1" in pattern.groupindex and not named) or (needed and not any(piece in lower for piece in needed)):
            continue
        for match in pattern.finditer(folded.text):
            span = folded.source_span(match.start(), match.end())
            if any(s < span.end and span.start < e for s, e in taken):
                continue
            when = _read(name, match, folded.text, language, span, span.of(text))
            if when is not None:
                found.append(when)
                taken.append((span.start, span.end))
    return _of_one_year(sorted(found, key=lambda w: w.span.start), text)


_AND = re.compile(
    r"\s*(?:,|,?\s*(?:and|or|y|o|e)|、|和|及|与)\s*(?:(?:on|in|the|el|en|again|then)\s+){0,3}", re.IGNORECASE
)


def _of_one_year(found: list[When], text: str) -> tuple[When, ...]:
    """The dates, of "3 March and 27 March 2021" the first in the year of the second."""
    for at in range(len(found) - 2, -1, -1):
        first, second = found[at], found[at + 1]
        open_ = first.month and not (first.year or first.until or first.fiscal)
        exact = second.year and second.month and (second.day or not first.day) and not (second.until or second.fiscal)
        joined = _AND.fullmatch(text, first.span.end, second.span.start) if open_ and exact else None
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
        return (full[0].isupper() and (sure or _BEFORE_MONTH.search(text[: match.start()]) is not None)) or (
            sure and _BEFORE_MONTH.search(text[: match.start()]) is not None
        )
    if written and written[0].islower() and written.rstrip(".") in {"may", "march", "mar"}:
        return when.year is not None
    if name == "year" and _SCALED_AFTER.match(text, match.end()):
        return False  # "in 1887 million" is no year
    if name == "year" and _COUNTED_AFTER.match(text, match.end()):
        return _BEFORE_YEAR.search(text[: match.start()]) is not None
    return True


def _month(name: str | None) -> int | None:
    """1 to 12 for the name of a month."""
    bare = (name or "").rstrip(".").lower()
    return next((n for n, forms in _MONTHS.items() if bare and bare in forms.split("|")), None)


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
    """True when the evidence is compatible with the claim and at least as exact."""
    if not compatible(evidence, claim):
        return False
    if claim.until:
        return evidence.until is not None and all(
            _agree(e, c) and _as_exact(e, c) for e, c in zip(evidence.ends, claim.ends, strict=True)
        )
    return evidence.until is None and _as_exact(evidence.parts, claim.parts)


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
