"""Linear classifiers over a question's vector, one an embedder, fitted to examples that people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from rag.models.embedder import Embedder, choose_embedder


class Probe(BaseModel):
    """One embedder's classifier: a row of weights, a bias and a least score for each kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]
    least: tuple[float, ...]

    def kind(self, vector: npt.NDArray[np.float32], kinds: Sequence[str]) -> str:
        """The first of ``kinds`` whose score is reached; "" for none."""
        scores = np.array(self.weights) @ vector + np.array(self.bias)
        return next((kind for kind, score, least in zip(kinds, scores, self.least, strict=True) if score >= least), "")


class Probes(BaseModel):
    """A classifier for each embedder that comes with the packages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    made: str
    probes: dict[str, Probe]

    def kind(self, question: str, embedder: Embedder, kinds: Sequence[str]) -> str:
        """The kind of ``question``; an endpoint's vectors are not known here, the shipped embedder's stand in."""
        by = embedder if embedder.id in self.probes else choose_embedder("auto")
        return self.probes[by.id].kind(by.questions([question])[0], kinds)


def read_probes(file: Path) -> Probes:
    """The fitted classifiers of a file."""
    return Probes.model_validate_json(file.read_bytes())
