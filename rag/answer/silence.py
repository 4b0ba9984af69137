"""Saying that the sources do not say, and in what the nearest passages fall short."""

from __future__ import annotations

from rag.answer.judge import Ground
from rag.phrases import phrase
from rag.types import Note, NoteKind, Span


def silence(ground: Ground, language: str) -> Note:
    """The refusal in words: the parts of the question that no passage covers, when they can be named."""
    if ground.missing:
        quoted = ("、" if language == "zh" else ", ").join(f"“{part}”" for part in ground.missing)
        text = phrase("refused_missing", language, missing=quoted)
    else:
        text = phrase("refused_weak", language)
    return Note(NoteKind.REFUSED, text, Span(0, len(text)))
