"""What the cell of a table says, and a question, in the same words: months, years, quarters and units written out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.content import MONTHS, key, surfaces
from rag.glossary import cut
from rag.letters import small
from rag.rows.calendar import in_chinese, in_spanish
from rag.tokens import fold, is_cjk

_MONTH = "|".join(f"{m[:3]}(?:{m[3:]}|t)?" for m in MONTHS)
_OTHERS = "|".join(f"{m[:3]}(?:{m[3:]}|t)?" for m in MONTHS if m != "may")
_MAY = r"(?:(?<=\bin )|(?<=\bof )|(?<=\bduring )|(?<=\bsince )|(?<=\bby )|(?<=\buntil )|(?<=\blast )|(?<=\d )|(?<=\d-))may\b|\bmay(?=[-\s]\d)|(?<=\w )(?-i:May)\b|^\W*may\W*$"
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?-?(?:M(0[1-9]|1[0-2])|Q([1-4]))(?!\d)", re.I)
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/–]\s?((?:19|20)?\d\d)(?![\d/-])")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(\d\d))?(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d\d?)([/.])(\d\d?)\2((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(rf"\b({_MONTH})[-\s'’](\d\d)(?!\d)", re.I)
_FISCAL = re.compile(r"\b(?:FY|fiscal|financial)[\s-]?(?:year\s?)?(?:(20|19)?(\d\d))(?!\d)", re.I)
_QUARTER = re.compile(
    r"\b(?:Q(?:tr)?\.?\s?([1-4])|([1-4])Q|(first|second|third|fourth|last|1st|2nd|3rd|4th) quarter)\b", re.I
)
_PLACE = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ORDINAL = re.compile(rf"\b(?:the )?(first|second|third|(\d\d?)(?:st|nd|rd|th)) (?:of )?(?={_MONTH}\b)", re.I)
_AFTER = re.compile(rf"\b({_MONTH}) (?:the )?(\d\d?)(?:st|nd|rd|th)?(?!\d)", re.I)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
# How a column's unit is written, and what people say.
_UNITS = {
    "t": "tonne", "kt": "thousand tonne", "mt": "million tonne", "ha": "hectare", "m": "metre", "km": "kilometre", "kg": "kilogram",
    "g": "gram", "lb": "pound", "lbs": "pound", "oz": "ounce", "mw": "megawatt", "gw": "gigawatt", "kw": "kilowatt", "mwh": "megawatt hour",
    "gwh": "gigawatt hour", "kwh": "kilowatt hour", "ml": "megalitre millilitre", "l": "litre", "sqm": "square metre",
    "sqkm": "square kilometre", "pct": "percent", "%": "percent", "000": "thousand", "no": "number", "avg": "average mean", "mean": "average",
    "qty": "quantity", "fte": "full time equivalent", "usd": "dollar", "$": "dollar", "€": "euro", "£": "pound", "hr": "hour", "hrs": "hour",
    "ref": "reference", "cat": "category", "max": "maximum", "vol": "volume", "est": "estimate", "tot": "total", "dept": "department",
    "min": "minute minimum", "mins": "minute", "approx": "approximate", "pop": "population",
}  # fmt: skip
_UNITS_ES = {
    "m³": "metro cubico", "m²": "metro cuadrado", "hm³": "hectometro cubico",
    "km²": "kilometro cuadrado", "km": "kilometro", "m": "metro", "cm": "centimetro", "mm": "milimetro", "ha": "hectarea",
    "t": "tonelada", "tm": "tonelada", "kg": "kilogramo kilo", "g": "gramo", "l": "litro", "hl": "hectolitro", "kwh": "kilovatio hora",
    "mwh": "megavatio hora", "gwh": "gigavatio hora", "mw": "megavatio", "h": "hora", "min": "minuto", "%": "porcentaje ciento", "pct": "porcentaje",
    "€": "euro", "eur": "euro", "$": "dolar peso", "usd": "dolar", "m€": "millon euro", "k€": "mil euro", "nº": "numero", "núm": "numero",
    "num": "numero", "hab": "habitante", "pob": "poblacion", "prom": "promedio media", "dto": "distrito", "prov": "provincia",
}  # fmt: skip
_CHINESE_PART = re.compile("[㐀-鿿]+")
_POINTS, _COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"), re.compile(r"\d+,\d+")
_NAMES = re.compile(rf"\b(?:{_OTHERS})\b|{_MAY}", re.I)
OWN_WORDS = ("es", "zh")  # languages whose tables are read in their own words
MADE = re.compile(r"y-\d{4}-\d\d|[qm]-\d\d?")  # a span of years, a quarter, a month
_SIGN = re.compile(r"[%$€£]|'000\b")


@lru_cache(maxsize=50_000)
def written_out(text: str, language: str = "en") -> str:
    """``text`` with its dates and periods in words of their own: "Mar-21" is "m-3 2021", "FY19" 2019, "2018/19" "y-2018-19"."""
    if language in OWN_WORDS:
        return _SPAN.sub(_span, _numbered(in_spanish(text) if language == "es" else in_chinese(text)))
    text = _numbered(text)
    text = _SLASHED.sub(_day_or_month_first, text)
    text = _SPAN.sub(_span, text)
    text = _SHORT_YEAR.sub(lambda m: f"{m[1]} 20{m[2]}", text)
    text = _FISCAL.sub(lambda m: f" {m[1] or '20'}{m[2]} ", text)
    text = _QUARTER.sub(lambda m: f"q-{m[1] or m[2] or _PLACE[small(m[3])]}", text)
    text = _ORDINAL.sub(lambda m: f"{m[2] or _PLACE[small(m[1])]} ", text)
    text = _AFTER.sub(lambda m: f"{m[2]} {m[1]}", text)
    return _NAMES.sub(lambda m: f"m-{_month(m[0])}", text)


def _numbered(text: str) -> str:
    """``text`` with what is told alike in every language, in figures."""
    text = _ISO.sub(lambda m: f"{int(m[3])} m-{int(m[2])} {m[1]}" if m[3] else f"m-{int(m[2])} {m[1]}", text)
    return _PERIOD.sub(lambda m: f"m-{int(m[2])} {m[1]}" if m[2] else f"q-{m[3]} {m[1]}", text)


def _span(match: re.Match[str]) -> str:
    first, last = match[1], match[2][-2:]
    return f"y-{first}-{last}" if int(last) == (int(first) + 1) % 100 else match[0]


def _day_or_month_first(match: re.Match[str]) -> str:
    day, month = int(match[1]), int(match[3])
    if day <= 12 < month:  # as Americans write it
        day, month = month, day
    elif day <= 12 and day != month:  # it may be either
        return match[0]
    return f"{day} m-{month} {match[4]}" if month <= 12 else match[0]


def dated(values: Sequence[str]) -> list[str]:
    """The cells of a column, their dates such as 08/06/2021 as 2021-06-08 where another cell shows which part is the day."""
    parts = [m for m in map(_SLASHED.fullmatch, values) if m]
    day_first, month_first = any(int(m[1]) > 12 for m in parts), any(int(m[3]) > 12 for m in parts)
    if day_first is month_first:
        return list(values)
    day, month = ("\\1", "\\3") if day_first else ("\\3", "\\1")
    found = []
    for value in values:
        match = _SLASHED.fullmatch(value)
        found.append(f"{match[4]}-{int(match.expand(month)):02}-{int(match.expand(day)):02}" if match else value)
    return found


def _month(word: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(word[:3].lower()))


@lru_cache(maxsize=50_000)
def cell_keys(text: str, language: str = "en") -> frozenset[str]:
    """The terms of a cell or a column's name in ``language``, units and signs by what people say for them; a run of Chinese whole and by its words."""
    text = written_out(_CAMEL.sub(" ", text), language)
    units = _UNITS_ES if language == "es" else _UNITS
    found = set()
    for word in [*surfaces(text), *(s.strip("'") for s in _SIGN.findall(text))]:
        found.add(term_of(word, language))
        found.update(term_of(said, language) for said in units.get(word.lower(), "").split())
        if is_cjk(word):
            found.update(part for run in _CHINESE_PART.findall(word) for part, _ in cut(run) if len(part) > 1)
    return frozenset(found - {""})


def term_of(word: str, language: str = "en") -> str:
    """The term of a word that is written out; a figure without what parts its thousands, a run of Chinese as it stands."""
    if MADE.fullmatch(word):
        return word
    if language in OWN_WORDS:
        if word[:1].isdigit():
            return figure(word, language)
        return word if is_cjk(word) else key(word, language)  # "" for a function word
    return (key(word) or fold(word)).replace(",", "")


def figure(written: str, language: str) -> str:
    """A figure in digits and a point, as ``language`` is likelier to mean it: 1.234,5 of Spanish is 1234.5."""
    if language == "es" and _POINTS.fullmatch(written):
        return written.replace(".", "").replace(",", ".")
    if language == "es" and _COMMA.fullmatch(written):
        return written.replace(",", ".")
    return written.replace(",", "")


@lru_cache(maxsize=50_000)
def stumps(text: str) -> tuple[str, ...]:
    """The words of a cell or a column's name that are cut short: "Adm.", "Mth", "DIST"."""
    words = re.findall(r"[A-Za-z]+\.?", _CAMEL.sub(" ", text))
    return tuple(w.rstrip(".").lower() for w in words if _is_short(w))


def _is_short(word: str) -> bool:
    bare = word.rstrip(".")
    return len(bare) >= 2 and (
        word.endswith(".") or not re.search(r"[aeiouy]", bare[1:].lower()) or (bare.isupper() and len(bare) > 2)
    )


def short_for(stump: str, word: str) -> float:
    """How likely ``stump`` stands for ``word``: as its beginning, or less so as its letters in their order ("mth", "qtr"); else 0."""
    word = word.lower()
    if len(word) <= len(stump) or word[0] != stump[0]:
        return 0.0
    if word.startswith(stump):
        return 0.9
    letters = iter(word)
    skeleton = (
        not re.search(r"[aeiou]", stump[1:]) and stump[-1] == word[-1] and all(letter in letters for letter in stump)
    )
    return 0.7 if skeleton else 0.0
