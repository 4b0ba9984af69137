"""The words that put right what a question takes for granted: which passage stands first where its premise is corrected or doubted.

How far the reader finds that a passage denies it tells that, and as much how high the passage ranks: what denies something else than
is asked puts nothing right. What only the reader finds, or of a language that it cannot read only the known questions, is said as a doubt:
that the sources may see it otherwise, and their words follow. There a name that no source has is put right, too, where it alone is amiss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from rag.answer.draft import Correction, Doubt, Pick
from rag.answer.judge import Ground
from rag.answer.weighed import LEAST, Weight
from rag.models.reader import DENIES, Shares
from rag.types import Hit, Kind, Source

RANKED = 0.5  # of a passage's score, beside the logarithm of the share that denies
TELLS_THE_REST = 0.4  # confidence from which passages without a name that a question has may well tell the rest of it
PLAINER = 1.0  # how much more another must tell to stand before what a check found

_SUPPOSES = re.compile(r"\W*(?:if|si|suponiendo|imaginemos)\b|\W*(?:如果|假如|假设|要是)", re.IGNORECASE)


def doubted(
    hits: Sequence[Hit], shares: Shares, sources: Mapping[str, Source], weight: Weight = Weight.FULL
) -> Doubt | None:
    """A doubt that counts so much, where in full with the passage that puts it right and is not of the seed; the first where none was read."""
    if weight < Weight.FULL:
        return Doubt() if weight else None
    told = _told(hits[: len(shares)], shares, sources)
    passage = hits[int(told.argmax()) if len(told) else 0].passage
    return Doubt(Pick(passage, passage.span), weight is Weight.PLAIN)


def unread(hits: Sequence[Hit], sources: Mapping[str, Source], weight: Weight = Weight.FULL) -> Doubt | None:
    """A doubt that counts so much where nothing was read, where in full with the first of ``hits`` that is not of the seed."""
    if weight < Weight.FULL:
        return Doubt() if weight else None
    return Doubt(_first_of_others(hits, sources), weight is Weight.PLAIN)


def _first_of_others(hits: Sequence[Hit], sources: Mapping[str, Source]) -> Pick:
    own = (hit.passage for hit in hits if sources[hit.passage.source_id].kind is not Kind.SEED)
    passage = next(own, hits[0].passage)
    return Pick(passage, passage.span)


def unheard(
    question: str, premise: str, hits: Sequence[Hit], sources: Mapping[str, Source], ground: Ground
) -> Correction | None:
    """What a question would be refused for, where that is a name that no source has and the passages may well tell the rest: "why did Vietnam
    ban it", where China did; None where the question takes nothing for granted, or only supposes it.
    """
    names = sorted(ground.unmet, key=question.find)
    if ground.enough or not names or ground.confidence < TELLS_THE_REST or not premise or _SUPPOSES.match(question):
        return None
    whole = next((text for text in (premise, question.strip(" ¿?？")) if names[0] in text), question)
    point = " ".join(names) if " ".join(names) in whole else names[0]
    return Correction(whole, point, True, _first_of_others(hits, sources), by="unheard", sure=True)


def plainer(found: Correction, hits: Sequence[Hit], shares: Shares, sources: Mapping[str, Source]) -> Correction:
    """``found`` with the passage that puts right what the question takes for granted, where that tells more than the one by which a
    check found it wrong.

    ``shares``: shape (passages, 3), of the reader, of the first ``hits``; NaN where it could not read. What is settled stands as it is, and an
    editor's word that no hit has.
    """
    places = [n for n, hit in enumerate(hits) if hit.passage.id == found.deciding.passage.id]
    if found.settled or not places or not len(shares):
        return found
    told = _told(hits, shares, sources)
    best = int(told[: len(shares)].argmax())
    if told[best] > told[places[0]] + PLAINER:
        passage = hits[best].passage
        return replace(found, plainer=Pick(passage, passage.span))
    return found


def _told(hits: Sequence[Hit], shares: Shares, sources: Mapping[str, Source]) -> npt.NDArray[np.float64]:
    """Shape (hits,): how much speaks for it that each puts it right; nothing for the seed, which is in question itself.

    What was not read denies least.
    """
    denies = np.full(len(hits), LEAST)
    denies[: len(shares)] = np.nan_to_num(shares[:, DENIES]).clip(LEAST)
    told: npt.NDArray[np.float64] = np.log(denies) + RANKED * np.array([hit.score for hit in hits])
    told[[sources[hit.passage.source_id].kind is Kind.SEED for hit in hits]] = -np.inf
    return told
