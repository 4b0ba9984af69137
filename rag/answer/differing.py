"""The answer to a question about where the sources differ as a whole: disputes on file, each with the words of two of its sides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rag.answer.draft import Pick
from rag.answer.examined import Examined
from rag.answer.of_disputes import of_disputes
from rag.answer.tally import MOST_DISPUTES, tally_of_disputes
from rag.answer.unjudged import Unjudged
from rag.corpus import Dispute
from rag.in_seed import Place, words_of_side
from rag.store import Index
from rag.types import NoteKind


@dataclass(frozen=True, slots=True)
class Opposed:
    """A dispute with the words of two of its sides."""

    dispute: Dispute
    one: Pick
    other: Pick

    @property
    def source_ids(self) -> frozenset[str]:
        """The sources of both."""
        return frozenset((self.one.passage.source_id, self.other.passage.source_id))


@dataclass(frozen=True, slots=True)
class Differing:
    """How many disputes the case lists, and some of them in its order: of as many sources as may be."""

    count: int
    shown: tuple[Opposed, ...]
    kind = NoteKind.DISPUTES  # of the note

    def note(self, language: str) -> str:
        """The sentence of our own that opens the answer."""
        return tally_of_disputes(self.count, len(self.shown), language)

    @property
    def picks(self) -> list[Pick]:
        """The quotes in order, both sides of a dispute together, and none twice."""
        return list(dict.fromkeys(pick for each in self.shown for pick in (each.one, each.other)))

    @property
    def disputed(self) -> list[tuple[Dispute, Place, Place]]:
        """Each that is shown with its two places."""
        return [
            (each.dispute, (each.one.passage, each.one.span), (each.other.passage, each.other.span))
            for each in self.shown
        ]


Whole = Examined | Differing | Unjudged  # an answer about the case as a whole, from what its editors wrote down


def differing(question: str, index: Index, only: Collection[str] = ()) -> Differing | None:
    """The disputes that are shown where ``question`` asks for all; None where it does not, or there are none between sources of
    ``only``."""
    if not index.disputes or not of_disputes(question):
        return None
    opposed = [found for dispute in index.disputes if (found := _opposed(dispute, index, only))]
    return Differing(len(index.disputes), _various(opposed)) if opposed else None


def _various(opposed: Sequence[Opposed]) -> tuple[Opposed, ...]:
    """As many as are shown, in their order: each time the first that brings most sources which none before it has."""
    left, seen, taken = list(range(len(opposed))), set[str](), list[int]()
    while left and len(taken) < MOST_DISPUTES:
        best = max(left, key=lambda n: len(opposed[n].source_ids - seen))  # the first of equals
        left.remove(best)
        taken.append(best)
        seen |= opposed[best].source_ids
    return tuple(opposed[n] for n in sorted(taken))


def _opposed(dispute: Dispute, index: Index, only: Collection[str]) -> Opposed | None:
    """The best words of the first two sides that have any, the second's of another source than the first's where one is there."""
    sides = [found for side in dispute.sides if (found := words_of_side(dispute, side, index, only))]
    if len(sides) < 2:
        return None
    one = sides[0][0]
    others = [place for side in sides[1:] for place in side]
    other = min(others, key=lambda place: place[0].source_id == one[0].source_id)
    return Opposed(dispute, Pick(*one), Pick(*other))
