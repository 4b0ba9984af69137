"""The first hits put in order by what the reader finds when it reads each beside the question, and by what their form tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from rag.reading import EVEN, FORM, PART, READ
from rag.retrieve.views import Floats
from rag.types import Hit

REACH = 20  # hits, the best, that are read
# A question and rows in, the log-odds that each speaks of what is asked out; or what each loses.
Spoken = Callable[[str, Sequence[int]], Floats]


def reordered(question: str, hits: Sequence[Hit], rows: Sequence[int], spoken: Spoken, suits: Spoken) -> list[Hit]:
    """``hits`` (best first, in ``rows`` of the index) with those within reach in a new order; their scores have the parts "read" and "form"."""
    near = rows[:REACH]
    odds, lost = EVEN + READ * spoken(question, near), suits(question, near)
    read = [
        replace(
            hit,
            score=hit.score + float(more + less),
            parts={**hit.parts, PART: round(float(more), 4), FORM: round(float(less), 4)},
        )
        for hit, more, less in zip(hits[:REACH], odds, lost, strict=True)
    ]
    turned = np.argsort([-hit.score for hit in read], kind="stable")
    return [*(read[i] for i in turned), *hits[REACH:]]
