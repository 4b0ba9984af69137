"""The first hits put in order by what the reader finds when it reads each beside the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from rag.reading import FIRST, PART
from rag.retrieve.views import Floats
from rag.types import Hit

READ = 0.4  # of the log-odds, on the ranker's scale of standard scores
# A question and rows in, the log-odds that each speaks of what is asked out.
Spoken = Callable[[str, Sequence[int]], Floats]


def reordered(question: str, hits: Sequence[Hit], rows: Sequence[int], spoken: Spoken) -> list[Hit]:
    """``hits`` (best first, in ``rows`` of the index) with those that are read in a new order; their scores have the part "read".

    None leaves the first and none comes in, so that what is found stays as it is.
    """
    odds = READ * spoken(question, rows[:FIRST])
    read = [
        replace(hit, score=hit.score + float(more), parts={**hit.parts, PART: round(float(more), 4)})
        for hit, more in zip(hits[:FIRST], odds, strict=True)
    ]
    turned = np.argsort([-hit.score for hit in read], kind="stable")
    return [*(read[i] for i in turned), *hits[FIRST:]]
