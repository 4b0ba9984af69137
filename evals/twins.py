"""Pairs of questions in nearly the same words: one is wrong about something or has no answer, the other, its twin, is answered.

``evals/data/people/<case>.twins.jsonl``. They teach what makes the difference, where a question alone would teach how such questions sound.
"""

from __future__ import annotations

from enum import StrEnum

from evals.lines import Line, read_lines
from evals.people import FOLDER

SUFFIX = ".twins.jsonl"


class Kind(StrEnum):
    """What is amiss with the first of two."""

    FALSE_PREMISE = "false-premise"
    UNANSWERABLE = "unanswerable"


class Side(Line):
    """A question, the passages that answer it (or show what is wrong with it), and those that come near: of an unanswerable
    one such as look like an answer, of the others such as a fair judge might call one."""

    question: str
    evidence: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class Twins(Side):
    """A question that is wrong about something or has no answer, and its twin, which is answered."""

    id: str
    kind: Kind
    twin: Side


def twins_of(case: str) -> list[Twins]:
    """The pairs that are asked of a case; none where nobody wrote any."""
    file = FOLDER / f"{case}{SUFFIX}"
    return read_lines(file, Twins) if file.exists() else []
