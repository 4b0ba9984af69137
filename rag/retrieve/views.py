"""Vectors seen from inside a corpus: centred, and with the directions that all of them share damped.

In a corpus about one subject most of a vector says only "this subject"; what tells passages apart is the rest.
Damping is half-way to whitening ("all-but-the-top", Mu and Viswanath 2018, in a soft and regularised form).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rag.models.embedder import Vectors

Floats = npt.NDArray[np.float64]
FEW = 8  # vectors, below which nothing can be said of what they share


class View:
    """Vectors of one kind, ready to be compared with a question, as short as embedders give them; ``owner`` maps rows to passages when many have one.

    ``unseen``: shape (n, dim), directions that tell nothing of what is meant (the language, say), which are left out.
    """

    def __init__(
        self, raw: npt.ArrayLike, owner: npt.NDArray[np.int32] | None = None, unseen: Floats | None = None
    ) -> None:
        vectors = np.asarray(raw, np.float32)
        width = vectors.shape[1]
        self._owner = owner
        self._mean, seen = np.zeros(width, np.float32), np.eye(width)
        if unseen is not None and len(unseen):
            basis = np.linalg.qr(unseen.T)[0]
            seen -= basis @ basis.T
        if len(vectors) >= FEW:
            self._mean = vectors.mean(0, np.float64).astype(np.float32)
            values, basis = _directions((vectors - self._mean) @ seen.astype(np.float32))
            # The mean variance of the directions in use, whatever the embedder's nominal dimension.
            floor = values.sum() / max(1, min(len(vectors), width))
            damp = (basis * ((floor / np.maximum(values + floor, 1e-12)) ** 0.25 - 1)) @ basis.T
            seen = seen @ (np.eye(width) + damp)  # 1 where nothing varies
        self._seen = seen.astype(np.float32)
        self.vectors = self.project(vectors)  # of length 1, as this view sees them

    def project(self, raw: npt.ArrayLike) -> Vectors:
        """Vectors as this view sees them, of length 1."""
        seen = (np.asarray(raw, np.float32) - self._mean) @ self._seen
        return np.asarray(seen / np.maximum(np.linalg.norm(seen, axis=-1, keepdims=True), 1e-12))

    def cosines(self, question: npt.ArrayLike) -> Floats:
        """The cosine of every row of the view with ``question``, shape (rows,)."""
        return np.asarray(self.vectors @ self.project(question), np.float64)

    def best(self, question: npt.ArrayLike, size: int) -> Floats:
        """The cosine of every passage, shape (size,): of its best row when rows have owners."""
        found = self.cosines(question)
        if self._owner is None:
            return found
        best = np.full(size, -1.0)
        np.maximum.at(best, self._owner, found)
        return best


def languages_apart(vectors: Vectors, languages: npt.NDArray[np.str_]) -> Floats | None:
    """Shape (n, dim): the directions that tell apart the languages in which ``vectors`` are written, each from the commonest; None of one language.

    Without them what is in the question's own language looks nearer than what it asks for.
    """
    names, counts = np.unique(languages, return_counts=True)
    if len(names) < 2:
        return None
    means = [
        vectors[languages == name].astype(np.float64).mean(0) for name in names[np.argsort(-counts, kind="stable")]
    ]
    return np.array([mean - means[0] for mean in means[1:]])


def _directions(centred: Vectors) -> tuple[Floats, Floats]:
    """The variances (n,) of centred vectors along the directions (width, n) in which they vary; by the smaller of the two products."""
    rows, width = centred.shape
    if rows >= width:
        values, basis = np.linalg.eigh((centred.T @ centred).astype(np.float64) / rows)
        return values.clip(0), basis
    values, among = np.linalg.eigh((centred @ centred.T).astype(np.float64) / rows)
    used = values > values[-1] * 1e-9
    return values[used], centred.T @ among[:, used] / np.sqrt(values[used] * rows)


def standard(values: Floats) -> Floats:
    """Standard scores (mean 0, deviation 1); all zero where nothing differs."""
    spread = values.std()
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros_like(values)
