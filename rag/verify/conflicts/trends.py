"""What is said to have risen or fallen, who was for it or against, and where two statements send one thing both ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.text import words
from rag.verify.values.dates import When, compatible
from rag.verify.values.statement import Statement
from rag.verify.values.subject import Subject, same_subject, subject
from rag.verify.words.negation import hedges, negations
from rag.verify.words.opposites import SENSE

_VOTED = re.compile(
    r"\b(?:vot(?:ed?|es|ing)|was|were|came out|spoke|campaigned) (?P<side>for|in favou?r of|against)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Trend:
    """``of`` went up (0) or down (1), told by ``word``; the dates of its clause."""

    of: Subject
    side: int
    word: str
    dates: tuple[When, ...]


def trends(statement: Statement) -> Iterator[Trend]:
    """The rises and falls of a statement whose subject stands before the verb; none in a denial or a guess."""
    if negations(statement.text, statement.language) or hedges(statement.text):
        return
    for word in words(statement.text):
        name, side = SENSE.get(word.text, ("", 0))
        if name != "rise" or not word.text.isascii():
            continue
        of = subject(statement.text, word.span.start, word.span.end, statement.language)
        if of is not None and SENSE.get(of.head, ("", 0))[0] != "rise":
            yield Trend(of, side, word.text, statement.dates)


def differing_trends(a: Statement, b: Statement) -> tuple[str, str] | None:
    """The words by which one rises and the other falls, when both speak of one thing and one period."""
    for x in trends(a):
        for y in trends(b):
            if (
                x.side != y.side
                and same_subject(x.of, y.of)
                and _named_alike(x.of, y.of)
                and _one_time(x.dates, y.dates)
            ):
                return x.word, y.word
    return None


def _named_alike(a: Subject, b: Subject) -> bool:
    """True when both name whose it is, or neither does."""
    return bool(a.name) == bool(b.name)


def _one_time(a: tuple[When, ...], b: tuple[When, ...]) -> bool:
    """True when both end in one period: "from 2020 to 2021" and "in 2021"."""
    if not a or not b:
        return False
    return compatible(a[-1], b[-1])


def rival_votes(a: str, b: str) -> tuple[str, str] | None:
    """The words by which one was for it and the other against; None unless both tell and differ."""
    one, two = _VOTED.search(a), _VOTED.search(b)
    if one is None or two is None or (one["side"].casefold() == "against") == (two["side"].casefold() == "against"):
        return None
    return one.group(), two.group()
