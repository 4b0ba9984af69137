"""What the name of a table's column says its cells are in: "2022 (£000)", "Cost, $ million", "Share (%)" (en, es, zh).

A name is read folded: in lower case, without accents, its brackets and digits plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.text import READ_AGAIN
from rag.types import Span
from rag.verify.values.spotting import rates
from rag.verify.values.units import unit_after

_BETWEEN = re.compile(r"[\s,.\-]*(?:(?:in|of|de|en)\b\s*)?")
_CURRENCIES = (
    ("GBP", r"£|gbp\b|(?:pounds?\s+)?sterling\b|英镑"),
    ("USD", r"(?:us|u\.s\.\s?|[a-z]{0,2})\$|usd\b|(?:us\s+|u\.s\.\s+)?(?:dollars?|dolares|dolar)\b|美元"),
    ("EUR", r"€|eur\b|euros?\b|欧元"),
    ("CNY", r"¥|rmb\b|cny\b|yuan(?:es)?\b|人民币|元"),
)
_SCALES = (
    (3, r"['(]?(?<![\d.,])000'?s?(?![\d.,]*\d)|(?:x|×)?\s?1[.,\s]?000s?(?![\d.,]*\d)|thousands?\b|mil(?=es\s+de\b)(?:es)?|千"),
    (9, r"mil\s+millones\b|billions?\b|bn\b|十亿"),
    (6, r"millions?\b|millones\b|millon\b|mn\b|mln\b|百万"),
    (12, r"trillions?\b|tn\b|billones\b|万亿"),
    (8, r"亿"),
    (4, r"万"),
)  # fmt: skip
# Letters that are a thousand, a million or a billion beside a currency only: "(m)" is metres.
_LETTERS = ((3, r"k\b"), (6, r"mm?\b|mil\b"), (9, r"b\b"))
_MONEY = re.compile(
    r"\b(?:costs?|spen[dt]\w*|prices?|budgets?|incomes?|revenues?|expenditures?|expenses?|funds?|funding|grants?|paid|payments?|pay|wages?|salar\w+|"
    r"fees?|rents?|loans?|debts?|tax\w*|sales|turnover|profits?|loss(?:es)?|amounts?|balances?|payable|assets|liabilities)\b"
)
_POUNDS = re.compile(r"pounds?\b|libras?\b")
_STANDING = ("years", "months", "weeks", "days", "times")  # a column named so dates or counts its rows
_SIGN = re.compile(r"(?:us|u\.s\.)?[$£€¥]|%|(?<![\d.,])'?000'?s?(?![\d.,]*\d)")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_TAILS = re.compile(r"(?:,|:|\bin\b|\ben\b)\s*(?=\S)")
_LEAST = 4  # letters of a column's name that is nothing but a unit


@dataclass(frozen=True, slots=True)
class ColumnUnit:
    """``power``: of ten by which a cell is multiplied; ``per``: the denominator of a rate, or 0; ``words``: the spans of the name,
    folded, that say so; ``said``: the span that holds them all, without its brackets."""

    unit: str
    power: int = 0
    per: int = 0
    words: tuple[Span, ...] = ()
    said: Span | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """A currency, a scale or a unit, and where it stands; ``whole``: nothing else stands there."""

    unit: str
    power: int
    spans: tuple[Span, ...]
    whole: bool


@lru_cache(maxsize=READ_AGAIN)
def column_unit(name: str) -> ColumnUnit | None:
    """The unit that the folded ``name`` of a column states; None for one that states none."""
    per = next((rate.per for rate in rates(name)), 0)
    for inner, outer in _candidates(name):
        if (read := _read(name, inner)) and _may_stand(read, inner, name):
            edges = (Span(outer.start, outer.start + 1), Span(outer.end - 1, outer.end)) if outer != inner else ()
            return ColumnUnit(read.unit, read.power, per, (outer,) if read.whole else (*read.spans, *edges), inner)
    return ColumnUnit("", 0, per) if per else None


def _candidates(name: str) -> Iterator[tuple[Span, Span]]:
    """The stretches of a name that may say its unit, each with its brackets: in brackets, behind a comma or "in", from a sign on."""
    for match in _BRACKETS.finditer(name):
        group = 1 if match[1] is not None else 2
        at = match.start(group)
        for piece in re.finditer(r"(?:[^,;]|,(?=\d))+", match[group]):
            if inner := _trimmed(name, at + piece.start(), at + piece.end()):
                yield inner, Span(match.start(), match.end()) if piece.group() == match[group] else inner
    for match in reversed(list(_TAILS.finditer(name))):
        if inner := _trimmed(name, match.end(), len(name)):
            yield inner, Span(match.start(), inner.end)
    if (sign := _SIGN.search(name)) and (inner := _trimmed(name, sign.start(), len(name))):
        yield inner, inner
    if inner := _trimmed(name, 0, len(name)):
        yield inner, inner


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without the space at its ends; None where that is all of it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _may_stand(read: _Read, inner: Span, name: str) -> bool:
    """False for a name that is nothing but "Days" or "m", or that goes on as something else."""
    if len(inner.of(name)) < len(name.strip()) or _SIGN.match(name):
        return True
    return read.whole and len(name) >= _LEAST and read.unit not in _STANDING


def _read(name: str, inner: Span) -> _Read | None:
    """The currency, scale and unit that open a stretch of the name; None when it says something else."""
    at, unit, power, spans = inner.start, "", 0, []
    while at < inner.end:
        gap = _BETWEEN.match(name, at, inner.end)
        start = gap.end() if gap else at
        found = _next(name, start, inner.end, unit, power)
        if found is None:
            break
        new_unit, new_power, end = found
        unit, power, at = unit or new_unit, power or new_power, end
        spans.append(Span(start, end))
    rest = name[at : inner.end]
    if not spans or (re.match(r"\s?[\d=]", rest) and not re.match(r"\s(?:19|20)\d\d\b", rest)):
        return None
    whole = not rest.strip(" .,)")
    if not whole and not power and not _SIGN.match(name, spans[0].start) and not rest.startswith((" per ", "/")):
        return None  # "euros in circulation" and "metres run" are no unit alone
    return _Read(unit, power, tuple(spans), whole)


def _next(name: str, at: int, end: int, unit: str, power: int) -> tuple[str, int, int] | None:
    """The next piece of a unit at ``at``: its unit or "", its power of ten or 0, and where it ends."""
    if not power:
        for exponent, pattern in (*_SCALES, *(_LETTERS if unit in _MONEYS or _money_follows(name, at, end) else ())):
            if match := re.compile(pattern).match(name, at, end):
                return "", exponent, match.end()
    if unit:
        return None
    for currency, pattern in _CURRENCIES:
        if match := re.compile(pattern).match(name, at, end):
            return currency, 0, match.end()
    if (match := _POUNDS.match(name, at, end)) and _MONEY.search(name):
        return "GBP", 0, match.end()
    found, until = unit_after(name[:end], at)
    if not found:
        return None
    return found, 0, until


_MONEYS = tuple(currency for currency, _ in _CURRENCIES)


def _money_follows(name: str, at: int, end: int) -> bool:
    """True when a currency stands right behind the letter at ``at``: "m£"."""
    return re.compile(r"[a-z]{1,3}\s?[$£€¥]").match(name, at, end) is not None
