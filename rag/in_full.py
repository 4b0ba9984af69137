"""A question as it is answered: read plainly, its dates told in words, and of a follow-up what it points back to spelled out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from rag.question.in_full import DEEP
from rag.asker import matter_of
from rag.dated import dated
from rag.framed import asked_in
from rag.question import Turn


class Complete(Protocol):
    """Makes a whole question of one that leans on the turns before it."""

    def __call__(self, question: str, history: Sequence[Turn], *, longest: int) -> str:
        """The question in full, of at most ``longest`` characters where a model writes it."""
        ...


def in_full(
    question: str,
    history: Sequence[Turn],
    spelling: Callable[[str], str],
    knows: Callable[[str], bool],
    complete: Complete,
    longest: int,
) -> str:
    """The question in full, of at most ``longest`` characters: what would be longer is asked alone."""
    back = [turn.within(longest) for turn in history[-DEEP:]]
    texts = (question, *(turn.question for turn in back))
    asked, *before = (dated(asked_in(matter_of(spelling(text), knows))) for text in texts)
    turns = [replace(turn, question=text) for turn, text in zip(back, before, strict=True)]
    full = complete(asked, turns, longest=longest)
    return full if len(full) <= longest else asked
