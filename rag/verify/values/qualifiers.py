"""The words around a figure that widen it: more than, at least, about, nearly, less than (en, es, zh)."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum


class Qualifier(StrEnum):
    """How the words around a figure widen it."""

    EXACT = ""
    MORE = "more than"
    LESS = "less than"
    ABOUT = "about"
    NEARLY = "nearly"
    RANGE = "range"


# Words that widen a figure and say nothing else.
_WIDENING_WORDS = """
    nearly almost approximately roughly around least estimated close exceeding exceeded upwards topped casi cerca
    alrededor aproximadamente practicamente menos 超过 多于 至少 大约 将近
"""
WIDENING = frozenset(_WIDENING_WORDS.split())
_LESSER = "less|fewer|lower|shorter|younger|earlier|smaller|lighter|cheaper|slower|narrower"
_GREATER = "more|longer|older|later|larger|higher|heavier|taller|wider|deeper|faster|dearer|bigger|greater"
_NOT = r"(?<!\bno )(?<!\bnot )(?<!\bnever )"  # "no fewer than ten" are at least ten
_GAP = r"\s*(?:an?\s+|the\s+|un\s+|una\s+|los\s+|las\s+|el\s+)?$"
_BEFORE = tuple(
    (kind, re.compile(rf"(?:(?<!\w)(?:{latin})\b{_GAP})|(?:{zh})\s*$"))
    for kind, latin, zh in (
        (
            Qualifier.LESS,
            rf"{_NOT}(?:{_LESSER}) than|{_NOT}(?:under|below)|(?:not?|never) (?:(?:{_GREATER}) than|above|over|exceed(?:s|ed|ing)?)|at most|(?<!run )(?<!ran )(?<!went )(?<!gone )(?<!go )(?<!ing )(?<!ed )(?<!add )(?<!adds )up to|as (?:many|much) as|"
            r"menos de|hasta|como maximo|a lo sumo|no mas de|por debajo de",
            "不到|少于|低于|至多|不足|不超过",
        ),
        (
            Qualifier.MORE,
            rf"{_NOT}(?:{_GREATER}) than|{_NOT}(?:over|above|exceed(?:s|ed|ing)?)|at least|upwards? of|(?:not?|never) (?:(?:{_LESSER}) than|under|below)|"
            r"just over|topped|surpass(?:ed|es)?|mas de|al menos|por lo menos|"
            r"superior(?:es)? a|supera(?:n|ron)?|supero",
            "超过|多于|至少|逾|高于|超",
        ),
        (Qualifier.NEARLY, r"nearly|almost|close to|just under|casi|practicamente", "将近|接近|近"),
        (
            Qualifier.ABOUT,
            r"about|around|roughly|approximately|approx|some|circa|(?:an )?estimated|cerca de|alrededor de|"
            r"aproximadamente|unos|unas|en torno a",
            "大约|大概|约为?|估计",
        ),
    )
)
_AFTER = (
    (Qualifier.MORE, re.compile(r"\s*(?:\+|or more\b|and more\b|o mas\b|y pico\b|多|余|以上)")),
    (Qualifier.LESS, re.compile(r"\s*(?:or less\b|or fewer\b|o menos\b|以下|以内)")),
    (Qualifier.ABOUT, re.compile(r"\s*(?:or so\b|左右|上下)")),
)


# "35 cents more than two years ago" compares; it does not widen the two years.
_COMPARED = re.compile(
    r"(?:\d|percent|cents?|points?|times|euros?|dollars?|pounds?|much|far)\s+(?:more|less|fewer|higher|lower|longer|shorter) than\s*$"
    r"|(?:more|less|fewer|higher|lower|longer|shorter) than (?:the|its|his|her|their|last)\s+$"
)


def qualifier(text: str, start: int, end: int) -> Qualifier:
    """How the words before ``start`` or right after ``end`` of folded ``text`` widen the figure there."""
    before = text[max(0, start - 40) : start]
    if _COMPARED.search(before):
        return Qualifier.EXACT
    for kind, pattern in _BEFORE:
        if pattern.search(before):
            return kind
    for kind, pattern in _AFTER:
        if pattern.match(text, end):
            return kind
    return Qualifier.EXACT


def bounds(value: Decimal, kind: Qualifier) -> tuple[Decimal | None, Decimal | None]:
    """What the qualifier allows, ends included: about means within 5 per cent, nearly up to 10 per cent short."""
    if kind is Qualifier.MORE:
        return value, None
    if kind is Qualifier.LESS:
        return None, value
    if kind is Qualifier.ABOUT:
        return value * Decimal("0.95"), value * Decimal("1.05")
    if kind is Qualifier.NEARLY:
        return value * Decimal("0.9"), value
    return value, value
