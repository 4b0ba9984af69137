"""An answer being written: a task and a checker in, events and a written answer out. Without a model it is made of quotes."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from rag.answer.draft import Draft, Pick, Writer
from rag.events import ClaimChecked, Delta
from rag.models.endpoint import Meter
from rag.types import Answer, Claim, Hit, NoteKind, Source, Verdict

Events = Delta | ClaimChecked


@dataclass(frozen=True, slots=True)
class Task:
    """The question in full, the passages found for it, the quotes that answer it and what the answer says first.

    ``wrong``: what the question takes for granted and an editor found contradicted. ``told``: it is about the article or the
    sources as a whole, and the case's lists answer: no model is asked.
    """

    question: str
    hits: tuple[Hit, ...]
    language: str = "en"
    picks: tuple[Pick, ...] = ()
    notes: tuple[tuple[NoteKind, str], ...] = ()
    wrong: str = ""
    told: bool = False


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
            reply, status="answered", text=self.draft.text, verdicts=self.verdicts, notes=self.draft.notes, mode=self.mode,
            model=self.model, left_out=self.left_out, rewritten=self.rewritten, withheld=self.withheld,
        )  # fmt: skip


class Engine(Protocol):
    """Writes answers."""

    def write(self, task: Task, check: Checker, meter: Meter) -> Generator[Events, None, Written]:
        """Events as the answer grows, each sentence checked as it closes; returns the whole."""
        ...


class QuotingEngine:
    """Writes in quotes: nothing is invented, no model is asked."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources

    def write(self, task: Task, check: Checker, meter: Meter) -> Generator[Events, None, Written]:
        """The quotes, then the verdict on each."""
        writer = Writer(task.language)
        writer.opening(task.notes)
        writer.quotes(task.picks, self._sources)
        draft = writer.draft()
        for piece in draft.pieces:
            yield Delta(piece)
        verdicts = []
        for place, claim in enumerate(draft.claims):
            verdicts.append(check.claim(claim))
            yield ClaimChecked(verdicts[-1], place, claim.span.end)
        return Written(draft, tuple(verdicts))


def is_struck(verdict: Verdict) -> bool:
    """True for a sentence that a reader must not take as an answer."""
    return verdict.status.struck
