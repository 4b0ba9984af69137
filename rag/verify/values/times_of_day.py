"""Times of day, as a clock or words give them (en, es, zh): 17:30, "5.30 pm", "half past five", "las nueve y media", 下午5点半.

A time is counted in minutes. Where neither "pm" nor the 24-hour clock tells the half of the day, it fits both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.numerals import UNITS, read_chinese, scale_after
from rag.text import READ_AGAIN, fold
from rag.types import Span
from rag.verify.values.units import unit_after

DAY, HALF = 24 * 60, 12 * 60  # minutes
_SHORTLY, _REACH = 30, 120  # minutes that "shortly before nine" allows, "before nine"


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time from ``low`` to ``high``, minutes of the day, the same but for "about" and "before"; ``sure``: of which half is told.

    ``text`` stands at ``span``, with the "about" before it.
    """

    minutes: int
    low: int
    high: int
    sure: bool
    text: str
    span: Span


_HOURS = {lang: "|".join(name for name, n in UNITS[lang].items() if 1 <= n <= 12) for lang in ("en", "es")}
_H = r"[01]?\d|2[0-3]"
_CLOCK = re.compile(  # "at 7.4 knots", "2:30:15", "a ratio of 1:10" are none
    rf"(?<![\w:.,/])(?<!ratio of )(?<!scale of )(?P<hour>{_H})(?:(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b"
    r"|:(?P<sharp>[0-5]\d)(?![\d:%]|\.\d)|\s?h\s?(?P<behind>[0-5]\d)\b|[:.](?P<before>[0-5]\d)\s?(?:h|hrs|hours|horas)\b)",
    re.IGNORECASE,
)
_EN = re.compile(
    # "from ten to twelve people" are no time, so the minutes "to" an hour need "at" before them
    rf"\b(?:(?P<by>half|(?:a )?quarter|five|ten|twenty(?:[- ]five)?) (?P<way>past|(?:(?<=quarter )|(?<=at five )|(?<=(?:at|by) ten )|(?<=at twenty )|(?<=twenty.five ))to) (?P<of>{_HOURS['en']}|{_H})\b(?![.,]\d)"
    rf"|(?P<hour>{_HOURS['en']}|{_H})(?: ?o['’ ]?clock\b| (?=in the (?:morning|afternoon|evening)\b)))",
    re.IGNORECASE,
)
_ES = re.compile(
    rf"\blas? (?P<hour>{_HOURS['es']}|{_H})(?: (?P<way>y|menos) (?P<by>media|cuarto|cinco|diez|veinte|veinticinco)\b"
    r"| (?=en punto|de la (?:manana|madrugada|tarde|noche)\b))",
    re.IGNORECASE,
)
_ZH_N = r"\d{1,2}|[一二三四五六七八九十两]{1,3}"
_ZH = re.compile(
    rf"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|当晚)?(?P<hour>{_ZH_N})[点點时時](?:(?P<minute>{_ZH_N})分|(?P<by>半|一刻|三刻|整))?"
)
_NOON = re.compile(
    r"\b(?:(?:12 |twelve )?(?:noon|midday)|mediodia|(?:12 |twelve )?(?P<night>midnight)|(?P<noche>medianoche))\b",
    re.IGNORECASE,
)
# Without one of these a text has no time of day; most texts are let go by it, and it is read before they are folded.
_MAY = re.compile(
    rf"\d[:.h]\s?\d|\d\s?[ap]\.?\s?m\b|\d\s?h\b|clock\b|\b(?:past|to) (?:{_HOURS['en']}|\d)|in the (?:morning|afternoon|evening)\b|noon\b|"
    rf"midday\b|midnight\b|mediod|medianoche|\blas? (?:{_HOURS['es']}|\d)|[点點时時]",
    re.IGNORECASE,
)
_PART = re.compile(
    r",? (?:in the (?P<en>morning|afternoon|evening)|at (?P<night>night)|de la (?P<es>manana|madrugada|tarde|noche))\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"(?:\b(?:(?P<shortly>shortly|just|soon|a little|poco)\s+)?(?P<bound>before|after|antes|despues)(?: de)?"
    r"|\b(?P<about>about|around|roughly|approximately|nearly|almost|hacia|sobre|casi|alrededor de)|(?P<zh>大约|约|将近|左右))\s*$",
    re.IGNORECASE,
)
# Before "a quarter to five" that is a time; a fall "by a quarter to five" is none.
_BY_THE_CLOCK = re.compile(
    r"(?:^|\b(?:at|by|until|till?|from|since|before|after|about|around|nearly|almost|past|is|was|'s|and|between|or|to|as)|[(,:;—-])\s*$"
)
_CHANGED_BY = re.compile(
    r"\b(?:rise|rises|rose|risen|grow|grows|grew|grown|f[ae]ll|falls|fallen|climb(?:s|ed)?|drop(?:s|ped)?|shr[iau]nk|cut|increased?|decreased?|declined?|"
    r"jumped|surged|down|up)\s+by\s*$"
)
_MINUTES = {
    "half": 30, "media": 30, "半": 30, "quarter": 15, "a quarter": 15, "cuarto": 15, "一刻": 15, "三刻": 45, "整": 0, "five": 5, "cinco": 5,
    "ten": 10, "diez": 10, "twenty": 20, "veinte": 20, "twenty-five": 25, "twenty five": 25, "veinticinco": 25,
}  # fmt: skip
_BACK = ("to", "menos")
_MORNING = frozenset(["morning", "manana", "madrugada", "凌晨", "清晨", "早上", "早晨", "上午"])


@lru_cache(maxsize=READ_AGAIN)
def times_of_day(text: str) -> tuple[TimeOfDay, ...]:
    """The times of day of ``text`` in order, never overlapping; empty when it gives none."""
    if not _MAY.search(text):
        return ()
    folded = fold(text, accents=True, spaces=False)
    found: list[TimeOfDay] = []
    end = 0
    for start, stop, minutes, sure in sorted(_found(folded.text), key=lambda one: (one[0], -one[1])):
        if start < end:
            continue
        begins, low, high = _how(folded.text[:start], start, minutes)
        span = folded.source_span(begins, stop)
        found.append(TimeOfDay(minutes, low, high, sure, span.of(text), span))
        end = stop
    return tuple(found)


def _found(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Start, end, minutes of the day, and whether the half of the day is told."""
    for match in _CLOCK.finditer(text):
        hour, half = int(match["hour"]), (match["half"] or "").casefold()
        minute = int(match["minute"] or match["sharp"] or match["behind"] or match["before"] or 0)
        if half and not 1 <= hour <= 12:
            continue
        if half:
            yield match.start(), match.end(), (hour % 12) * 60 + minute + (HALF if half == "p" else 0), True
        else:
            yield _of_part(text, match.start(), match.end(), hour * 60 + minute, match["hour"][0] == "0" or hour > 12)
    for pattern, language in ((_EN, "en"), (_ES, "es")):
        for match in pattern.finditer(text):
            named = match.groupdict()
            name = named.get("of") or named["hour"]
            if named.get("by") and _is_part(text, match):
                continue
            hour = int(name) if name.isdecimal() else UNITS[language][name.casefold()]
            minutes = _MINUTES.get((named["by"] or "整").casefold(), 0)
            back = (named["way"] or "").casefold() in _BACK
            at = (hour * 60 + (-minutes if back else minutes)) % DAY
            yield _of_part(text, match.start(), match.end() - match[0].endswith(" "), at, hour > 12)
    for match in _ZH.finditer(text):
        if (hour_zh := _number(match["hour"])) is None or not (match["part"] or match["minute"] or match["by"]):
            continue
        at = hour_zh * 60 + (_number(match["minute"]) or 0) + _MINUTES.get(match["by"] or "整", 0)
        yield match.start(), match.end(), *_in_half(at, match["part"] or "", hour_zh > 12)
    for match in _NOON.finditer(text):
        yield match.start(), match.end(), 0 if match["night"] or match["noche"] else HALF, True


def _is_part(text: str, match: re.Match[str]) -> bool:
    """True where "quarter to" is a part of a year or of a whole: "in the second quarter to 3", "fell by a quarter to 12 million"."""
    if "quarter" not in match["by"].casefold() or match["way"].casefold() != "to":
        return False
    before = text[: match.start()].casefold()
    if scale_after(text.casefold(), match.end(), "en")[0] or unit_after(text.casefold(), match.end())[0]:
        return True
    return _BY_THE_CLOCK.search(before) is None or _CHANGED_BY.search(before) is not None


def _of_part(text: str, start: int, end: int, at: int, sure: bool) -> tuple[int, int, int, bool]:
    """The time with the part of the day behind it, where one stands there."""
    part = _PART.match(text, end)
    if part is None:
        return start, end, at, sure
    return start, part.end(), *_in_half(at, (part["en"] or part["night"] or part["es"]).casefold(), sure)


def _in_half(at: int, part: str, sure: bool) -> tuple[int, bool]:
    """The minutes of the day of a time by the 12-hour clock in a part of the day ("" where none is told)."""
    if not part or at >= HALF + 60:
        return at % DAY, sure
    late = part not in _MORNING and not (part in ("night", "noche", "晚上") and at % HALF < 4 * 60)
    return (at % HALF) + (HALF if late else 0), True


def _number(text: str | None) -> int | None:
    """A Chinese or decimal number below 60; None for another."""
    read = read_chinese(text.replace("两", "二")) if text else None
    return int(read[0]) if read and 0 <= read[0] < 60 else None


def _how(before: str, start: int, at: int) -> tuple[int, int, int]:
    """Where the "about" or "before" in front of a time begins, and the first and the last minute that it allows."""
    how = _HOW.search(before)
    if how is None:
        return start, at, at
    if not how["bound"]:
        about = 15 if at % 30 == 0 else 10 if at % 5 == 0 else 5  # "about nine" is less exact than "about 8:52"
        return how.start(), at - about, at + about
    reach = _SHORTLY if how["shortly"] else _REACH
    earlier = how["bound"].casefold() in ("before", "antes")
    return (how.start(), at - reach, at) if earlier else (how.start(), at, at + reach)


def fits(said: TimeOfDay, claimed: TimeOfDay) -> bool:
    """True when all that ``said`` allows lies within what ``claimed`` allows, in one half of the day or where none is told."""
    cycle = DAY if said.sure and claimed.sure else HALF
    shift = round((claimed.low + claimed.high - said.low - said.high) / 2 / cycle) * cycle
    return claimed.low <= said.low + shift and said.high + shift <= claimed.high


def meets(a: TimeOfDay, b: TimeOfDay) -> bool:
    """True when both can mean one minute."""
    cycle = DAY if a.sure and b.sure else HALF
    shift = round((b.low + b.high - a.low - a.high) / 2 / cycle) * cycle
    return a.low + shift <= b.high and b.low <= a.high + shift
