"""The rows that answer a question, put before the passages that were found: a ranker of passages hardly tells rows apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from rag.gloss import gloss
from rag.logistic import Logistic
from rag.question import language_of
from rag.rows.ends import of_two_years
from rag.rows.match import FEATURES, match, named_in
from rag.rows.most import CERTAIN, most, yearly
from rag.rows.phrasing import phrasing
from rag.rows.table import Table, tables_of
from rag.store import Index
from rag.types import Hit, Passage, Sentence, Span

ROW = "row"  # of a hit's score: what it has for rows that are named
ABOVE = 10.0  # on the ranker's scale of standard scores, times the confidence: above all other passages
FILE = Path(__file__).parents[1] / "data" / "rows.json"


class RowFit(Logistic):
    """A logistic model over FEATURES; its threshold is the confidence (0..1) from which rows are taken to answer."""

    def confidence(self, features: Sequence[float]) -> float:
        """The probability that rows with these features answer."""
        return 1 / (1 + math.exp(-max(-500.0, min(500.0, self.odds_of(FEATURES, features)))))


@dataclass(frozen=True, slots=True)
class Named:
    """Rows that a question names, each with the row of the index that its passage is in and its span in the source; none where
    they are of another time. ``reckoned``: they have the most or the fewest of what it asks for."""

    rows: tuple[tuple[int, Span], ...]
    confidence: float
    reckoned: bool = False


class Rows:
    """The tables of an index; they are put together when the first question comes.

    ``known`` tells of a term whether the index has it.
    """

    def __init__(self, index: Index, known: Callable[[str], bool]) -> None:
        self._index = index
        self._known = known

    @cached_property
    def _tables(self) -> list[Table]:
        return list(tables_of(self._index))

    @cached_property
    def _passages(self) -> frozenset[str]:
        return frozenset(self._index.passages[row].id for table in self._tables for row, _ in table.rows)

    def hold(self, passage: Passage) -> bool:
        """True for rows of a table of figures: whether they answer is told by ``named``."""
        return passage.id in self._passages

    def named(self, question: str, only: Collection[str] = ()) -> Named | None:
        """The rows that answer ``question`` best, of the sources in ``only`` or of all; None where no word names any."""
        held = ((t, self._held(question, t)) for t in self._tables if not only or t.source_id in only)
        found = [(t, n) for t, n in held if n]
        best = max(((n.reckoned, n.confidence) for _, n in found), default=None)
        alike = [(t, n) for t, n in found if (n.reckoned, n.confidence) == best]
        if len(alike) < 2:
            return alike[0][1] if alike else None
        return max(alike, key=lambda one: named_in(self._asked(question, one[0]), one[0]))[1]

    def first(self, question: str, hits: Sequence[Hit], only: Collection[str] = ()) -> list[Hit]:
        """``hits`` (best first), but for rows only those that answer: before the others, with the part ROW. Where the rows that the
        question names do not answer, all rows stay with a part of 0, and behind the prose where no row is of its time and matter; where it
        names none, all stays as it is."""
        named = self.named(question, only)
        if named is None:
            return list(hits)
        if named.confidence < fitted().threshold:
            less = 0.0 if named.rows else ABOVE
            held = [
                replace(h, score=h.score - less, parts={**h.parts, ROW: 0.0}) if self.hold(h.passage) else h
                for h in hits
            ]
            return sorted(held, key=lambda h: -h.score) if less else held
        found = {hit.passage.id: hit for hit in hits}
        more = round(ABOVE * named.confidence, 4)
        spans: dict[int, list[Sentence]] = {}
        for row, span in named.rows:
            spans.setdefault(row, []).append(Sentence(span, named.confidence))
        before = []
        for row, sentences in spans.items():
            passage = self._index.passages[row]
            hit = found.pop(passage.id, Hit(passage, 0.0))
            parts = {**hit.parts, ROW: more}
            before.append(replace(hit, score=hit.score + more, parts=parts, sentences=tuple(sentences)))
        prose = [hit for hit in found.values() if not self.hold(hit.passage)]
        return [*before, *prose][: max(len(hits), 1)]

    def _held(self, question: str, table: Table) -> Named | None:
        """The question held against a table. One that is told word by word may lose that it asks for a reason or a person: it is read as it
        was put."""
        as_put, question = question, self._asked(question, table)
        glossed = question != as_put
        if question and (rows := most(question, table) or yearly(question, table) or of_two_years(question, table)):
            return Named(tuple(table.rows[n] for n in rows), CERTAIN, True)
        found = match(question, table, glossed) if question else None
        if found is None:
            return None
        if glossed and phrasing(language_of(as_put)).reason.search(as_put):
            return Named((), 0.0)
        confidence = fitted().confidence(found.features) if found.rows else 0.0
        return Named(tuple(table.rows[n] for n in found.rows), confidence)

    def _asked(self, question: str, table: Table) -> str:
        """The question as a table is asked it: word by word in English where only the table is English, "" where neither language helps."""
        language = language_of(question)
        if language == table.language:
            return question
        return gloss(question, language, self._known) if table.language == "en" else ""


def row_confidence(hits: Sequence[Hit]) -> float:
    """How sure it is that a row of a table answers; 0 where none was found to."""
    return hits[0].parts.get(ROW, 0.0) / ABOVE if hits else 0.0


def prose(hits: Sequence[Hit]) -> list[Hit]:
    """``hits`` without rows of tables: none where a row answers, and rows that do not bear out and deny nothing."""
    return [] if row_confidence(hits) else [h for h in hits if ROW not in h.parts]


@cache
def fitted() -> RowFit:
    """The fit that is shipped."""
    return RowFit.model_validate_json(FILE.read_bytes())
