"""Linear classifiers over a question's vector, one an embedder, fitted to examples that people wrote."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.common.strict import Strict
from rag.models.embedder import Embedder, choose_embedder

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
