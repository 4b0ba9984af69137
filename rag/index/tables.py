"""The vectors that stand beside a build's collection: of the ledger's claims and known questions; halved to 16 bits."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.models.embedder import Vectors

_AT_ONCE = 2048  # vectors
CLAIMS, KNOWN = "claims.npz", "questions.npz"


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


@dataclass(frozen=True)
class Tables:
    """All of a build's tables; ``claims`` maps the text of a ledger claim to its vector."""

    claims: dict[str, Vectors]
    known: KnownTable


def save_tables(folder: Path, tables: Tables) -> None:
    """Write the tables into a build's folder."""
    vectors = _half(np.array(list(tables.claims.values()), np.float32))
    np.savez(folder / CLAIMS, texts=np.array(list(tables.claims), np.str_), vectors=vectors)
    known = tables.known
    questions = np.array(known.questions, np.str_)
    np.savez(folder / KNOWN, texts=questions, vectors=_half(known.vectors), links=known.links, wrong=known.wrong)


def read_tables(folder: Path) -> Tables:
    """The tables of a build; raises OSError or ValueError when they are missing or damaged."""
    with np.load(folder / CLAIMS, allow_pickle=False) as data:
        claims = dict(zip(data["texts"].tolist(), _whole(data["vectors"]), strict=True))
    with np.load(folder / KNOWN, allow_pickle=False) as data:
        known = KnownTable(tuple(data["texts"].tolist()), data["vectors"], data["links"], data["wrong"])
    return Tables(claims, known)


def stored_shapes(folder: Path) -> dict[str, tuple[int, ...]]:
    """The shape of every stored array, by file and name ("claims.npz vectors"), each read to its end and held against
    its checksum, in the memory of a block; raises OSError or ValueError when one is missing or damaged.
    """
    shapes: dict[str, tuple[int, ...]] = {}
    for name in (CLAIMS, KNOWN):
        try:
            with zipfile.ZipFile(folder / name) as archive:
                if bad := archive.testzip():
                    raise ValueError(f"{name}: {bad} is damaged")
                for part in archive.namelist():
                    with archive.open(part) as file:
                        np.lib.format.read_magic(file)
                        shape, _, _ = np.lib.format.read_array_header_1_0(file)
                    shapes[f"{name} {part.removesuffix('.npy')}"] = shape
        except zipfile.BadZipFile as exc:
            raise ValueError(f"{name}: {exc}") from exc
    return shapes


def by_text(texts: Sequence[str], vectors: Vectors) -> dict[str, Vectors]:
    """Each text's vector."""
    return dict(zip(texts, vectors, strict=True))


def _half(vectors: Vectors) -> npt.NDArray[np.float16]:
    return vectors.astype(np.float16)


def _whole(vectors: npt.NDArray[np.float16]) -> Vectors:
    return vectors.astype(np.float32)
