"""What is not a question to the sources: an emergency, a call for help with harm, a task, a question about this page, a greeting.

Told by a linear classifier over the question's vector (rag/data/declined.json), fitted by ``python -m evals.declined`` to
examples that people wrote.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from rag.models.embedder import Embedder, choose_embedder
from rag.phrases import phrase
from rag.types import Kind, Note, NoteKind, Source, Span

FILE = Path(__file__).parents[1] / "data" / "declined.json"
WELCOMED = ("about", "greeting")
KINDS = ("emergency", "harm", "task", *WELCOMED)


class Probe(BaseModel):
    """One embedder's classifier: a row of weights and a bias for a question to the sources and for each of KINDS, and how unlikely the
    first must be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]
    below: float  # chance of being a question to the sources under which it is none

    def kind(self, vector: npt.NDArray[np.float32]) -> str:
        """The likeliest kind; "" for a question to the sources."""
        scores = np.array(self.weights) @ vector + np.array(self.bias)
        shares = np.exp(scores - scores.max())
        likely = KINDS[int(shares[1:].argmax())]
        return likely if shares[0] / shares.sum() < self.below else ""


class Probes(BaseModel):
    """A classifier for each embedder that comes with the packages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    made: str
    probes: dict[str, Probe]


@cache
def probes() -> Probes:
    """The fitted classifiers."""
    return Probes.model_validate_json(FILE.read_bytes())


def declined(
    question: str, language: str, embedder: Embedder, before: str = "", sources: Collection[Source] = ()
) -> Note | None:
    """What to say in our own voice, or None for a question to the sources; ``before``: the question that a follow-up leans on,
    ``sources``: those of the case, which a question about this page is told of."""
    known = probes().probes
    judged_by = (
        embedder if embedder.id in known else choose_embedder("auto")
    )  # an endpoint's vectors are not known here
    probe = known[judged_by.id]
    for text in filter(None, (question, before and f"{before} {question}")):
        if key := probe.kind(judged_by.questions([text])[0]):
            kind = {"emergency": NoteKind.EMERGENCY, **dict.fromkeys(WELCOMED, NoteKind.ABOUT)}.get(
                key, NoteKind.DECLINED
            )
            said = of_this_page(sources, language) if kind is NoteKind.ABOUT else phrase(key, language)
            return Note(kind, said, Span(0, len(said)))
    return None


def of_this_page(sources: Collection[Source], language: str) -> str:
    """What can be asked here, and of what: said to a greeting, too."""
    articles = [source.title for source in sources if source.kind is Kind.SEED and source.title]
    if len(articles) == 1:
        return phrase("about_article", language, title=articles[0], count=str(len(sources) - 1))
    return phrase("about", language, count=str(len(sources)))
