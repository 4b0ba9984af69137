"""The words that deny most plainly what a question takes for granted: which passage stands first where its premise is corrected or doubted.

The reader tells it. What only the reader finds, or of a language that it cannot read only the known questions, is said as a doubt: that the
sources may see it otherwise, and their words follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from rag.answer.draft import Correction, Doubt, Pick
from rag.reader import DENIES, Shares
from rag.types import Hit, Kind, Source

PLAINLY = 0.6  # share from which a passage denies it


def doubted(hits: Sequence[Hit], shares: Shares, sources: Mapping[str, Source]) -> Doubt:
    """A doubt, with the passage that denies most and is not of the seed; the first where none was read."""
    denied = _denied(hits, shares, sources)
    passage = hits[int(denied.argmax()) if len(denied) else 0].passage
    return Doubt(Pick(passage, passage.span))


def unread(hits: Sequence[Hit], sources: Mapping[str, Source]) -> Doubt:
    """A doubt where nothing was read, with the first of ``hits`` that is not of the seed."""
    own = (hit.passage for hit in hits if sources[hit.passage.source_id].kind is not Kind.SEED)
    passage = next(own, hits[0].passage)
    return Doubt(Pick(passage, passage.span))


def plainer(found: Correction, hits: Sequence[Hit], shares: Shares, sources: Mapping[str, Source]) -> Correction:
    """``found`` with the passage that denies most plainly what the question takes for granted, where that by which a rule found
    it wrong does not. The seed, which is in question itself, decides nothing.

    ``shares``: shape (passages, 3), of the reader, of the first ``hits``; NaN where it could not read.
    """
    if found.settled:
        return found
    for place, hit in enumerate(hits[: len(shares)]):
        if hit.passage.id == found.deciding.passage.id and shares[place, DENIES] >= PLAINLY:
            return found
    denied = _denied(hits, shares, sources)
    if not len(denied) or denied.max() < PLAINLY:
        return found
    passage = hits[int(denied.argmax())].passage
    return replace(found, plainer=Pick(passage, passage.span))


def _denied(hits: Sequence[Hit], shares: Shares, sources: Mapping[str, Source]) -> Shares:
    """How far each hit that was read denies it; 0 for the seed."""
    own = [sources[hit.passage.source_id].kind is not Kind.SEED for hit in hits[: len(shares)]]
    return np.nan_to_num(shares[:, DENIES]) * own
