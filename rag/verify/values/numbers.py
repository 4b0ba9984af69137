"""The figures a text states: value, unit and where they stand, in digits or words (English, Spanish, Chinese); which units convert into one another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from functools import lru_cache

from rag.phrases import rows
from rag.sources import Span
from rag.text.fold import READ_AGAIN, blanked, fold
from rag.text.numerals import ZH_NUMERAL, Numeral, read_chinese, read_digits, read_words, scale_after
from rag.verify.values.dates import dates

_SIGNS = {"us$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "usd": "USD", "eur": "EUR", "gbp": "GBP", "rmb": "CNY"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures and how many of that measure's base it holds."""

    name: str
    measures: str
    holds: Decimal


_POUNDS = {"lb", "GBP"}  # both are written "pounds"
_TOLD_FROM_OTHERS = {"time", "months", "years", "times", "share", "points"}
_UNIT_ROWS = (
    (Unit(name, measures, Decimal(holds)), spellings) for name, measures, holds, spellings in rows("units.tsv")
)
_SPELLED = {spelling: unit for unit, spellings in _UNIT_ROWS for spelling in spellings.split()}
_UNITS = {unit.name: unit for unit in _SPELLED.values()}
_ANY = "|".join(re.escape(s).replace(r"\-", r"[\s-]") for s in sorted(_SPELLED, key=len, reverse=True))
# Latin letters end a unit where a word ends; Chinese has no such ends. A slash or "per" makes it a rate.
_AFTER = re.compile(rf"[\s-]?(?:de\s+)?(?P<unit>{_ANY})(?![a-z0-9])")
_NAMED = re.compile(rf"(?<![a-z])(?P<unit>{_ANY})(?![a-z0-9])")
_BEFORE = re.compile(rf"(?P<sign>{'|'.join(map(re.escape, _SIGNS))})\s?$")


def unit_after(text: str, end: int) -> tuple[str, int]:
    """The unit written after ``end`` of folded ``text`` and where it ends; ("", end) for a bare number."""
    if match := _AFTER.match(text, end):
        return _SPELLED[re.sub(r"\s", "-", match["unit"])].name, match.end()
    return "", end


@lru_cache(maxsize=READ_AGAIN)
def units(text: str) -> frozenset[str]:
    """The units that ``text`` names, at a figure or not, as the head of a column does."""
    folded = fold(text, accents=True, spaces=False).text
    signs = (unit for sign, unit in _SIGNS.items() if sign in folded and not sign.isalpha())
    return frozenset(_SPELLED[re.sub(r"\s", "-", m["unit"])].name for m in _NAMED.finditer(folded)) | frozenset(signs)


def sign_before(text: str, start: int) -> tuple[str, int]:
    """The currency whose sign stands before ``start`` and where that begins; ("", start) when there is none."""
    low = max(0, start - 5)
    if match := _BEFORE.search(text[low:start]):
        return _SIGNS[match["sign"]], low + match.start()
    return "", start


def factor(unit: str, into: str) -> Decimal | None:
    """By what to multiply a value in ``unit`` to have it in ``into``; None when they measure different things. Pounds may be money."""
    if unit == into or {unit, into} == _POUNDS:
        return Decimal(1)
    one, other = _UNITS.get(unit), _UNITS.get(into)
    return one.holds / other.holds if one and other and one.measures == other.measures else None


QUANTITY, ORDINAL, CODE, CLOCK = "quantity", "ordinal", "code", "clock"
_CODE = re.compile(r"(?<![\w-])(?=[\w/-]*[A-Z])[A-Za-z]+(?:[-/]?[A-Za-z])*[-/]?\d[\w/]*(?:[-/]\w+)*(?![\w-])")
_CLOCK = re.compile(
    r"(?<![\d.:,])(?P<h>[01]?\d|2[0-3])(?:[:.h](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?<![\d.:,])(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)(?![\d:])"
)
_ORDINAL = re.compile(rf"(?<![\w.,])(?P<d>\d{{1,4}})(?:st|nd|rd|th|º|ª)(?!\w)|第(?P<z>[{ZH_NUMERAL}]+|\d+)")
_CHINESE = re.compile(rf"(?:\d[\d,.]*|[{ZH_NUMERAL}])*[{ZH_NUMERAL}](?:\d[\d,.]*|[{ZH_NUMERAL}])*")
_DIGITS = re.compile(
    r"(?:(?<![\w.])|(?<=[\u3400-\u9fff]))(?<!\d,)(?:\d{1,3}(?:[  ]\d{3})+|\d+)(?:[.,]\d+)*(?!\d)|(?<=[^\W\d])(?<=[$€£¥])\d[\d.,]*\d"
)
_WORD = re.compile(r"(?<![\w-])[a-z]{2,}")
_PER_CENT_ZH = re.compile(rf"百分之(?P<n>[{ZH_NUMERAL}]+|\d[\d.]*)")
_MINUS = re.compile(r"(?:^|(?<=[\s(]))[-−]$|\bminus\s$")
_JOINED = re.compile(r"\s*(?:-|to|and|y|a|o|or|至|到|和)\s*")
_ROUNDED_FROM = Decimal(1000)  # from here on zeros at the end may stand for rounding
_ROUNDS, _CONVERTS = Decimal("0.08"), Decimal("0.01")
_BOTH_HALVES = 12 * 60


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure; ``place`` is the unit of its last written digit that is not a nought of rounding (93,000: 1,000).

    ``kind``: quantity, ordinal, code (compared by ``text``) or clock (``value`` in minutes since midnight).
    """

    value: Decimal
    text: str
    span: Span
    unit: str = ""
    kind: str = QUANTITY
    place: Decimal = Decimal(1)


@lru_cache(maxsize=READ_AGAIN)
def figures(text: str, language: str = "en") -> tuple[Figure, ...]:
    """The figures of ``text`` in order, dates left out; ``language`` settles what 93.331 means."""
    codes = [Figure(Decimal(0), m.group(), Span(*m.span()), kind=CODE) for m in _CODE.finditer(text)]
    taken = [*(c.span for c in codes), *(d.span for d in dates(text, language))]
    folded = fold(blanked(text, taken, "\x01"), accents=True, spaces=False)
    plain = folded.text
    found = [_clock(m, text, folded.source_span(*m.span())) for m in _CLOCK.finditer(plain)]
    for match in _ORDINAL.finditer(plain):
        read = Decimal(match["d"]) if match["d"] else (read_chinese(match["z"]) or (None,))[0]
        if read is not None:
            span = folded.source_span(*match.span())
            found.append(Figure(read, span.of(text), span, kind=ORDINAL))
    taken = [f.span for f in found]
    with localcontext() as context:
        context.prec = 60  # exact for every figure of up to 30 digits
        quantities: list[Figure] = []
        for number in _numerals(plain, language):
            sign, start = sign_before(plain, number.start)
            unit, end = unit_after(plain, number.end)
            span = folded.source_span(start, end)
            if any(span.overlaps(s) for s in taken):
                continue
            value = -number.value if _MINUS.search(plain[max(0, start - 7) : start]) else number.value
            unit = "percent" if plain.startswith("百分之", start) else sign or unit
            quantities.append(Figure(value, span.of(text), span, unit, place=_place(value, number.place)))
            taken.append(span)
        quantities.sort(key=lambda f: f.span.start)
        found += _shared_units(quantities, text)
    return tuple(sorted([*found, *codes], key=lambda f: f.span.start))


def bears(evidence: Figure, claim: Figure) -> bool:
    """True when ``evidence`` says the same figure: equal, rounded by the claim, or converted to within a hundredth."""
    if evidence.kind != claim.kind:
        return False
    if claim.kind == CODE:
        return evidence.text.casefold() == claim.text.casefold()
    if claim.kind == CLOCK:
        return evidence.value % _BOTH_HALVES == claim.value % _BOTH_HALVES
    by = factor(evidence.unit, claim.unit)
    if by is None:
        return not (evidence.unit and claim.unit) and evidence.value == claim.value
    said = evidence.value * by
    if by != 1:
        return abs(said - claim.value) <= abs(claim.value) * _CONVERTS
    return said == claim.value or _rounded(said, claim)


def stands(claim: Figure, sentences: Sequence[str], language: str) -> bool:
    """True when one of ``sentences`` says the same figure.

    A bare number says one that is measured only in a unit that its sentence names, or that stands by itself, as in the head of a table.
    """
    if not claim.unit:
        return any(bears(said, claim) for sentence in sentences for said in figures(sentence, language))
    whole = "\n".join(sentences)
    heads = units(blanked(whole, [said.span for said in figures(whole, language)]))
    for sentence in sentences:
        for said in figures(sentence, language):
            named = [said.unit] if said.unit else units(sentence) | heads
            if any(bears(replace(said, unit=unit), claim) for unit in named):
                return True
    return False


def measured(unit: str) -> bool:
    """True for a quantity of something, such as length or money; times, spans of time and shares are told from dates and other figures."""
    return unit in _UNITS and _UNITS[unit].measures not in _TOLD_FROM_OTHERS


def reckoned(claim: Figure, said: tuple[Figure, ...]) -> bool:
    """True when ``claim`` is the sum, the difference or the change in per cent of two of ``said``, in one unit."""
    same = [f.value for f in said if f.kind == QUANTITY and claim.unit in (f.unit, "percent")][:20]
    for i, a in enumerate(same):
        for b in same[:i]:
            if (
                claim.unit == "percent"
                and b
                and a
                and claim.value in (round(abs(a - b) / a * 100), round(abs(a - b) / b * 100))
            ):
                return True
            if abs(a - b) == claim.value or a + b == claim.value:
                return True
    return False


def _rounded(said: Decimal, claim: Figure) -> bool:
    """True when ``claim`` is ``said`` to its own last place, and that place is one people round to."""
    gap = abs(said - claim.value)
    if gap >= claim.place or gap > abs(said) * _ROUNDS:
        return False
    return claim.place < 1 or abs(said) >= _ROUNDED_FROM or (claim.place == 1 and said % 1 != 0)


def _place(value: Decimal, written: Decimal) -> Decimal:
    """The unit of the last digit that is not nought, of whole numbers; else as written."""
    if written < 1 or value == 0 or value % 1:
        return written
    bare = int(abs(value))
    place = 1
    while bare % 10 == 0:
        bare, place = bare // 10, place * 10
    return Decimal(place)


def _clock(match: re.Match[str], text: str, span: Span) -> Figure:
    hour, minute = int(match["h"] or match["h24"]), int(match["m"] or match["m24"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return Figure(Decimal(hour * 60 + minute), span.of(text), span, kind=CLOCK)


def _numerals(text: str, language: str) -> list[Numeral]:
    """The numerals of folded ``text``, the longer reading first where two overlap."""
    found: list[Numeral] = []
    for match in _PER_CENT_ZH.finditer(text):
        if read := read_chinese(match["n"]):
            found.append(Numeral(*match.span(), *read))
    for match in _CHINESE.finditer(text):
        written = match.group()
        counted = len(written) > 1 or unit_after(text, match.end())[0]
        if counted and written != "一" and (read := read_chinese(written)) and re.search(r"[\d一-九两兩]", written):
            found.append(Numeral(*match.span(), *read))
    for match in _DIGITS.finditer(text):
        if read := read_digits(match.group(), language):
            power, end = scale_after(text, match.end(), language)
            found.append(Numeral(match.start(), end, read[0].scaleb(power), read[1].scaleb(power)))
    for match in _WORD.finditer(text):
        if number := read_words(text, match.start(), language):
            found.append(number)
    kept: list[Numeral] = []
    for number in found:
        if not any(k.start < number.end and number.start < k.end for k in kept):
            kept.append(number)
    return kept


def _shared_units(found: list[Figure], text: str) -> list[Figure]:
    """The first of "12 to 15 kg" takes the unit of the second."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        this, following = out[i], out[i + 1]
        if not this.unit and following.unit and _JOINED.fullmatch(text, this.span.end, following.span.start):
            out[i] = Figure(this.value, this.text, this.span, following.unit, this.kind, this.place)
    return out
