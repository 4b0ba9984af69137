"""The dates a text states, as far as it states them: year, month, day, day of the week. Names of months are CLDR's (Babel)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rag.sources import Span
from rag.text.fold import READ_AGAIN, fold
from rag.text.numerals import ZH_NUMERAL, read_chinese

LANGUAGES = ("en", "es", "zh")
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|º)?"
_ZH = rf"[{ZH_NUMERAL}]+|\d{{1,2}}"


@dataclass(frozen=True, slots=True)
class When:
    """A date as written at ``span``; what it does not say is None. ``weekday``: 0 Monday to 6 Sunday. ``fiscal``: written as "FY2020"."""

    text: str
    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    decade: bool = False
    fiscal: bool = False

    @property
    def parts(self) -> tuple[int | None, ...]:
        """Year, month, day and day of the week."""
        return (self.year, self.month, self.day, self.weekday)


@lru_cache(maxsize=READ_AGAIN)
def dates(text: str, language: str = "en") -> tuple[When, ...]:
    """The dates of ``text`` in order; of "2019-2021" both years. Where 3/4/2021 may be either day, only its year counts."""
    folded = fold(text, case=False, accents=True, spaces=False)
    found: list[When] = []
    for pattern in _patterns():
        for match in pattern.finditer(folded.text):
            span = folded.source_span(*match.span())
            if any(span.overlaps(f.span) for f in found):
                continue
            if (when := _read(match.groupdict(), language, span, text)) is not None:
                found.append(when)
    return tuple(sorted(found, key=lambda w: w.span.start))


def compatible(a: When, b: When) -> bool:
    """True when both can name one time: what both say is equal; a year lies in a decade."""
    if (a.decade or b.decade) and a.year and b.year:
        return a.year // 10 == b.year // 10
    return all(x is None or y is None or x == y for x, y in zip(a.parts, b.parts, strict=True))


def told(claim: When, said: Iterable[When]) -> bool:
    """True when one of ``said`` has the claim's day and month, and its year or none; then some other has the year."""
    said = tuple(said)
    years = {w.year for w in said if w.year}
    for one in said:
        if not compatible(one, claim) or one.decade != claim.decade:
            continue
        if all(c is None or o is not None for c, o in zip(claim.parts[1:], one.parts[1:], strict=True)) and (
            claim.year is None or one.year is not None or claim.year in years
        ):
            return True
    return False


@cache
def _names(width: str, kind: str) -> dict[str, int]:
    """Folded names of months (1-12) or days (0-6) in the three languages."""
    from babel import Locale  # late: reads its tables

    out: dict[str, int] = {}
    for code in LANGUAGES:
        table = getattr(Locale(code), kind)["format"][width]
        out |= {fold(str(name), accents=True).text.rstrip("."): number for number, name in table.items()}
    if kind == "months" and width == "abbreviated":
        out |= {"sept": 9, "set": 9}
    return {name: number for name, number in out.items() if not name[0].isdigit()}


@cache
def calendar() -> frozenset[str]:
    """The folded names of months and days in the three languages."""
    return frozenset(_names("wide", "months")) | frozenset(_names("wide", "days"))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """From the most to the least telling."""
    wide, short = _names("wide", "months"), _names("abbreviated", "months")
    latin = sorted((n for n in (*wide, *short) if n.isascii()), key=len, reverse=True)
    month = rf"(?P<M>(?i:{'|'.join(latin)})\b\.?)"
    alone = [n.capitalize() for n in wide if n.isascii() and n not in ("may", "march")]
    weekdays = [n for n in _names("wide", "days") if n.isascii()]
    year, day = rf"(?P<y>{_YEAR})", rf"(?P<d>{_DAY})"
    zh = rf"(?:(?P<zy>{_YEAR}|[〇零一二三四五六七八九]{{4}})年)"
    return tuple(
        re.compile(p)
        for p in (
            rf"(?<![\d-]){year}-(?P<m>0[1-9]|1[0-2])-(?P<d>\d\d)(?!\d)",
            rf"{zh}?(?P<zm>{_ZH})月(?:(?P<zd>{_ZH})[日号])?",
            rf"{zh}",
            rf"\b{day}\s+(?:of\s+|de\s+)?{month}(?:,?\s+(?:de\s+|del\s+)?{year})?(?!\d)",
            rf"\b{month}\s+{day}\b(?:,?\s+{year})?(?![\d.,]*\d)",
            rf"\b{month}\s*,?\s+(?:of\s+|de\s+|del\s+)?{year}(?!\d)",
            rf"(?<![\d/.])(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.]{year}(?!\d)",
            rf"(?<![\d-]){year}-(?P<m>0[1-9]|1[0-2])(?![\d-])",
            rf"\b(?P<fy>FY)\s?['’]?{year}(?!\w|[.,]\d)",
            rf"\b(?P<dec>{_YEAR[:-4]}\d0)'?s\b",
            rf"(?<![\w.,$€£¥-]){year}(?![\w%]|[.,]\d|\s*(?:%|per\s?cent|million|billion|thousand|kg|km|m\b))",
            rf"(?<=\d[-–/]){year}(?!\d)",
            rf"\b(?P<M>{'|'.join(alone)})\b",
            rf"\b(?P<W>(?i:{'|'.join(weekdays)}))\b",
            r"(?:星期|周)(?P<zw>[一二三四五六日天])",
        )
    )


def _read(got: dict[str, str | None], language: str, span: Span, text: str) -> When | None:
    """The date of one match; None when it cannot be one."""
    name = (got.get("M") or "").rstrip(".").casefold()
    month = (_names("wide", "months") | _names("abbreviated", "months")).get(name) if name else None
    month = month or _number(got.get("m") or got.get("zm"))
    day = _number((got.get("d") or "").rstrip("stndrhº") or got.get("zd"))
    year = _number(got.get("y") or got.get("dec")) or _year_zh(got.get("zy"))
    if got.get("a") and got.get("b"):
        a, b = int(got["a"] or 0), int(got["b"] or 0)
        if a > 12 or (language[:2] != "en" and b <= 12):
            day, month = a, b
        elif b > 12:
            day, month = b, a
    weekday = _names("wide", "days").get((got.get("W") or "").casefold())
    if got.get("zw"):
        weekday = "一二三四五六日".index((got["zw"] or "").replace("天", "日"))
    if (month and not 1 <= month <= 12) or (day and not 1 <= day <= 31):
        return None
    if year is None and month is None and weekday is None:
        return None
    return When(span.of(text), span, year, month, day, weekday, bool(got.get("dec")), bool(got.get("fy")))


def _number(written: str | None) -> int | None:
    if not written:
        return None
    read = read_chinese(written)
    return int(read[0]) if read else None


def _year_zh(written: str | None) -> int | None:
    if not written:
        return None
    return int(
        "".join(
            c if c.isdigit() and c.isascii() else str("零一二三四五六七八九".index(c.replace("〇", "零")))
            for c in written
        )
    )
