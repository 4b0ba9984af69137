"""What is not a question to the sources: an emergency, a call for help with harm, a greeting, a task.

Told by a linear classifier over the question's vector (rag/data/declined.json), fitted by ``python -m evals.declined`` to
examples that people wrote. An emergency comes before anything else.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rag.models.embedder import Embedder
from rag.phrases import phrase
from rag.question.probe import Probes, read_probes
from rag.types import Note, NoteKind, Span

FILE = Path(__file__).parents[1] / "data" / "declined.json"
KINDS = ("emergency", "harm", "task", "greeting")  # keys of the phrases that are said


@cache
def probes() -> Probes:
    """The fitted classifiers."""
    return read_probes(FILE)


def declined(question: str, language: str, embedder: Embedder, before: str = "") -> Note | None:
    """What to say instead of an answer, or None for a question to the sources; ``before``: the question that a follow-up leans on."""
    for text in filter(None, (question, before and f"{before} {question}")):
        if key := probes().kind(text, embedder, KINDS):
            text = phrase(key, language)
            kind = NoteKind.EMERGENCY if key == "emergency" else NoteKind.DECLINED
            return Note(kind, text, Span(0, len(text)))
    return None
