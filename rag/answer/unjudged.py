"""The answer to a question about the article as a whole where nobody has judged its claims yet: its sentences, each before what a source says that
comes nearest. That the two differ is claimed of none but those that code can tell."""

from __future__ import annotations

from dataclasses import dataclass

from rag.answer.draft import Pick
from rag.phrases import phrase
from rag.types import NoteKind, Passage, Span


@dataclass(frozen=True, slots=True)
class Beside:
    """A sentence of the article and the words of a source beside it; ``reason`` and ``basis`` where code finds that they differ, else ""."""

    said: Pick
    nearest: Pick
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Such pairs, those that differ first."""

    shown: tuple[Beside, ...]
    kind = NoteKind.UNJUDGED  # of the note

    def note(self, language: str) -> str:
        """The sentence of our own that opens the answer."""
        return phrase("unjudged", language)

    @property
    def picks(self) -> list[Pick]:
        """The quotes in order, the article's words first, and none twice."""
        return list(dict.fromkeys(pick for pair in self.shown for pick in (pair.said, pair.nearest)))

    @property
    def apart(self) -> list[tuple[tuple[Passage, Span], tuple[Passage, Span], str, str]]:
        """Those that differ, with the reason and its kind."""
        return [
            ((p.said.passage, p.said.span), (p.nearest.passage, p.nearest.span), p.reason, p.basis)
            for p in self.shown
            if p.basis
        ]
