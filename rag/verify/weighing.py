"""How far a claim's words are borne out, as numbers, and the probability a fitted model makes of them.

The weights stand in rag/data/checker.json, written by evals/checker.py; here they are only applied. The probability
may lower a verdict and never raises one: whatever a check has found stays found. The source's own words in their order are never lowered by it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from rag.errors import ModelError
from rag.text import content_words, guess_language, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.meaning.operators import operators
from rag.verify.values.statement import read
from rag.verify.words.negation import hedges, negations
from rag.verify.words.synonyms import general, said_otherwise, unsaid

FILE = Path(__file__).parents[1] / "data" / "checker.json"
FEATURES = (
    "contradicted", "partly", "unsaid", "general", "borrowed", "order", "replaced", "added", "denials", "hedges",
    "operators", "figures", "dates", "length",
)  # fmt: skip
Floats = npt.NDArray[np.float64]


class Weights(BaseModel):
    """A logistic model over FEATURES, and the probability below which a supported claim is only partly so."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    made: str
    weights: dict[str, float]
    intercept: float
    lower_below: float

    def confidence(self, row: Floats) -> float:
        """The probability that the claim is borne out."""
        score = float(row @ np.array([self.weights[name] for name in FEATURES])) + self.intercept
        return 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))


@cache
def fitted() -> Weights:
    """The shipped weights; raises ModelError when their file is missing or damaged: no claim goes unweighed unsaid."""
    try:
        return Weights.model_validate_json(FILE.read_bytes())
    except OSError as exc:
        raise ModelError(f"weights {FILE.name} cannot be read ({exc.strerror}). Install onrecord again.") from exc
    except ValueError as exc:
        raise ModelError(f"weights {FILE.name} are damaged. Install onrecord again.") from exc


def features(text: str, cited: Sequence[str], status: Status) -> Floats:
    """The numbers of FEATURES for a claim without its marks, the sentences it cites and what the checks found."""
    mine = content_words(text)
    whole = " ".join(cited)
    present = {w.text for w in words(whole)}
    strange = set(unsaid(text, [w.text for w in mine if not said_otherwise(w.text, present)], whole))
    missing = [w for w in mine if w.text in strange]
    best = max(cited, key=lambda s: _shared(mine, {w.text for w in words(s)}))
    here = {w.text for w in words(best)}
    borrowed = sum(w.text not in here and w not in missing for w in mine)
    a, b = _tokens(text), _tokens(best)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    changed = Counter(tag for tag, *_ in matcher.get_opcodes())
    signs = [Counter((o.kind, o.value) for o in operators(t)) for t in (text, best)]
    claim, said = read(text), read(whole)
    # a count may be written like a year: together the two are no more than the source's
    more = max(0, len(claim.figures) + len(claim.dates) - len(said.figures) - len(said.dates))
    return np.array(
        [
            float(status in (Status.CONTRADICTED, Status.NOT_CONFIRMED, Status.BAD_REFERENCE)),
            float(status is Status.NOT_CONFIRMED),
            min(sum(w.text not in general() for w in missing), 6),
            min(sum(w.text in general() for w in missing), 6),
            min(borrowed, 6),
            _order(matcher, len(a)),
            min(changed["replace"], 6),
            min(changed["insert"], 6),
            abs(len(negations(text)) - len(negations(best))),
            abs(len(hedges(text)) - len(hedges(best))),
            sum(((signs[0] - signs[1]) + (signs[1] - signs[0])).values()),
            min(more, max(0, len(claim.figures) - len(said.figures))),
            min(more, max(0, len(claim.dates) - len(said.dates))),
            min(2.0, len(a) / max(1, len(b))),
        ]
    )


def weighed(finding: Finding, text: str, cited: Sequence[str]) -> Finding:
    """The finding with its probability, lowered from supported to partly when the model doubts it."""
    if not cited or guess_language(text) != "en":  # fitted on English claims
        return finding
    model = fitted()
    row = features(text, cited, finding.status)
    sure = model.confidence(row)
    if finding.status is Status.SUPPORTED and sure < model.lower_below and not _only_leaves_out(row):
        reason = f"the words differ too much from the source to be sure (confidence {sure:.2f})"
        return Finding(Status.NOT_CONFIRMED, reason, sure)
    return replace(finding, confidence=sure)


def _only_leaves_out(row: Floats) -> bool:
    """True for the source's own words in their order, some left out: what may not be left out has checks of its own."""
    told = dict(zip(FEATURES, row, strict=True))
    return told["order"] == 1 and not any(told[name] for name in ("unsaid", "general", "borrowed", "replaced"))


def _tokens(text: str) -> list[str]:
    """The words of a text; figures and dates, which have checks of their own, are all one token."""
    told = read(text)
    spans = [f.span for f in told.figures] + [d.span for d in told.dates]
    out: list[str] = []
    for word in words(text):
        counted = any(s.overlaps(word.span) for s in spans)
        if not (counted and out and out[-1] == "#"):
            out.append("#" if counted else word.text)
    return out


def _shared(mine: Sequence[object], present: set[str]) -> int:
    return sum(getattr(w, "text", "") in present for w in mine)


def _order(matcher: SequenceMatcher[str], length: int) -> float:
    """The share of the claim's words that stand in the source in the claim's order."""
    kept = sum(size for _, _, size in matcher.get_matching_blocks())
    return kept / max(1, length)
