"""Every numeral of a folded text with the unit beside it: digits, words, Chinese numerals, fractions, ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rag.numerals import ZH_NUMERAL, Numeral, read_chinese, read_digits, read_words, scale_after, spaced_groups
from rag.verify.values.minus import minus_before, negated
from rag.verify.values.units import currency_before, unit_after

_ZH_UNIT = r"个?百分点|[个名人次天家起例项种倍成吨粒片公克磅毫美欧元位件条所座年月周岁小]"
_CHINESE = re.compile(
    rf"(?:\d[\d,.]*\s*)?[{ZH_NUMERAL}](?:\d[\d,.]*|[{ZH_NUMERAL}]|个(?=[千万萬亿億]|百(?!分)))*"
)  # 六个亿
_DIGITS = re.compile(r"\d+(?:[.,'\u00a0\u2009\u202f\u2007]\d+)*")
_DIGITS_SPACED = re.compile(
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,]*\d)|\d+(?:[.,'\u00a0\u2009\u202f\u2007]\d+)*"
)
_WORD_START = re.compile(r"(?<![\w'-])[a-z]+")
_RATE = re.compile(
    r"(?:per|por\s+cada|de\s+cada|for\s+every|cada)\s+(?P<n>1[.,'\s]?000|10[.,'\s]?000|100[.,'\s]?000|1[.,'\s]000[.,'\s]000|million|millon|"
    r"(?:an?\s+|one\s+)?hundred\s+thousand|(?:a\s+|one\s+)thousand|cien\s+mil)\b(?!\s+(?:hundred|thousand|million|billion)\b)"
    r"|每\s*(?P<z>十万|10万|100000|百万|万|千|1000)(?:名|个)?(?:人口?|居民)?"
)
_SPEED = re.compile(r"(?:每小时|每秒|时速)(?:为|达|约|近|达到|超过)*\s*$")
_RATE_ZH = {"十万": 100000, "10万": 100000, "百万": 1000000, "万": 10000, "千": 1000}
_RATE_WORDS = {"hundred thousand": 100000, "thousand": 1000, "cien mil": 100000}
_PERCENT_ZH = re.compile(rf"(?P<den>百|[{ZH_NUMERAL}]|\d+)分之(?P<num>[{ZH_NUMERAL}]+|\d[\d.]*)")
_ZH_TENTHS = "一二三四五六七八九"
_TENTHS_ZH = re.compile(
    "(?<![第年月十百])(?P<n>[一二三四五六七八九两])成(?P<half>半)?(?![立员为功果长交本熟分就形效绩都品人年])"
)
_PARTS_EN = {
    "half": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
    "tenths": 10,
}
_PARTS_ES = {
    "mitad": 2,
    "tercio": 3,
    "tercios": 3,
    "tercera parte": 3,
    "cuarto": 4,
    "cuartos": 4,
    "cuarta parte": 4,
    "quinto": 5,
    "quintos": 5,
    "quinta parte": 5,
}
_COUNT = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "nine": 9,
    "un": 1,
    "una": 1,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "la": 1,
}
_PARTS = re.compile(
    r"(?<![\w-])(?:(?P<n>a|an|one|two|three|four|nine|un|una|dos|tres|cuatro|la)[\s-]+)"
    rf"(?P<p>{'|'.join(sorted([*_PARTS_EN, *_PARTS_ES], key=len, reverse=True))})(?![\w-])"
    r"|(?<!second )(?<!first )(?<!other )(?<![\w-])(?P<h>half)\s+(?:of|the|a)(?!\w)(?!\s+(?:million|billion|dozen))"
)
_ONE_IN = re.compile(r"(?<![\w-])(?P<a>1|one|uno|una)\s+(?:in|out of|de cada)\s+(?P<b>\w+)")
_A_SCALE = re.compile(
    r"(?<![\w-])(?P<n>a|half a|medio|un|una)\s+(?P<s>million|billion|thousand|hundred|millon|centenar)\b"
)
_A_SCALES = {"million": 10**6, "billion": 10**9, "thousand": 1000, "hundred": 100, "millon": 10**6, "centenar": 100}
_ORDINALS_WORDS = """
    primera segunda tercera cuarta quinta sexta septima octava novena decima
"""
_ORDINALS_WORDS_2 = """
    first second third fourth fifth sixth seventh eighth ninth tenth
"""
_ORDINALS_WORDS_3 = """
    primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo
"""
_ORDINALS = (
    dict(
        zip(
            _ORDINALS_WORDS_2.split(),
            range(1, 11),
            strict=True,
        )
    )
    | dict(
        zip(
            _ORDINALS_WORDS_3.split(),
            range(1, 11),
            strict=True,
        )
    )
    | dict(
        zip(
            _ORDINALS_WORDS.split(),
            range(1, 11),
            strict=True,
        )
    )
    | {"primer": 1, "tercer": 3}
)
_ORDINAL = re.compile(
    rf"(?<![\w-])(?P<w>{'|'.join(_ORDINALS)})(?![\w-])|(?<!\w)(?P<d>\d{{1,4}})(?:st|nd|rd|th|º|ª)(?!\w)|第(?P<z>[{ZH_NUMERAL}]+|\d+)"
)
_TWICE = re.compile(r"(?<![\w-])(?:twice|el doble|(?:two|2)-?fold)(?![\w-])")


@dataclass(frozen=True, slots=True)
class Spotted:
    """A numeral, where it stands with its sign and unit, and the high end when it is a range; ``elided``: its unit is another's (elided.py)."""

    number: Numeral
    start: int
    end: int
    unit: str
    kind: str = "quantity"
    high: Decimal | None = None
    elided: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A denominator ("per 100,000") and where it stands."""

    per: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """A numeral with the unit that its own words give it; None: look beside it."""

    number: Numeral
    unit: str | None = None
    kind: str = "quantity"


def rates(text: str) -> tuple[Rate, ...]:
    """The denominators of rates in folded ``text``."""
    found = []
    for m in _RATE.finditer(text):
        written = m["n"] or m["z"]
        digits = re.sub(r"\D", "", written)
        per = (
            _RATE_ZH.get(written)
            or _RATE_WORDS.get(re.sub(r"^(?:an?|one)\s+", "", written))
            or (int(digits) if digits and not m["z"] else int(digits or 10**6))
        )
        found.append(Rate(per, m.start(), m.end()))
    return tuple(found)


def spot(text: str, language: str) -> list[Spotted]:
    """The numerals of folded ``text`` in order; where two readings overlap, the more telling one is kept."""
    taken = [(r.start, r.end) for r in rates(text)]
    found: list[Spotted] = []
    for read in (_phrases, _ordinals, _chinese_numerals, _digits, _spelled):
        for reading in read(text, language):
            number = reading.number
            if any(s < number.end and number.start < e for s, e in taken):
                continue
            start, below = minus_before(text, number.start) if reading.kind == "quantity" else (number.start, False)
            sign, start = currency_before(text, start)
            if sign and not below:  # "-€12", beside "€-12"
                start, below = minus_before(text, start)
            number = negated(number) if below else number
            unit, end = unit_after(text, number.end) if reading.unit is None else (reading.unit, number.end)
            if _SPEED.search(text[:start]):
                unit = ""  # a speed is no length
            found.append(Spotted(number, start, end, sign or unit, reading.kind))
            taken.append((start, end))
    return sorted(found, key=lambda s: s.start)


def _phrases(text: str, language: str) -> Iterator[_Reading]:
    """Fractions as per cent, twice, a million."""
    for m in _PERCENT_ZH.finditer(text):
        den, num = read_chinese(m["den"]), read_chinese(m["num"])
        if den and num and den[0]:
            exact = den[0] == 100
            yield _Reading(
                Numeral(m.start(), m.end(), num[0] * 100 / den[0], num[1] if exact else Decimal(2)), "percent"
            )
    for m in _TENTHS_ZH.finditer(text):
        tenths = Decimal(_ZH_TENTHS.index(m["n"].replace("两", "二")) + 1) * 10 + (5 if m["half"] else 0)
        yield _Reading(Numeral(m.start(), m.end(), tenths, Decimal(2)), "percent")
    for m in _PARTS.finditer(text):
        parts = 2 if m["h"] else (_PARTS_EN | _PARTS_ES)[m["p"]]
        yield _Reading(Numeral(m.start(), m.end(), Decimal(100 * _COUNT[m["n"] or "a"]) / parts, Decimal(2)), "percent")
    for m in _ONE_IN.finditer(text):
        of = read_words(text, m.start("b"), language)
        size = of.value if of else Decimal(m["b"]) if re.fullmatch(r"[0-9]{1,6}", m["b"]) else None
        if size:
            yield _Reading(Numeral(m.start(), of.end if of else m.end(), 100 / size, Decimal(1)), "percent")
    for m in _TWICE.finditer(text):
        yield _Reading(Numeral(m.start(), m.end(), Decimal(2), Decimal(1)), "times")
    for m in _A_SCALE.finditer(text):
        scale = Decimal(_A_SCALES[m["s"]])
        value = scale / 2 if m["n"] in {"half a", "medio"} else scale
        yield _Reading(Numeral(m.start(), m.end(), value, value, scaled=True))


def _ordinals(text: str, language: str) -> Iterator[_Reading]:
    """Third, 3rd, tercero, 第三."""
    for m in _ORDINAL.finditer(text):
        read = read_chinese(m["z"]) if m["z"] else None
        value = Decimal(_ORDINALS[m["w"]]) if m["w"] else Decimal(m["d"]) if m["d"] else read[0] if read else None
        if value is not None:
            yield _Reading(Numeral(m.start(), m.end(), value, Decimal(1)), "ordinal", "ordinal")


def _chinese_numerals(text: str, language: str) -> Iterator[_Reading]:
    for m in _CHINESE.finditer(text):
        if number := _chinese(m, text):
            yield _Reading(number)


def _chinese(match: re.Match[str], text: str) -> Numeral | None:
    """A Chinese numeral that counts; None for the same characters inside words (万一, 统一, 十分)."""
    written = match.group()
    plain = not re.search(r"\d", written)
    measured = re.match(rf"[多余]?\s*(?:{_ZH_UNIT}|%)", text[match.end() :]) is not None
    composite = (
        len(written) > 1 and any(c in "十百千万亿" for c in written) and any(c not in "十百千万亿" for c in written)
    )
    if plain and (written == "一" or not (composite or (measured and text[match.end() :][:1] != "分"))):
        return None
    read = read_chinese(re.sub(r"[\s个]", "", written))
    return Numeral(match.start(), match.end(), read[0], read[1], True) if read else None


def _digits(text: str, language: str) -> Iterator[_Reading]:
    """Runs of digits with the scale words after them."""
    for m in (_DIGITS_SPACED if spaced_groups(language) else _DIGITS).finditer(text):
        read = read_digits(m.group(), language)
        if read is not None and m.group() != "000":  # "£000" is what a column is in, and no amount
            power, end = scale_after(text, m.end(), language)
            factor = Decimal(10) ** power
            yield _Reading(Numeral(m.start(), end, read[0] * factor, read[1] * factor, scaled=power > 0))


def _spelled(text: str, language: str) -> Iterator[_Reading]:
    """Numbers spelled out in English or Spanish."""
    for m in _WORD_START.finditer(text):
        if number := read_words(text, m.start(), language):
            yield _Reading(number)
