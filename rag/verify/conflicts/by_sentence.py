"""Two quotes of several sentences: where as a whole they tell too much to be compared, their sentences are, one against one."""

from __future__ import annotations

import re

from rag.sentences import sentences
from rag.verify.conflicts.compare import Difference, differ, elsewhere, same_period
from rag.verify.values.columns import cells
from rag.verify.values.rounding import bearing
from rag.verify.values.statement import read

_OWN = re.compile(r"\bthat (?:we|I) \w+")  # "the seven recommendations that we made" are not those of another's review
_MOST = 8  # sentences of a quote; a longer one is no single point


def differing_sentences(a: str, b: str, language: str = "en") -> tuple[Difference, str, str] | None:
    """How two quotes differ and the words that do: the quotes as a whole, or a sentence of each. None when they agree or in doubt.

    A sentence stands under what its quote says before it: names and dates that keep these apart keep the sentences apart, and
    a figure that the other quote gives anywhere differs from none of its others.
    """
    if whole := differ(a, b, language):
        return whole, a, b
    mine, theirs = sentences(a, language), sentences(b, language)
    if len(mine) * len(theirs) < 2 or max(len(mine), len(theirs)) > _MOST or cells(a) or cells(b):
        return None  # a row of a table is one thing, of the time that its first cell names
    for one, other in ((x, y) for x in mine for y in theirs):
        said, told = one.of(a), other.of(b)
        if bool(_OWN.search(said)) != bool(_OWN.search(told)):
            continue
        found = differ(said, told, language)
        if found is None or (found.kind == "figures" and _agree(found, (a, b), (said, told), language)):
            continue
        before, earlier = a[: one.end], b[: other.end]
        if not elsewhere(before, earlier) and same_period(read(before, language).dates, read(earlier, language).dates):
            return found, said, told
    return None


def _agree(found: Difference, quotes: tuple[str, str], sides: tuple[str, str], language: str) -> bool:
    """True where a figure that differs stands in the other quote as well, or is not found again, or only one has a date of its own."""
    dated = []
    for text, other, said in ((sides[0], quotes[1], found.sides[0]), (sides[1], quotes[0], found.sides[1])):
        statement = read(text, language)
        figure = next((f for f in statement.figures if said in (f.qualified, f.said)), None)
        if figure is None or any(bearing(figure, there) for there in read(other, language).figures):
            return True
        dated.append(statement.date_of(figure) is not None)
    return dated[0] != dated[1]
