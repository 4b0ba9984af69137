"""A Spanish or Chinese question that asks who voted no, where the vote was unanimous: one passage decides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.verify.premises.doubt import Outright
from rag.verify.premises.units import Unit, years

_I = re.IGNORECASE
_AGAINST_ES = (
    r"(?:vot(?:ó|aron|aba|aban) (?:que no|en contra|no)|se (?:opus(?:o|ieron)|abstuv(?:o|ieron))|rechaz(?:ó|aron))"
)
_ASKED = {
    "es": re.compile(rf"\b(?:quién(?:es)?|qué|cuánt[oa]s|cuál(?:es)?)\b[^?]*?(?P<vote>{_AGAINST_ES})", _I),
    "zh": re.compile(
        r"(?:谁|哪些|哪几|多少|几)[^？?]*?(?P<vote>投(?:了)?反对票|反对|弃权)|(?P<other>投(?:了)?反对票|弃权)的?(?:是谁|有谁|有哪)"
    ),
}
_ALL = {
    "es": re.compile(r"\b(?:por unanimidad|unánime(?:mente)?|sin votos en contra)\b", _I),
    "zh": re.compile("一致(?:通过|同意|赞成|决定)|全票(?:通过|赞成)|无人反对"),
}
_DIVIDED = {
    "es": re.compile(
        r"\b(?<!sin votos )en contra\b|\babst(?:enci|uv)\w+|\bse opus\w+|\bse opone\w*|\bvotos? particular", _I
    ),
    "zh": re.compile(r"\d+票反对|[一二三四五六七八九十]票反对|反对票|弃权"),
}
_FIRST = 3  # units, the best, of which one tells of the vote that is meant


def none_against_abroad(question: str, units: Sequence[Unit], language: str) -> Outright | None:
    """It asks who voted no, and the vote was unanimous; None where any unit tells of a divided one."""
    asked = _ASKED[language].search(question) if language in _ASKED else None
    if asked is None or any(_DIVIDED[language].search(unit.text) for unit in units):
        return None
    when = years(question)
    for unit in units[:_FIRST]:
        if _ALL[language].search(unit.text) and (not when or not unit.own_years or when & unit.own_years):
            return Outright(asked[0], asked["vote"] or asked[asked.lastgroup or 0], unit)
    return None
