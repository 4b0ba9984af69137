"""A pair that the judge learns from: a question beside a passage, or a claim beside evidence, with its label."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

NOT_SUPPORTED = 3  # of a claim: left open or contradicted, and it is not known which


class Task(IntEnum):
    """Which head of the judge is asked."""

    QUESTION = 0
    CLAIM = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """``first`` is the question or claim, ``second`` what it is held against, ``label`` a column of the judge or NOT_SUPPORTED."""

    task: Task
    first: str
    second: str
    label: int
    language: str = "en"
