"""All that a brief asks of the rest of the house: passages for a question, what nothing answers, where editors point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from rag.answer.conflicts import in_the_seed, words_deciding
from rag.answer.enough import enough
from rag.assemble import Parts
from rag.case import LedgerClaim, Side
from rag.case.places import place_of
from rag.sources import Passage, Source, Span
from rag.text.fold import language_of

Vectors = npt.NDArray[np.float32]
SURE = 0.8  # confidence in an answer from which a brief speaks of its topic: it has no word of doubt to open with
NEAR, ALIKE, SILENT = 1000, 0.9, 6  # known questions around a topic; cosine of two that ask the same; silences named
Floats = npt.NDArray[np.float64]
STANDS_FOR, TIER = 0.5, 0.1  # in standard deviations of the scores: to stand for one more passage; a step down in tiers


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a passage that may stand in a brief; ``span`` is in the source's stored text."""

    passage: Passage
    span: Span
    source: Source
    score: float = field(default=0.0, compare=False)  # how near it is to the topic

    @property
    def text(self) -> str:
        """The exact words."""
        return self.passage.words(self.span)

    @property
    def locator(self) -> str:
        """Where they stand in the source."""
        return place_of(self.passage, self.span)


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


def in_seed(claim: LedgerClaim, parts: Parts) -> Quote | None:
    """The sentence of the article that makes the claim."""
    said = in_the_seed(claim, parts.index)
    return Quote(said.passage, said.span, parts.index.sources[said.passage.source_id]) if said else None


def deciding(claim: LedgerClaim, parts: Parts) -> Iterator[Quote]:
    """The words that decide the claim, as the ledger lists them."""
    for passage in _named(claim, parts):
        yield Quote(passage, words_deciding(claim, passage, parts.index), parts.index.sources[passage.source_id])


def saying(side: Side, parts: Parts) -> Iterator[Quote]:
    """The words that an editor puts on a side of a dispute: a whole passage, or the place of it that is named."""
    for passage in _named(side, parts):
        span = next((s for s in side.parts_of(passage.id) if passage.span.overlaps(s)), passage.span)
        inside = Span(max(span.start, passage.span.start), min(span.end, passage.span.end))
        yield Quote(passage, inside, parts.index.sources[passage.source_id])


def _named(one: Side | LedgerClaim, parts: Parts) -> Iterator[Passage]:
    rows = parts.index.row_of
    return (parts.index.passages[rows[name]] for name in one.fact_ids if name in rows)


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
