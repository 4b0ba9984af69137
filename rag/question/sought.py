"""What kind of answer a question seeks: a figure, a date, yes or no, or anything else.

Told by a linear classifier over the question's vector (rag/data/sought.json), fitted by ``python -m evals.sought`` to questions whose
authors said what they ask for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rag.models.embedder import Embedder
from rag.question.probe import Probes, read_probes

FILE = Path(__file__).parents[1] / "data" / "sought.json"
FIGURE, DATE, YES_NO = "figure", "date", "yes-no"
KINDS = (FIGURE, DATE, YES_NO)


@cache
def probes() -> Probes:
    """The fitted classifiers."""
    return read_probes(FILE)


def sought(question: str, embedder: Embedder) -> str:
    """One of KINDS; "" for anything else, and where it is not sure."""
    return probes().kind(question, embedder, KINDS)
