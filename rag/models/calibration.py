"""Every weight and threshold by which a question is answered, refused or noted, and a claim is judged: two files, fitted by
``python -m evals.calibrate`` and ``python -m evals.calibrate_verdicts``.

Each is fitted beside the judge that is shipped; after another judge the commands are run again.
"""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from rag.common.strict import Strict
from rag.errors import ModelError

FILE, VERDICTS = (Path(__file__).parents[1] / "data" / name for name in ("answerable.json", "verdict.json"))
_FURTHEST = 40.0  # log-odds beyond which a probability is 0 or 1
Fitted = TypeVar("Fitted", bound=Strict)


class Weights(Strict):
    """What each part counts, in log-odds: cosine of the passage, share of BM25, likeness of a known question."""

    meaning: float
    words: float
    known: float
    seed: float  # what the article under examination yields to its sources
    read: float = 0.0  # the judge's log-odds


class Order(Strict):
    """By what the judge is given to read, and by what it is then put in order."""

    chosen: Weights
    placed: Weights


class Logistic(Strict):
    """A logistic model over named figures, and the probability from which what it says counts."""

    weights: dict[str, float]
    intercept: float
    threshold: float

    def share(self, figures: Mapping[str, float]) -> float:
        """0 to 1; a figure without a weight counts nothing."""
        odds = self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in figures.items())
        return 1 / (1 + math.exp(-max(-_FURTHEST, min(_FURTHEST, odds))))


class Calibration(Strict):
    """What a question is weighed by, and how it was made."""

    made: str
    order: dict[str, Order]  # by the first word of an embedder's id; "other" for any other
    enough: Logistic  # of English questions and passages
    enough_others: Logistic  # of all other languages, which another network reads
    premise: Logistic
    quote: float  # share not silent from which a further passage is quoted as an answer
    beside: float  # share that answers from which a sentence beside the best one is quoted, too
    about: float  # share not silent from which an editor's judgement bears on the question
    contradicted: float  # share, read both ways, from which two sentences contradict each other

    def order_for(self, embedder: str) -> Order:
        """The weights for vectors of the embedder with this id."""
        return self.order.get(embedder.partition("-")[0], self.order["other"])


class Judged(Strict):
    """Of a claim beside its evidence: that it is supported, and that it is contradicted."""

    supported: Logistic
    contradicted: Logistic


class Curves(Strict):
    """A pair of models for each network that reads claims: of English, and of all others."""

    made: str  # from what, when
    english: Judged
    others: Judged

    def of(self, english: bool) -> Judged:
        """The models for what one of the two reads."""
        return self.english if english else self.others


@cache
def calibration() -> Calibration:
    """What questions are weighed by; raises ModelError."""
    return read_fitted(FILE, Calibration)


@cache
def curves() -> Curves:
    """What claims are weighed by; raises ModelError."""
    return read_fitted(VERDICTS, Curves)


def read_fitted(file: Path, model: type[Fitted]) -> Fitted:
    """Raises ModelError when the file is missing or damaged: nothing is judged without it."""
    try:
        return model.model_validate_json(file.read_bytes())
    except OSError as exc:
        raise ModelError(f"{file.name} cannot be read ({exc.strerror}). Install onrecord again.") from exc
    except ValueError as exc:
        raise ModelError(f"{file.name} is damaged. Install onrecord again.") from exc
