"""What kind of answer a question seeks: a figure, a date, yes or no, or anything else.

Told by a linear classifier over the question's vector (rag/data/sought.json), fitted by ``python -m evals.sought`` to questions whose
authors said what they ask for.
"""

from __future__ import annotations

from pathlib import Path

from rag.models.embedder import Embedder
from rag.question.probe import read_probes

FILE = Path(__file__).parents[1] / "data" / "sought.json"
FIGURE, DATE, YES_NO = "figure", "date", "yes-no"
KINDS = (FIGURE, DATE, YES_NO)


def sought(question: str, embedder: Embedder) -> str:
    """One of KINDS; "" for anything else, and where it is not sure."""
    probe, vector = read_probes(FILE).reading(question, embedder)
    found = zip(KINDS, probe.scores(vector), probe.least, strict=True)
    return next((kind for kind, score, least in found if score >= least), "")
