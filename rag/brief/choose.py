"""Which passages a brief takes: near to the topic, standing for as many others as can be.

The choice is greedy on a sum that grows ever less with more of the same (facility location, after Lin and Bilmes 2011):
a passage counts by its nearness to the topic and by how well it stands for passages that none of the taken resembles.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rag.brief.house import Quote, Vectors

Floats = npt.NDArray[np.float64]
STANDS_FOR, TIER = 0.5, 0.1  # in standard deviations of the scores: to stand for one more passage; a step down in tiers


def chosen(quotes: Sequence[Quote], vectors: Vectors, most: int) -> list[int]:
    """The places of at most ``most`` quotes, in the order in which they were taken; ``vectors``: one each."""
    if not quotes:
        return []
    like = likeness(vectors)
    scores = np.array([q.score for q in quotes])
    spread = float(scores.std()) or 1.0
    own = (scores - scores.mean()) / spread - TIER * np.array([q.source.tier.rank for q in quotes])
    near = (scores - scores.min()) / (float(np.ptp(scores)) or 1.0) if np.ptp(scores) else np.ones(len(quotes))
    covered, free = np.zeros(len(quotes)), np.ones(len(quotes), bool)
    taken: list[int] = []
    while free.any() and len(taken) < most:
        gains = np.maximum(like - covered, 0.0) @ near
        best = int(np.argmax(np.where(free, own + STANDS_FOR * gains, -np.inf)))
        free[best] = False
        taken.append(best)
        covered = np.maximum(covered, like[best])
    return taken


def likeness(vectors: Vectors) -> Floats:
    """Cosines of the vectors seen from their common middle, none below zero."""
    centred = np.asarray(vectors, np.float64) - np.mean(vectors, axis=0)
    length = np.linalg.norm(centred, axis=1, keepdims=True)
    unit = centred / np.where(length > 0, length, 1.0)
    return np.asarray(np.maximum(unit @ unit.T, 0.0), np.float64)
