"""The known questions of a build, with their vectors; kept beside its collection."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.models.embedder import Vectors

_AT_ONCE = 2048  # vectors
KNOWN = "questions.npz"


@dataclass(frozen=True)
class KnownTable:
    """The known questions of a case: what answers each, and which of them take something wrong for granted."""

    questions: tuple[str, ...]
    vectors: npt.NDArray[Any]  # (questions, dim), as questions; in 16 bits where they were stored, as there may be many
    links: npt.NDArray[
        np.int32
    ]  # (n, 2): a question and the row of what answers it; without one the sources are silent
    wrong: npt.NDArray[np.bool_]  # (questions,)

    def parts(self) -> Iterator[Vectors]:
        """The vectors in 32 bits, so many at a time that they cost no memory."""
        for start in range(0, len(self.vectors), _AT_ONCE):
            yield self.vectors[start : start + _AT_ONCE].astype(np.float32)

    def beside(self, vector: Vectors) -> Vectors:
        """The product of each question's vector with ``vector``: shape (questions,)."""
        return np.concatenate([np.zeros(0, np.float32), *(part @ vector for part in self.parts())])


def no_questions(dim: int) -> KnownTable:
    """The table of a case that has none, for vectors of length ``dim``."""
    return KnownTable((), np.zeros((0, dim), np.float32), np.zeros((0, 2), np.int32), np.zeros(0, np.bool_))


def save_known(folder: Path, known: KnownTable) -> None:
    """Write the table into a build's folder, its vectors halved to 16 bits."""
    texts, halved = np.array(known.questions, np.str_), known.vectors.astype(np.float16)
    np.savez(folder / KNOWN, texts=texts, vectors=halved, links=known.links, wrong=known.wrong)


def read_known(folder: Path) -> KnownTable:
    """The table of a build; raises OSError or ValueError when it is missing or damaged."""
    with np.load(folder / KNOWN, allow_pickle=False) as data:
        return KnownTable(tuple(data["texts"].tolist()), data["vectors"], data["links"], data["wrong"])


def check_known(folder: Path) -> None:
    """Read the stored table to its end and hold it against its checksums, in the memory of a block; raises OSError or ValueError."""
    try:
        with zipfile.ZipFile(folder / KNOWN) as archive:
            if bad := archive.testzip():
                raise ValueError(f"{KNOWN}: {bad} is damaged")
    except zipfile.BadZipFile as exc:
        raise ValueError(f"{KNOWN}: {exc}") from exc
