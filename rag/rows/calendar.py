"""The dates and periods of Spanish and Chinese, told as those of English are: "17 de agosto de 2021" and 2021年8月17日 as "17 m-8 2021"."""

from __future__ import annotations

import re
import unicodedata

from rag.letters import small
from rag.numerals import read_chinese

_WIDE = re.compile("[！-～]+")  # letters, digits and signs as wide as a Chinese character
_POWER = re.compile(r"\b([chk]?m)([23])\b")
_MONTHS_ES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
_NUMBER_OF = {month: n for n, month in enumerate(_MONTHS_ES, 1)} | {"setiembre": 9}
_SHORT = {month[:3]: n for month, n in _NUMBER_OF.items()} | {"sept": 9}
_LONG = "|".join(_NUMBER_OF)
_CUT = "|".join(sorted(_SHORT, key=len, reverse=True))
_DATE_ES = re.compile(
    rf"(?:\b(\d\d?|1[.º°]|primero)[ºo°]? de )?\b({_LONG})\b(?:,? (?:del? )?(?:año )?((?:19|20)\d\d)\b)?", re.I
)
_SHORT_ES = re.compile(rf"\b({_CUT})\.?[-\s/'’]((?:19|20)?\d\d)(?!\d)|^\W*({_CUT})\.?\W*$", re.I)
_DAY_FIRST = re.compile(r"(?<![\d.,])(\d\d?)([-/.])(\d\d?)\2((?:19|20)\d\d)(?!\d)")
_PLACES_ES = {"primer": 1, "primero": 1, "segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4, "último": 4, "ultimo": 4}
_QUARTER_ES = re.compile(
    rf"\b(?:({'|'.join(_PLACES_ES)}|[1-4](?:\.?[ºoª°]|\.?er|\.?do|\.?to)?) trimestre|T([1-4])|([1-4])T)\b", re.I
)
_DIGITS_ZH = re.compile(r"[零〇一二三四五六七八九]{4}(?=年)")
_IN_WORDS_ZH = re.compile(r"(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,3})(?=月(?!饼)|[日号號](?!线))")
_DATE_ZH = re.compile(
    r"((?:19|20)\d\d)\s?[-/.年]\s?(1[0-2]|0?[1-9])\s?[-/.月]\s?(3[01]|[12]\d|0?[1-9])(?:[日号號]|(?!\d))"
)
_MONTH_ZH = re.compile(r"(?:((?:19|20)\d\d)年)?(?<!\d)(1[0-2]|0?[1-9])月(?:份|(3[01]|[12]\d|0?[1-9])[日号號])?")
_QUARTER_ZH = re.compile(r"(?:第?([一二三四1-4])季度?|([上下])半年)")
_YEAR_ZH = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?(?:年度?|财年)")


def narrow(text: str) -> str:
    """``text`` with the digits, letters and signs that are as wide as a Chinese character in their usual width."""
    return _WIDE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)


def in_spanish(text: str) -> str:
    """``text`` with the dates, months and quarters of Spanish told so; of a date in figures the day stands first."""
    text = _POWER.sub(lambda m: m[1] + " ²³"[int(m[2]) - 1], narrow(text))
    text = _DAY_FIRST.sub(_day_first, text)
    text = _QUARTER_ES.sub(_quarter, text)
    text = _DATE_ES.sub(lambda m: f"{_day(m[1])}m-{_NUMBER_OF[small(m[2])]} {m[3] or ''}", text)
    return _SHORT_ES.sub(_short, text)


def in_chinese(text: str) -> str:
    """``text`` with the dates, months and quarters of Chinese told so, its years and days in characters, too."""
    text = _DIGITS_ZH.sub(lambda m: _figure(m[0]), narrow(text))
    text = _IN_WORDS_ZH.sub(lambda m: _figure(m[0]), text)
    text = _DATE_ZH.sub(lambda m: f" {int(m[3])} m-{int(m[2])} {m[1]} ", text)
    text = _MONTH_ZH.sub(lambda m: f" {int(m[3]) if m[3] else ''} m-{int(m[2])} {m[1] or ''} ", text)
    text = _YEAR_ZH.sub(r" \1 ", text)
    return _QUARTER_ZH.sub(lambda m: f" q-{_figure(m[1])} " if m[1] else m[0], text)


def _day_first(match: re.Match[str]) -> str:
    day, month = int(match[1]), int(match[3])
    return f"{day} m-{month} {match[4]}" if month <= 12 and day <= 31 else match[0]


def _day(written: str | None) -> str:
    return f"{re.sub(r'[^0-9]', '', written) or 1} " if written else ""


def _quarter(match: re.Match[str]) -> str:
    told = match[1] or match[2] or match[3]
    return f"q-{_PLACES_ES.get(small(told)) or told[0]}"


def _short(match: re.Match[str]) -> str:
    month = f"m-{_SHORT[small(match[1] or match[3])]}"
    return f"{month} {match[2] if len(match[2]) == 4 else f'20{match[2]}'}" if match[2] else month


def _figure(written: str) -> str:
    """A number in characters in digits: of four and more each stands for itself, as in the name of a year."""
    if len(written) == 4:
        return "".join(str("零一二三四五六七八九".find(c.replace("〇", "零"))) for c in written)
    value, _ = read_chinese(written) or (None, None)
    return f"{value:f}".split(".")[0] if value is not None else written
