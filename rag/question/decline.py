"""What is not a question to the sources: an emergency, a call for help with harm, a task, a question about this page, a greeting.

Told by a linear classifier over the question's vector (rag/data/declined.json), fitted by ``python -m evals.declined`` to
examples that people wrote.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.models.embedder import Embedder
from rag.phrases import phrase
from rag.question.probe import Probe, read_probes
from rag.types import Kind, Note, NoteKind, Source, Span

FILE = Path(__file__).parents[1] / "data" / "declined.json"
WELCOMED = ("about", "greeting")
KINDS = ("emergency", "harm", "task", *WELCOMED)


def kind_of(probe: Probe, vector: npt.NDArray[np.float32]) -> str:
    """The likeliest of KINDS; "" for a question to the sources, which comes before them in ``probe`` with the least chance that it must have."""
    scores = probe.scores(vector)
    shares = np.exp(scores - scores.max())
    likely = KINDS[int(shares[1:].argmax())]
    return likely if shares[0] / shares.sum() < probe.least[0] else ""


def declined(
    question: str, language: str, embedder: Embedder, before: str = "", sources: Collection[Source] = ()
) -> Note | None:
    """What to say in our own voice, or None for a question to the sources; ``before``: the question that a follow-up leans on,
    ``sources``: those of the case, which a question about this page is told of."""
    for text in filter(None, (question, before and f"{before} {question}")):
        if key := kind_of(*read_probes(FILE).reading(text, embedder)):
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
