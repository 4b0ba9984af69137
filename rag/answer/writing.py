"""What every engine is given and gives back: a task and a checker in, events and a written answer out."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from rag.answer.differing import Whole
from rag.answer.draft import Correction, Doubt, Draft
from rag.answer.listed import Listed
from rag.events import ClaimChecked, Delta
from rag.meter import Meter
from rag.types import Answer, Claim, Hit, Verdict

if TYPE_CHECKING:
    from rag.answer.engine import QuotingEngine

Events = Delta | ClaimChecked


@dataclass(frozen=True, slots=True)
class Task:
    """The question in full, the passages found for it, its language, and the false premise to correct or to doubt first, if any.

    ``unsure``: what the answer says first where the passages may not answer the question. ``named``: what it says first where they
    are those in which a name stands. ``untold``: what it says first where some of the years are not told. ``listed``: the
    question is about the sources themselves, and what the list says of them comes first. ``examined``: it is about the article as a whole, or
    about where the sources differ.
    """

    question: str
    hits: tuple[Hit, ...]
    language: str = "en"
    premise: Correction | Doubt | None = None
    unsure: str = ""
    named: str = ""
    untold: str = ""
    listed: Listed | None = None
    examined: Whole | None = None


class Checker(Protocol):
    """Holds sentences against the stored sources; the same code for quotes and for a model's words."""

    def claim(self, claim: Claim) -> Verdict:
        """The verdict on a claim with its citations."""
        ...

    def sentence(self, text: str, numbers: Sequence[int], hits: Sequence[Hit], language: str) -> Verdict:
        """The verdict on a sentence with ``[n]`` marks, n counting ``hits`` from 1: citations are found first."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """An answer with its verdicts, who wrote it, and what does not stand in it."""

    draft: Draft
    verdicts: tuple[Verdict, ...]
    mode: str = "quote"
    model: str = ""
    left_out: int = 0
    rewritten: int = 0
    withheld: int = 0

    def into(self, reply: Answer) -> Answer:
        """``reply`` with all this in it, answered."""
        return replace(
            reply,
            status="answered",
            text=self.draft.text,
            verdicts=self.verdicts,
            notes=self.draft.notes,
            mode=self.mode,
            model=self.model,
            left_out=self.left_out,
            rewritten=self.rewritten,
            withheld=self.withheld,
        )


class Engine(Protocol):
    """Finds passages and writes answers."""

    def find(self, question: str) -> tuple[Hit, ...]:
        """The passages for ``question``, best first."""
        ...

    def over(self, quoting: QuotingEngine) -> Engine:
        """The same engine on the passages that ``quoting`` finds."""
        ...

    def write(self, task: Task, check: Checker, meter: Meter) -> Generator[Events, None, Written]:
        """Events as the answer grows, each sentence checked as it closes; returns the whole."""
        ...


def is_struck(verdict: Verdict) -> bool:
    """True for a sentence that a reader must not take as an answer."""
    return verdict.status.struck
