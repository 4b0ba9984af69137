"""The one figure or date that a quote has and the question seeks: exact code, and none where there are two."""

from __future__ import annotations

from collections.abc import Iterable

from rag.answer.conflicts import of_its_years
from rag.case import Dispute
from rag.question.kinds import DATE
from rag.verify.values.dates import When, compatible, dates, told
from rag.verify.values.numbers import QUANTITY, Figure, bears, figures

Value = Figure | When


def values(seeks: str, text: str, question: str, language: str) -> list[Value]:
    """The figures or the dates of ``text`` that the question does not name itself."""
    if seeks == DATE:
        asked = dates(question)
        return [when for when in dates(text, language) if not told(when, asked)]
    known = figures(question)
    found = (f for f in figures(text, language) if f.kind == QUANTITY)
    return [f for f in found if not any(bears(f, one) for one in known)]


def the_one(seeks: str, quotes: Iterable[tuple[int, str, str]], question: str) -> tuple[int, Value] | None:
    """The first of ``quotes`` (place, words, language) that has one value and no other, with it; of dates that can be one the fullest.

    None where none has, and where a question for a date names the day itself.
    """
    if seeks == DATE and any(when.day for when in dates(question)):
        return None
    found = [
        (place, said[0])
        for place, text, language in quotes
        if len(said := values(seeks, text, question, language)) == 1 and of_its_years(question, text)
    ]
    if not found:
        return None
    first = found[0][1]
    same = [
        (place, one)
        for place, one in found
        if isinstance(one, When) and isinstance(first, When) and compatible(one, first)
    ]
    return max(same, key=lambda one: _fullness(one[1])) if same else found[0]


def of_values(seeks: str, dispute: Dispute) -> bool:
    """True for a dispute over the value: two of its sides or more give some."""
    return sum(bool(values(seeks, side.says, "", "en")) for side in dispute.sides) > 1


def _fullness(when: When) -> int:
    return sum(part is not None for part in when.parts)
