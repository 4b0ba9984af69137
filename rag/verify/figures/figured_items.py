"""The figures, dates and times of a text, each with the words that tell what it is of: "Norway reported 310 cases and Sweden 1,240"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.same_word import stem
from rag.text import READ_AGAIN, words
from rag.verify.meaning.greater import compared
from rag.verify.values.dates import When
from rag.verify.values.numbers import Figure
from rag.verify.values.qualifiers import Qualifier
from rag.verify.values.statement import Statement, read

_SEGMENTS = re.compile(
    r"[;,\n]\s|: (?=[A-Z])|\s(?:and|or|while|whereas|but|against|versus|compared with|which|who)\s", re.IGNORECASE
)
_CELL = re.compile(r";\s")
_NAMED = re.compile(r" = |: ")
_EMPTY_WORDS = """
    the a an in on at of to for by with from than as was were is are had has have it its their they that this did do
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Item:
    """A figure, date or time with the stems of the words beside it; ``column``: what it counts or is measured in, or in a row the name
    over it; ``when``: the dates beside it; ``row``: the row that it stands in, "" in prose."""

    value: Figure | When
    said: frozenset[str]
    column: frozenset[str] = frozenset()
    when: tuple[When, ...] = ()
    row: str = ""

    @property
    def dated(self) -> bool:
        """True for a date or a time of day."""
        return isinstance(self.value, When) or self.value.time is not None


@lru_cache(maxsize=READ_AGAIN)
def items(sentence: str) -> tuple[Item, ...]:
    """The items of a sentence or a row, in order; of a stretch with several figures none that counts what another one counts."""
    return tuple(_of_row(sentence) if len(_NAMED.findall(sentence)) > 1 else _of_prose(sentence))


def _of_row(row: str) -> Iterator[Item]:
    """A figure for each cell; what names the row is said of all."""
    cells = [read(piece.strip(" .")) for piece in _CELL.split(row) if piece.strip(" .")]
    labels = frozenset[str]().union(*(stems(cell.text) for cell in cells if not _quantities(cell)))
    when = tuple(d for cell in cells if not _quantities(cell) for d in cell.dates)
    for cell in cells:
        counted = _quantities(cell)
        if len(counted) == 1:
            named = stems(_NAMED.split(cell.text)[0])
            yield Item(counted[0], stems(cell.text) | labels, named - _numbers(named), (*when, *cell.dates), row)


def _of_prose(sentence: str) -> Iterator[Item]:
    before = frozenset[str]()
    for piece in _SEGMENTS.split(sentence):
        statement = read(piece.strip(" ."))
        if not statement.text:
            continue
        own = _own(statement)
        said = stems(statement.text) | (frozenset() if own else before)  # "8.2 percent in Lorne in May and 6.7 in June"
        before = own or before
        if any(compared(statement.text)):
            continue  # "20,000 more than in 2019" gives a difference
        counted = [(f, _column(f, statement.text)) for f in _quantities(statement)]
        for figure, column in counted:
            if [other for _, other in counted].count(column) == 1:
                yield Item(figure, said, column, statement.dates)
        hours = [f for f in statement.figures if f.time]
        moments: list[Figure | When] = [*hours] if hours else [d for d in statement.dates if not d.until]
        if len(moments) == 1:
            yield Item(moments[0], said)


def _own(statement: Statement) -> frozenset[str]:
    """The stems outside figures and dates: what the stretch itself speaks of."""
    spans = [f.span for f in statement.figures] + [d.span for d in statement.dates]
    kept = (w for w in words(statement.text) if not any(s.overlaps(w.span) for s in spans))
    return frozenset(stem(w.text) for w in kept if w.text not in _EMPTY and len(w.text) > 1)


def _column(figure: Figure, text: str) -> frozenset[str]:
    """The unit of a figure, or the stem of what it counts, where that stands right behind it."""
    if figure.unit:
        return frozenset([figure.unit])
    behind = [stem(w.text) for w in words(text[figure.span.end :])[:2]]
    return frozenset([figure.noun]) if figure.noun in behind else frozenset()


def _quantities(statement: Statement) -> list[Figure]:
    return [f for f in statement.figures if f.kind == "quantity" and f.qualifier is not Qualifier.RANGE]


def _numbers(told: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in told if word[0].isdigit())


def stems(text: str) -> frozenset[str]:
    """The stems of a text's words, numbers and single capitals among them ("Team B"), without the emptiest."""
    kept = (w for w in words(text) if w.text not in _EMPTY or w.span.of(text).isupper())
    return frozenset(stem(w.text) for w in kept)
