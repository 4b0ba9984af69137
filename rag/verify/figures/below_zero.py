"""A figure told by a word of fall, loss or depth where the other side writes a minus: "fell by 3.2 percent" of "-3.2 percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from rag.verify.values.numbers import Figure
from rag.verify.values.rounding import Bearing, bearing
from rag.verify.values.statement import Statement

_AROUND = 60  # characters before a figure, and half as many behind it, in which such a word stands
_DOWN = re.compile(
    r"\b(?:f[ae]ll(?:s|en|ing)?|declin\w+|dropp?\w*|decreas\w+|shr[aiu]nk\w*|contract\w+|loss\w*|lost|los(?:e|es|ing)|deficit\w*|below|under|down|negative|cut"
    r"|out ?flow\w*|reduc\w+|lower\w*|slump\w*|slid|cay\w+|baj\w+|descen\w+|disminu\w+|pérdidas?|perdidas?|déficit|deficit|por debajo|bajo cero)\b"
    r"|下降|减少|下跌|亏损|零下|低于|赤字|萎缩",
    re.IGNORECASE,
)

_LEVEL = re.compile(r"\b(?:to|at|from|hasta|desde)\s+$|[至到]\s*$", re.IGNORECASE)


def told_downwards(
    figure: Figure, claim: Statement, said: Sequence[tuple[Figure, Statement]]
) -> Iterator[tuple[Bearing, Figure, Statement]]:
    """The figures of the evidence that are the claim's with the other sign, where the one without a minus is told by such a word."""
    for s, statement in said:
        if not s.value or (s.value < 0) == (figure.value < 0):
            continue
        plain, told = (figure, claim) if s.value < 0 else (s, statement)
        if _LEVEL.search(told.text, 0, plain.span.start):
            continue  # "fell to 8 degrees" is no fall by 8
        around = told.text[max(0, plain.span.start - _AROUND) : plain.span.end + _AROUND // 2]
        turned = replace(s, value=-s.value, low=_turned(s.high), high=_turned(s.low))
        if _DOWN.search(around) and (how := bearing(turned, figure)) is not None:
            yield how, s, statement


def _turned(bound: Decimal | None) -> Decimal | None:
    return None if bound is None else -bound
