"""Saying that the sources do not say, or perhaps not, and in what the nearest passages fall short."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.judge import Ground
from rag.phrases import phrase
from rag.types import Note, NoteKind, Span

EVEN = 0.5  # confidence from which the nearest passages are likelier than not to answer: "the sources do not say" would say too much


def silence(ground: Ground, language: str) -> Note:
    """The refusal in words: the parts of the question that no passage covers, when they can be named.

    Where the nearest passages are likelier than not to answer, and no name, figure or group is missing, another word for a deed ("popping"
    pills) does not make the sources silent.
    """
    near = ground.confidence >= EVEN
    if ground.missing:
        of_matter = bool(ground.unmet) or any(map(str.isdigit, "".join(ground.missing)))
        key = "refused_near_missing" if near and not of_matter else "refused_missing"
        text = phrase(key, language, missing=_quoted(ground.missing, language))
    else:
        text = phrase("refused_near" if near else "refused_weak", language)
    return Note(NoteKind.REFUSED, text, Span(0, len(text)))


def unsure(ground: Ground, language: str) -> str:
    """What an answer of quotes says first where they may be none: the names that no passage has, if any; "" where it is sure."""
    if ground.unmet:
        return phrase("unmet", language, missing=_quoted(ground.unmet, language))
    return "" if ground.sure else phrase("unsure", language)


def untold(ground: Ground, language: str) -> str:
    """What an answer by years says first: which years no passage answers; "" where there is none."""
    return phrase("untold", language, years=_listed(ground.untold, language)) if ground.untold else ""


def _quoted(words: Sequence[str], language: str) -> str:
    return _listed([f"“{word}”" for word in words], language)


def _listed(words: Sequence[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(words)
