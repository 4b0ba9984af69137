"""Whether the best and the worst of a column are its most or its fewest: the worst return is the lowest, the worst wait the longest."""

from __future__ import annotations

from rag.content import key
from rag.rows.phrasing import Phrasing
from rag.rows.table import Column

_MORE_WORDS = """
    result results return returns profit profits surplus balance margin income revenue earnings turnover yield growth score rating harvest
    catch attendance performance savings satisfaction punctuality reliability coverage recovery survival benefit
"""
_FEWER_WORDS = """
    wait waiting delay death mortality complaint incident accident injury injured casualty cost loss debt deficit crime theft fatality error
    failure outage spill leak absence sick absenteeism unemployment poverty overspend expenditure emission pollution vacancy turnaround
    cancellation breach fine penalty infection victim killed shortfall
"""
_MORE, _FEWER = ({key(word) for word in words.split()} for words in (_MORE_WORDS, _FEWER_WORDS))


def most_is_meant(asked: str, said: Phrasing, column: Column) -> bool | None:
    """True where a question for the ``asked`` ("highest", "worst") of ``column`` means its most, False for the fewest, None where nobody can tell."""
    if said.most.search(asked):
        return True
    if said.least.search(asked):
        return False
    told = column.keys | column.senses
    good = _better_with_more(told, column)
    return None if good is None else good is not (said.worst.search(asked) is not None)


def _better_with_more(told: frozenset[str], column: Column) -> bool | None:
    more, fewer = not told.isdisjoint(_MORE), not told.isdisjoint(_FEWER)
    if more is not fewer:
        return more
    # What may be below nothing is a gain or a loss.
    return True if any(value.lstrip()[:1] in "-−–" and len(value) > 1 for value in column.values) else None
