"""What a numeral says: digits with separators of several languages, number words (en, es), Chinese numerals."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rag.text.tokens import NUMBER_NAMES, TENS_NAMES

_TO_29_ES = """
    cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis
    diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis
    veintisiete veintiocho veintinueve
"""
_TENS_ES = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
UNITS = {
    "en": {word: n for n, word in enumerate(NUMBER_NAMES)} | {word: 10 * n for n, word in enumerate(TENS_NAMES, 2)},
    "es": {word: n for n, word in enumerate(_TO_29_ES.split())}
    | {word: 10 * n for n, word in enumerate(_TENS_ES.split(), 3)}
    | {"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21},
}
_HUNDREDS = "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient"  # as they begin
_HUNDREDS_ES = {"cien": 100} | {start: 100 * n for n, start in enumerate(_HUNDREDS.split(), 2)}
_POWERS_EN = {"thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12}
SCALES = {
    "en": _POWERS_EN | {"mn": 6, "bn": 9, "k": 3, "m": 6},
    "es": {"mil": 3, "millon": 6, "millones": 6, "billon": 12, "billones": 12, "millardos": 9},
}
_ONES = {"one", "un", "una", "uno"}
_ZH_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2, "俩": 2}
_ZH_SMALL = {"十": 10, "百": 100, "千": 1000}
_ZH_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
ZH_NUMERAL = "零〇一二两兩三四五六七八九十百千万萬亿億"
_ZH_TENTHS = re.compile(r"(?<!^)([百千万萬亿億])([一二三四五六七八九])$")
_WORDS, _LINK = re.compile(r"[a-z]+"), re.compile(r"[\s-]+(?:(?:and|y)\s+)?")
_NEXT_WORD = re.compile(r"[\s-]?([a-z]+)\b")
_COMMA_LANGUAGES = {"es", "eu", "fr", "de", "it", "pt", "ca", "gl", "nl"}
_SPACES = re.compile(r"[\u00a0\u2009\u202f\u2007 ']")
_MAX_DIGITS = 30  # longer runs of digits are no quantities


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value, the unit of its last written place (10.5 million: 100,000) and where it stands, in characters."""

    start: int
    end: int
    value: Decimal
    place: Decimal


def read_digits(token: str, language: str) -> tuple[Decimal, Decimal] | None:
    """Value and last written place of digits with separators; None when the groups make no number."""
    token = _SPACES.sub("", token)
    if sum(c.isdigit() for c in token) > _MAX_DIGITS:
        return None
    comma = language[:2].lower() in _COMMA_LANGUAGES
    kinds = {c for c in token if c in ".,"}
    mark = ""  # the decimal mark
    if len(kinds) == 2:
        mark = max(kinds, key=token.rfind)
        if token.count(mark) > 1:
            return None
    elif kinds:
        only = kinds.pop()
        head, *groups = token.split(only)
        thousands = 1 <= len(head) <= 3 and all(len(g) == 3 for g in groups) and not head.startswith("0")
        if len(groups) == 1:
            # Spanish is written with either mark, so a comma before three digits separates thousands there too.
            decimal_here = (only == "." and not comma) or (only == "," and comma and language[:2].lower() != "es")
            if not thousands or decimal_here:
                if only == "," and not comma:
                    return None
                mark = only
        elif not thousands:
            return None
    whole, _, part = token.partition(mark) if mark else (token, "", "")
    whole = whole.replace(".", "").replace(",", "")
    return Decimal(f"{whole}.{part}" if part else whole), Decimal(1).scaleb(-len(part))


def read_words(text: str, start: int, language: str) -> Numeral | None:
    """The number spelled out at ``start`` of lower-case ``text`` (en, es); a lone "one" or "un" is an article."""
    code = "es" if language[:2].lower() == "es" else "en"
    total, current, end, last, count = 0, 0, start, 0, 0
    lone = False
    at = start
    while match := _WORDS.match(text, at):
        word = match.group()
        value = UNITS[code].get(word)
        hundred = _hundred_es(word) if code == "es" else None
        if value is not None and (last in (0, 100) or (last == 10 and 0 < value < 10)):
            current += value
            last = 10 if value >= 20 and value % 10 == 0 else 1
            lone = count == 0 and word in _ONES
        elif hundred is not None and last == 0 and current == 0:
            current, last, lone = hundred, 100, False
        elif code == "en" and word == "hundred" and current < 100 and last in (0, 1, 10):
            current, last, lone = (current or 1) * 100, 100, False
        elif code == "en" and word == "dozen" and last in (0, 1):
            current, last, lone = (current or 1) * 12, 1, False
        elif word in SCALES[code] and len(word) > 2 and (count or word == "mil"):
            scale = 10 ** SCALES[code][word]
            total, current = (
                ((total + (current or (0 if total else 1))) * scale, 0)
                if total < scale
                else (total + (current or 1) * scale, 0)
            )
            last, lone = 0, False
        else:
            break
        count += 1
        end = match.end()
        link = _LINK.match(text, end)
        if not link:
            break
        joined = "and" in link.group() or "y" in link.group()
        if joined and not (last in (100, 0) if code == "en" else last in (10, 100, 0)):
            break
        at = link.end()
    if not count or lone:
        return None
    return Numeral(start, end, Decimal(total + current), Decimal(1))


def _hundred_es(word: str) -> int | None:
    return next((value for start, value in _HUNDREDS_ES.items() if word.startswith(start)), None)


def scale_after(text: str, end: int, language: str) -> tuple[int, int]:
    """Power of ten of the scale words after digits, and where they end; (0, end) when there are none."""
    power, at = 0, end
    codes = ("es", "en") if language[:2].lower() == "es" else ("en", "es")
    while match := _NEXT_WORD.match(text, at):
        word = match.group(1)
        glued = match.start(1) == at
        found = next((SCALES[c][word] for c in codes if word in SCALES[c]), None)
        if found is None or (len(word) < 3 and not (glued or word in {"bn", "mn"})):
            break
        power, at = power + found, match.end()
    return power, at


def read_chinese(token: str) -> tuple[Decimal, Decimal] | None:
    """Value and last written place of a Chinese numeral, digits among it or not (9万3千, 九, 4300万).

    A last digit right after hundreds or more counts tenths of these: 五万七 is 57,000, 一百二 is 120, but 一百零二 is 102.
    """
    if (last := _ZH_TENTHS.search(token)) and (whole := read_chinese(token[:-1])):
        tenth = Decimal((_ZH_SMALL | _ZH_LARGE)[last[1]] // 10)
        return whole[0] + _ZH_DIGITS[last[2]] * tenth, tenth
    total, section, number, place = Decimal(0), Decimal(0), None, Decimal(1)
    for part in re.findall(r"\d[\d,.]*|.", token):
        if part[0].isdigit():
            read = read_digits(part.rstrip(".,"), "zh")
            if read is None or number is not None:
                return None
            number, place = read
        elif part in _ZH_DIGITS:
            number = Decimal(_ZH_DIGITS[part]) if not number else number * 10 + _ZH_DIGITS[part]
            place = Decimal(1)
        elif part in _ZH_SMALL:
            section += (Decimal(1) if number is None else number) * _ZH_SMALL[part]
            number, place = None, place * _ZH_SMALL[part]
        elif part in _ZH_LARGE:
            section += Decimal(0) if number is None else number
            total = (
                (total + (section or 1)) * _ZH_LARGE[part]
                if total < _ZH_LARGE[part]
                else (total + (section or 1) * _ZH_LARGE[part])
            )
            section, number, place = Decimal(0), None, place * _ZH_LARGE[part]
        else:
            return None
    return total + section + (number or 0), place
