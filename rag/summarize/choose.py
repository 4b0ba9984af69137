"""Which candidates a brief takes: near to the topic, standing for as many others as can be, on every question, nothing twice.

The choice is greedy on a sum that grows ever less with more of the same (facility location, after Lin and Bilmes 2011):
a candidate counts by its nearness to the topic and by how well it stands for candidates that none of the taken resembles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rag.models.embedder import Vectors
from rag.summarize.gather import Candidate
from rag.summarize.repeats import repeats

Floats = npt.NDArray[np.float64]
# In standard deviations of the scores: what standing for one more candidate is worth, what all of a brief's quotes on
# one question cost its next one, a step down in tiers. Round numbers; docs/summaries.md says how flat the result is.
STANDS_FOR, ONE_QUESTION, TIER = 0.5, 4.0, 0.1


def choose(candidates: Sequence[Candidate], vectors: Vectors, most: int) -> list[Candidate]:
    """At most ``most`` candidates, in the order in which they were taken; ``vectors``: one a candidate."""
    if not candidates:
        return []
    likeness = _likeness(vectors)
    scores = np.array([c.score for c in candidates])
    near = _scaled(scores)
    own = (scores - scores.mean()) / (scores.std() or 1.0) - np.array([TIER * c.source.tier.rank for c in candidates])
    covered = np.zeros(len(candidates))
    free = np.ones(len(candidates), bool)
    kinds: Counter[str] = Counter()
    taken: list[int] = []
    while free.any() and len(taken) < most:
        gains = np.maximum(likeness - covered, 0.0) @ near
        again = np.array([ONE_QUESTION * kinds[c.reading.kind] / most for c in candidates])
        best = int(np.argmax(np.where(free, own + STANDS_FOR * gains - again, -np.inf)))
        free[best] = False
        if any(repeats(candidates[best].gist, candidates[i].gist) for i in taken):
            continue
        taken.append(best)
        covered = np.maximum(covered, likeness[best])
        kinds[candidates[best].reading.kind] += 1
    return [candidates[i] for i in taken]


def _likeness(vectors: Vectors) -> Floats:
    """Cosines of the vectors seen from their common middle, none below zero."""
    centred = np.asarray(vectors, np.float64) - np.mean(vectors, axis=0)
    length = np.linalg.norm(centred, axis=1, keepdims=True)
    unit = centred / np.where(length > 0, length, 1.0)
    return np.asarray(np.maximum(unit @ unit.T, 0.0), np.float64)


def _scaled(scores: Floats) -> Floats:
    """The scores between 0 and 1."""
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / (high - low) if high > low else np.ones(len(scores))
