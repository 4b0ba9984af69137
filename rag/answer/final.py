"""A final count before the provisional one it took the place of: who asks how many there were wants what holds now."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from rag.answer.periods import years
from rag.content import keys

_FINAL = re.compile(r"\b(?:final|definitiv[oa]s?)\b|最终|最后统计", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:provisional(?:es|ly)?|preliminar(?:y|es)?|predict(?:ed|ion)?|forecasts?|project(?:ed|ion)|estimat(?:e|ed|es)|initial(?:ly)?|first reported|"
    r"previst[oa]s?|predich[oa]s?|proyectad[oa]s?|estimad[oa]s?|estimación|inicial(?:es)?)\b|初步|暂定|预计|预测|推算|临时|估计",
    re.IGNORECASE,
)
_ALIKE = 3  # terms of a final count that stand in the provisional one, the year among them
Item = TypeVar("Item")


def final_first(items: Sequence[Item], quote: Callable[[Item], str], question: str) -> list[Item]:
    """``items``, with the first final count before a first item that gives the provisional one of the same year and matter; as they are
    where ``question`` asks for either by name."""
    ordered = list(items)
    if not ordered or _FINAL.search(question) or _NOT_YET.search(question):
        return ordered
    first = quote(ordered[0])
    if not _NOT_YET.search(first) or _FINAL.search(first):
        return ordered
    for place, item in enumerate(ordered[1:], 1):
        told = quote(item)
        alike = years(told) & years(first) and len(keys(told) & keys(first)) >= _ALIKE
        if alike and _FINAL.search(told) and not _NOT_YET.search(told):
            return [item, *ordered[:place], *ordered[place + 1 :]]
    return ordered
