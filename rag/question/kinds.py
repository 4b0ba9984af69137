"""What kind of question it is: one that we decline or answer in our own voice, and what kind of answer any other seeks.

Told by linear classifiers over the question's vector, fitted to examples that people wrote: rag/data/declined.json by ``python -m
evals.declined``, rag/data/sought.json by ``python -m evals.sought``.
"""

from collections.abc import Collection
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.common.strict import Strict
from rag.models.embedder import Embedder, choose_embedder
from rag.phrases import phrase
from rag.sources import Kind, Source, Span
from rag.types import Note, NoteKind

Floats = npt.NDArray[np.float64]


class Probe(Strict):
    """One embedder's classifier: a row of weights and a bias for each kind, and what its scores or shares are held against."""

    weights: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]
    least: tuple[float, ...]

    def scores(self, vector: npt.NDArray[np.float32]) -> Floats:
        """How well ``vector`` fits each kind: shape (kinds,)."""
        return np.asarray(np.array(self.weights) @ vector + np.array(self.bias))


class Probes(Strict):
    """A classifier for each embedder that comes with the packages."""

    made: str
    probes: dict[str, Probe]

    def reading(self, question: str, embedder: Embedder) -> tuple[Probe, npt.NDArray[np.float32]]:
        """The classifier and the vector of ``question``; an endpoint's vectors are not known here, the shipped embedder's stand in."""
        by = embedder if embedder.id in self.probes else choose_embedder("auto")
        return self.probes[by.id], by.questions([question])[0]


@cache
def read_probes(file: Path) -> Probes:
    """The fitted classifiers of a file."""
    return Probes.model_validate_json(file.read_bytes())


SOUGHT = Path(__file__).parents[1] / "data" / "sought.json"
FIGURE, DATE, YES_NO = "figure", "date", "yes-no"
SOUGHT_KINDS = (FIGURE, DATE, YES_NO)


def sought(question: str, embedder: Embedder) -> str:
    """One of SOUGHT_KINDS; "" for anything else, and where it is not sure."""
    probe, vector = read_probes(SOUGHT).reading(question, embedder)
    found = zip(SOUGHT_KINDS, probe.scores(vector), probe.least, strict=True)
    return next((kind for kind, score, least in found if score >= least), "")


DECLINED = Path(__file__).parents[1] / "data" / "declined.json"
WELCOMED = ("about", "greeting")
DECLINED_KINDS = ("emergency", "harm", "task", *WELCOMED)


def kind_of(probe: Probe, vector: npt.NDArray[np.float32]) -> str:
    """The likeliest of DECLINED_KINDS; "" for a question to the sources, which comes before them in ``probe`` with the least chance that it must have."""
    scores = probe.scores(vector)
    shares = np.exp(scores - scores.max())
    likely = DECLINED_KINDS[int(shares[1:].argmax())]
    return likely if shares[0] / shares.sum() < probe.least[0] else ""


def declined(
    question: str, language: str, embedder: Embedder, before: str = "", sources: Collection[Source] = ()
) -> Note | None:
    """What to say in our own voice, or None for a question to the sources; ``before``: the question that a follow-up leans on,
    ``sources``: those of the case, which a question about this page is told of."""
    for text in filter(None, (question, before and f"{before} {question}")):
        if key := kind_of(*read_probes(DECLINED).reading(text, embedder)):
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
