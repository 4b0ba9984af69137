"""A final count before the provisional one it took the place of: who asks how many there were wants what holds now."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from rag.answer.periods import years
from rag.content import keys
from rag.sentences import sentences
from rag.types import Source

_FINAL = re.compile(r"\b(?:final|definitiv[oa]s?)\b|最终|最后统计", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:provisional(?:es|ly)?|preliminar(?:y|es)?|predict(?:ed|ion)?|forecasts?|project(?:ed|ion)|estimat(?:e|ed|es)|initial(?:ly)?|first reported|"
    r"previst[oa]s?|predich[oa]s?|proyectad[oa]s?|estimad[oa]s?|estimación|inicial(?:es)?)\b|初步|暂定|预计|预测|推算|临时|估计",
    re.IGNORECASE,
)
# A source that calls itself provisional, in its title or its id, and a question that asks for such a one, or for the final.
_INTERIM = re.compile(
    r"\b(?:interim|preliminary|provisional(?:es)?|draft|preliminar(?:es)?|borrador|intermedi[oa]s?)\b|中期|初步|暂定|草案|草稿|初稿",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ALIKE = 3  # terms of a final count that stand in the provisional one, the year among them
Item = TypeVar("Item")


def final_first(items: Sequence[Item], quote: Callable[[Item], str], question: str) -> list[Item]:
    """``items``, with the first final count before a first item that gives the provisional one of the same year and matter; as they are
    where ``question`` asks for either by name."""
    ordered = list(items)
    if not ordered or _FINAL.search(question) or _NOT_YET.search(question):
        return ordered
    first = _first_sentence(quote(ordered[0]))  # "A final figure will follow in June" behind it settles nothing
    if not _NOT_YET.search(first) or _FINAL.search(first):
        return ordered
    for place, item in enumerate(ordered[1:], 1):
        told = quote(item)
        of_then = years(told) & years(first) or not years(first)
        alike = of_then and len(keys(told) & keys(first)) >= _ALIKE and _DIGIT.search(first)
        if alike and _FINAL.search(told) and not _NOT_YET.search(told):
            return [item, *ordered[:place], *ordered[place + 1 :]]
    return ordered


def _first_sentence(text: str) -> str:
    spans = sentences(text)
    return spans[0].of(text) if spans else text


def settled_first(
    items: Sequence[Item], quote: Callable[[Item], str], source: Callable[[Item], Source], question: str
) -> list[Item]:
    """``items``, with what the final source gives before a first item of a provisional one; with the provisional one's where ``question``
    asks for that. Both give a figure, share terms, and the one put first has as much of the question."""
    ordered = list(items)
    if not ordered:
        return ordered
    first, wants_interim = ordered[0], _INTERIM.search(question) is not None
    if wants_interim and _FINAL.search(question):
        return ordered  # both are asked for
    if _is_interim(source(first)) == wants_interim or not _DIGIT.search(quote(first)):
        return ordered
    asked, said = keys(question), keys(quote(first))
    for place, item in enumerate(ordered[1:], 1):
        early, late = (source(item), source(first)) if wants_interim else (source(first), source(item))
        told = keys(quote(item))
        if (
            _is_interim(early)
            and _settles(late, early)
            and _DIGIT.search(quote(item))
            and len(told & said) >= _ALIKE
            and asked & said <= told
            and 2 * len(asked & said) >= max(4, len(asked))
            and 2 * len(told & said) >= min(len(told), len(said))
        ):
            return [item, *ordered[:place], *ordered[place + 1 :]]
    return ordered


def _is_interim(source: Source) -> bool:
    return _INTERIM.search(f"{source.title} {source.id}") is not None


def _settles(late: Source, early: Source) -> bool:
    """True of a source that is no provisional one, of the same publisher and no earlier, or that calls itself final and is later."""
    if (
        late.id == early.id
        or _is_interim(late)
        or (late.published and early.published and late.published < early.published)
    ):
        return False
    same = bool(late.publisher) and late.publisher.casefold() == early.publisher.casefold()
    return same or _FINAL.search(f"{late.title} {late.id}") is not None
