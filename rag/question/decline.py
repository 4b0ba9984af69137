"""What is not a question to the sources: an emergency, a call for help with harm, a greeting, a task.

Told by a linear classifier over the question's vector (rag/data/declined.json), fitted by ``python -m evals.declined`` to
examples that people wrote. An emergency comes before anything else.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from rag.models.embedder import Embedder, choose_embedder
from rag.phrases import phrase
from rag.types import Note, NoteKind, Span

FILE = Path(__file__).parents[1] / "data" / "declined.json"
KINDS = ("emergency", "harm", "task", "greeting")  # keys of the phrases that are said


class Probe(BaseModel):
    """One embedder's classifier: a row of weights, a bias and a least score for each of KINDS."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]
    least: tuple[float, ...]

    def kind(self, vector: npt.NDArray[np.float32]) -> str:
        """The first kind whose score is reached; "" for a question to the sources."""
        scores = np.array(self.weights) @ vector + np.array(self.bias)
        return next((kind for kind, score, least in zip(KINDS, scores, self.least, strict=True) if score >= least), "")


class Probes(BaseModel):
    """A classifier for each embedder that comes with the packages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    made: str
    probes: dict[str, Probe]


@cache
def probes() -> Probes:
    """The fitted classifiers."""
    return Probes.model_validate_json(FILE.read_bytes())


def declined(question: str, language: str, embedder: Embedder, before: str = "") -> Note | None:
    """What to say instead of an answer, or None for a question to the sources; ``before``: the question that a follow-up leans on."""
    known = probes().probes
    judged_by = (
        embedder if embedder.id in known else choose_embedder("auto")
    )  # an endpoint's vectors are not known here
    probe = known[judged_by.id]
    for text in filter(None, (question, before and f"{before} {question}")):
        if key := probe.kind(judged_by.questions([text])[0]):
            text = phrase(key, language)
            kind = NoteKind.EMERGENCY if key == "emergency" else NoteKind.DECLINED
            return Note(kind, text, Span(0, len(text)))
    return None
