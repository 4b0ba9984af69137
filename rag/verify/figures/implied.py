"""A text with the figures and dates that its words imply written out: "four in five", "a decade", "a year earlier"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from rag.letters import small
from rag.text import READ_AGAIN
from rag.tokens import TENS_NAMES

_SMALL = {
    name: value
    for value, name in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
} | {"a": 1, "an": 1}
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twentieth": 20,
}  # fmt: skip
_TIMES = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_N = r"(?:\d{1,3}|" + "|".join(n for n in _SMALL if len(n) > 2) + ")"
_AGE = rf"(?:\d{{1,3}}|(?:{'|'.join(TENS_NAMES)})(?:[- ]\w+)?|\w+teen|ten|eleven|twelve)"
_MONTHS = "January February March April May June July August September October November December"
_MONTH = rf"(?:{'|'.join(_MONTHS.split())})"
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d])")
_ONE_IN = re.compile(
    rf"\b(?P<a>{_N}) (?:\w+ ){{0,2}}(?:in|out of) (?:every )?(?P<b>{_N})\b(?! (?:months?|years?|days?|weeks?|hours?|minutes?|seconds?))",
    re.I,
)
_EVERY = re.compile(rf"\bevery (?P<part>{'|'.join(_TIMES)})\b", re.I)
_FRACTION = re.compile(
    r"\b(?:a|one)[ -](?P<part>sixth|seventh|eighth|ninth|tenth|twentieth)\b(?= of\b| (?:as )?(?:much|many)| less| more|[.,;])",
    re.I,
)
_OF_A_POINT = re.compile(r"\b(?:a |one )?(?P<part>quarter|half) (?:of )?a percentage[ -]point\b", re.I)
_EARLIER = re.compile(
    rf"\b(?:in )?(?:(?P<n>{_N}|an?) years? (?:earlier|before|previously)|the (?:year before|previous year|preceding year))\b",
    re.I,
)
_THEN = re.compile(rf"\b(?P<n>{_N}|an?) years? (?P<way>after|before)\b(?! (?:the |that|this)?\s?\d)", re.I)
_LATER = re.compile(
    rf"\b(?:(?P<n>{_N}|an?) years? (?:later|afterwards)|the (?:year after|following year|next year))\b", re.I
)


def _percent(match: re.Match[str]) -> str:
    a, b = (_SMALL.get(small(match[g])) or int(match[g]) for g in ("a", "b"))
    return f"{100 * a / b:g} percent" if 0 < a < b else match[0]


def _part(match: re.Match[str]) -> str:
    return f"{100 / (_PARTS | _TIMES)[small(match['part'])]:.4g} percent"


_COMPOUNDS = (
    ("hours?|hrs?|h", 60, "minutes?|mins?|min", "minutes"),
    ("minutes?|mins?|min", 60, "seconds?|secs?", "seconds"),
    ("feet|foot|ft", 12, "inches|inch|in(?= (?:tall|high|long|wide|deep)\\b|[.,;]|$)", "inches"),
    ("pounds?|lbs?", 16, "ounces|ounce|oz", "ounces"),
    ("weeks?", 7, "days?", "days"),
)
_COMPOUND = tuple(
    (re.compile(rf"\b(\d+|{_N})[ -](?:{big})(?:,? and|,)? (\d+|{_N})[ -](?:{small})(?!\w)", re.I), times, name)
    for big, times, small, name in _COMPOUNDS
)
_AND_A_HALF = re.compile(
    rf"\b(\d+|{_N}|an?)(?: (hours?|days?|weeks?))? and a (half|quarter)(?: (hours?|days?|weeks?))?\b", re.I
)
_MEASURED = re.compile(r"\b(?:hours?|hrs?|h|minutes?|mins?|feet|foot|ft|pounds?|lbs?|weeks?)\b", re.I)
_IN_SMALLER = {"hour": (60, "minutes"), "day": (24, "hours"), "week": (7, "days")}


def _number(word: str) -> int:
    return _SMALL.get(small(word)) or int(word)


def _and_a_half(match: re.Match[str]) -> str:
    """ "two hours and a half", "two and a half hours" in the next smaller unit; days and weeks only where that is whole."""
    unit = (match[2] or match[4] or "").rstrip("s").casefold()
    if not unit:
        return match[0]
    times, name = _IN_SMALLER[unit]
    whole = times * _number(match[1]) + times / (2 if match[3].casefold() == "half" else 4)
    return f"{whole:g} {name}"


# A pattern, what it is replaced by, and before both what must stand in a text, in small letters, for it to be tried: one of these
# words or beginnings (none: it is always tried). Most texts have few of them.
_REWRITTEN: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    ("half quarter", _AND_A_HALF, _and_a_half),
    (_MONTHS.lower(), re.compile(rf"\b(\d{{1,2}}) (?=(?:and|to|or) \d{{1,2}} ({_MONTH})\b)"), r"\1 \2 "),
    (_MONTHS.lower(), re.compile(rf"\b({_MONTH}) (\d{{1,2}}) (and|to|or) (\d{{1,2}})\b(?! {_MONTH})"), r"\1 \2 \3 \1 \4"),
    ("percentage", _OF_A_POINT, lambda m: f"{1 / _PARTS[small(m['part'])]:g} percentage points"),
    ("", _ONE_IN, _percent),
    ("every", _EVERY, _part),
    ("sixth seventh eighth ninth tenth twentieth", _FRACTION, _part),
    ("third", re.compile(r"\b(?:a|one)[ -]third\b(?! time)", re.I), "33.3333 percent"),
    ("thirds", re.compile(r"\btwo[ -]thirds\b", re.I), "66.6667 percent"),
    ("half", re.compile(r"\b(?:a|one)[ -]half\b(?! hour)", re.I), "50 percent"),
    ("fifths", re.compile(r"\b(two|three|four) fifths\b", re.I), lambda m: f"{20 * _SMALL[small(m[1])]} percent"),
    ("quarters", re.compile(r"\bthree quarters\b", re.I), "75 percent"),
    ("decade", re.compile(r"\b(?:a|the past|the last|the previous|one) decade\b", re.I), "10 years"),
    ("century", re.compile(r"\b(?:a|the past|the last) century\b", re.I), "100 years"),
    ("fortnight", re.compile(r"\ba fortnight\b", re.I), "2 weeks"),
    ("half", re.compile(r"\bhalf (?:an? )?hour\b", re.I), "30 minutes"),
    ("first", re.compile(r"\bfirst half of (?:the|this|last) year\b|\bfirst six months\b(?: of (?:the|this|last) year)?", re.I), "6 months"),
    ("half six", re.compile(r"\bsecond half of (?:the|this|last) year\b|\blast six months of (?:the|this|last) year\b", re.I), "the later 6 months"),
    ("doubl twice twofold", re.compile(r"\b(?:doubl(?:e|es|ed|ing)|twice|twofold)\b", re.I), "2 times"),
    ("tripl trebl threefold", re.compile(r"\b(?:tripl|trebl)(?:e|es|ed|ing)\b|\bthreefold\b", re.I), "3 times"),
    ("quadrupl fourfold", re.compile(r"\bquadrupl(?:e|es|ed|ing)\b|\bfourfold\b", re.I), "4 times"),
    ("km", re.compile(r"\b(\d+)[- ]?km\b(?!/)"), r"\1 kilometres"),
    ("hour", re.compile(r"\b(\d+) kilomet(?:re|er)s? (?:an|per) hour\b", re.I), r"\1 km/h"),
    # an age is a bare number, however it is told; a decade is ten years by now
    ("year decade century", re.compile(rf"\b({_AGE})[- ]years?[- ](?:old|of age)\b", re.I), r"\1 old"),
    ("age", re.compile(r"\bthe age of (?=\d)", re.I), ""),
    ("both", re.compile(r"\bboth (?=(?:\w+ )?\w+s\b)", re.I), "2 "),
    ("pounds", re.compile(r"(?<![\d$€£])(\d[\d.,]*) (million|billion) pounds\b(?! of)", re.I), r"£\1 \2"),
    ("pounds", re.compile(r"(?<![\d$€£])(\d[\d.,]*) pounds\b(?! of)", re.I), r"£\1"),
    ("time", re.compile(rf"\b(?:the|a) ({'|'.join(_TIMES)}) time\b", re.I), lambda m: f"{_TIMES[small(m[1])]} times"),
    ("occasions", re.compile(r"\bon (?:two|2) occasions\b", re.I), "2 times"),
)  # fmt: skip
_TRIED = tuple((tuple(needed.split()), pattern, new) for needed, pattern, new in _REWRITTEN)


@lru_cache(maxsize=READ_AGAIN)
def written_out(text: str) -> str:
    """``text`` with its fractions, spans of time and neighbouring years in digits; itself when there are none."""
    for pattern, times, name in _COMPOUND if _MEASURED.search(text) else ():
        text = pattern.sub(lambda m, t=times, n=name: f"{t * _number(m[1]) + _number(m[2])} {n}", text)  # type: ignore[misc]
    lower = text.lower()
    for needed, pattern, new in _TRIED:
        if not needed or any(word in lower for word in needed):
            text = pattern.sub(new, text)
    years = _YEAR.findall(text)
    if not years:
        return text
    text = _THEN.sub(lambda m: _year_of_then(m, text), text)
    text = _EARLIER.sub(lambda m: f"in {_year_before(m, text) - _count(m)}", text)
    return _LATER.sub(lambda m: f"in {_year_before(m, text) + _count(m)}", text)


def _count(match: re.Match[str]) -> int:
    """How many years a phrase counts."""
    written = small(match["n"] or "one")
    return _SMALL.get(written) or int(written)


def _year_of_then(match: re.Match[str], text: str) -> str:
    """The year of what follows "two years after", when a year stands before; else the words as they are."""
    if not _YEAR.search(text[: match.start()]):
        return match[0]
    away = _count(match) if match["way"].casefold() == "before" else -_count(match)
    return f"in {_year_before(match, text) + away}"


def _year_before(match: re.Match[str], text: str) -> int:
    """The year that a phrase counts from: the nearest one before it, else the first."""
    years = list(_YEAR.finditer(text))
    before = [y for y in years if y.end() <= match.start()]
    return int((before or years)[-1 if before else 0].group())
