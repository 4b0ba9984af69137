"""What kind of question it is: one that we decline or answer in our own voice, and what kind of answer any other seeks.

Told from the question's vector by what was fitted to examples that people wrote: rag/data/declined.npz by ``python -m evals.declined``,
rag/data/sought.json by ``python -m evals.sought``.
"""

from collections.abc import Collection
from dataclasses import dataclass
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


@cache
def read_probes(file: Path) -> Probes:
    """The fitted classifiers of a file."""
    return Probes.model_validate_json(file.read_bytes())


def _known(embedder: Embedder, ids: Collection[str]) -> Embedder:
    """``embedder``, or the shipped one for an endpoint's, whose vectors nothing was fitted to."""
    return embedder if embedder.id in ids else choose_embedder("auto")


SOUGHT = Path(__file__).parents[1] / "data" / "sought.json"
FIGURE, DATE, YES_NO = "figure", "date", "yes-no"
SOUGHT_KINDS = (FIGURE, DATE, YES_NO)


def sought(question: str, embedder: Embedder) -> str:
    """One of SOUGHT_KINDS; "" for anything else, and where it is not sure."""
    probes = read_probes(SOUGHT).probes
    by = _known(embedder, probes)
    probe = probes[by.id]
    found = zip(SOUGHT_KINDS, probe.scores(by.questions([question])[0]), probe.least, strict=True)
    return next((kind for kind, score, least in found if score >= least), "")


DECLINED = Path(__file__).parents[1] / "data" / "declined.npz"
WELCOMED = ("about", "greeting")
IN_DANGER = ("emergency", "crisis")  # an overdose or an accident; suicide or self-harm
DECLINED_KINDS = (*IN_DANGER, "harm", "task", *WELCOMED)
# Added to the scores of those in danger: a number to call too many costs less than one too few.
CARE = np.array([0.0, *(0.2 if kind in IN_DANGER else 0.0 for kind in DECLINED_KINDS)])
_SHARP = 2.0  # how fast the likeness of two vectors falls with their squared distance


@dataclass(frozen=True, slots=True)
class Examples:
    """Kernel ridge regression over one embedder's vectors: what each example says for each kind, a question to the sources first.

    ``vectors``: shape (examples, dim), ``weights``: (examples, kinds + 1), ``least``: what a question to the sources must be ahead by.
    """

    vectors: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]
    least: float

    def kind(self, vector: npt.NDArray[np.float32]) -> str:
        """The likeliest of DECLINED_KINDS; "" for a question to the sources."""
        scores = likeness(vector, self.vectors) @ self.weights + CARE
        likely = int(scores[1:].argmax())
        return DECLINED_KINDS[likely] if scores[0] - scores[1 + likely] < self.least else ""


def likeness(one: npt.NDArray[np.floating], others: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """How alike vectors of length 1 are, from 0 to 1: a Gaussian of their distance, by row of ``others``."""
    return np.exp(_SHARP * 2 * (one @ others.T - 1))


@cache
def read_examples(file: Path = DECLINED) -> dict[str, Examples]:
    """The fitted examples by embedder's id; their vectors are stored in 8 bits."""
    with np.load(file) as stored:
        return {
            name: Examples(
                stored[f"{name}/vectors"] / np.float32(127),
                stored[f"{name}/weights"].astype(np.float32),
                float(stored[f"{name}/least"]),
            )
            for name in dict.fromkeys(key.rsplit("/", 1)[0] for key in stored.files)
        }


def declined(
    question: str, language: str, embedder: Embedder, before: str = "", sources: Collection[Source] = ()
) -> Note | None:
    """What to say in our own voice, or None for a question to the sources; ``before``: the question that a follow-up leans on,
    ``sources``: those of the case, which a question about this page is told of."""
    known = read_examples()
    by = _known(embedder, known)
    for text in filter(None, (question, before and f"{before} {question}")):
        if key := known[by.id].kind(by.questions([text])[0]):
            kind = {**dict.fromkeys(IN_DANGER, NoteKind.EMERGENCY), **dict.fromkeys(WELCOMED, NoteKind.ABOUT)}.get(
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
