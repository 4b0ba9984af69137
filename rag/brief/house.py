"""All that a brief asks of the rest of the house: passages for a question, what nothing answers, where editors point."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from rag.answer.conflicts import words_of_side
from rag.answer.enough import enough
from rag.answer.writing import Pick
from rag.assemble import Parts
from rag.case import Dispute, Side
from rag.sources import Passage, Source
from rag.text.fold import language_of

Vectors = npt.NDArray[np.float32]
SURE = 0.8  # confidence in an answer from which a brief speaks of its topic: it has no word of doubt to open with
NEAR, ALIKE, SILENT = 1000, 0.9, 6  # known questions around a topic; cosine of two that ask the same; silences named
Floats = npt.NDArray[np.float64]
STANDS_FOR, TIER = 0.5, 0.1  # in standard deviations of the scores: to stand for one more passage; a step down in tiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Pick):
    """Words of a passage that may stand in a brief."""

    source: Source
    score: float = field(default=0.0, compare=False)  # how near it is to the topic


def as_quote(pick: Pick, parts: Parts, score: float = 0.0) -> Quote:
    """A stretch of a passage as a quote of its source."""
    return Quote(pick.passage, pick.span, source=parts.index.sources[pick.passage.source_id], score=score)


def answered(question: str, parts: Parts) -> bool:
    """True when the sources surely answer ``question``."""
    return enough(question, parts.find(question), parts.search, least=SURE).enough


def vectors_of(passages: Sequence[Passage], parts: Parts) -> Vectors:
    """The passages' unit vectors, a row each."""
    return np.asarray(parts.index.vectors[[parts.index.row_of[p.id] for p in passages]], np.float32)


def unanswered(topic: str, parts: Parts) -> list[str]:
    """Known questions of the case near ``topic`` that an editor found no answer to, nearest first."""
    known = parts.index.known
    if not known.questions:
        return []
    like = known.beside(parts.search.vector(topic))
    near = np.argsort(-like, kind="stable")[: min(NEAR, max(1, len(like) // 10))]
    told: list[int] = []
    for n in near[~np.isin(near, known.links[:, 0]) & ~known.wrong[near]].tolist():
        own = known.vectors[n].astype(np.float32)
        again = any(float(own @ known.vectors[m]) > ALIKE for m in told)
        same_language = language_of(known.questions[n]) == language_of(topic)
        if not again and same_language:
            told.append(n)
        if len(told) == SILENT:
            break
    return [known.questions[n] for n in told]


def saying(dispute: Dispute, side: Side, parts: Parts) -> list[Quote]:
    """The words that an editor puts on a side of a dispute."""
    return [as_quote(pick, parts) for pick in words_of_side(dispute, side, parts.index)]


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
