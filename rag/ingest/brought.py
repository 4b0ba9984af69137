"""Vectors that a case brings along for its own texts, so that its index is there in seconds and not in minutes.

``corpus/vectors.npz`` holds, for each embedder and for each way to read a text, the vectors of an earlier index under the first eight
bytes of the texts' hashes: those of passages in 16 bits, those of questions, which are many, in 8 bits, as directions. They are taken where a few of them, made anew, are the same; a file that is damaged, of another
embedder or of other texts is as good as none, for what is missing is made.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.models.embedder import Vectors

VECTORS = "vectors.npz"
PASSAGES, QUESTIONS = "passages", "questions"  # how a text is read: embedders mark the two differently
_STEPS = 127  # of 8 bits, either way
_TRIED, _ALIKE = 8, 0.999  # texts that are embedded anew, and the cosine that they must reach


@dataclass(frozen=True)
class Known:
    """The vectors of an index, by the embedder's id and by text; a text as a passage and as a question has two."""

    passages: Mapping[str, Mapping[str, Vectors]] = field(default_factory=dict)
    questions: Mapping[str, Mapping[str, Vectors]] = field(default_factory=dict)


class ByHash(Mapping[str, Vectors]):
    """Vectors by text, of texts of which only the hashes are kept."""

    def __init__(self, hashes: npt.NDArray[np.uint64], vectors: npt.NDArray[Any]) -> None:
        """``vectors``: shape (texts, dim), of any length but 0."""
        self._rows = {one: row for row, one in enumerate(hashes.tolist())}
        self._vectors = vectors

    def __getitem__(self, text: str) -> Vectors:
        found = np.asarray(self._vectors[self._rows[_hash(text)]], np.float32)
        return np.asarray(found / np.linalg.norm(found))

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and _hash(text) in self._rows

    def __iter__(self) -> Iterator[str]:
        raise TypeError("the texts themselves are not kept")

    def __len__(self) -> int:
        return len(self._rows)


class Brought:
    """What a case brings along; nothing where it has no such file, or one that cannot be read."""

    def __init__(self, corpus: Path) -> None:
        try:
            with np.load(corpus / VECTORS, allow_pickle=False) as data:
                self._data: dict[str, Any] = {name: data[name] for name in data.files}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            self._data = {}

    def of(self, embedder: str, read_as: str, embed: Callable[[list[str]], Vectors]) -> Mapping[str, Vectors]:
        """The vectors of ``embedder``, read one way, by text; none where ``embed`` makes others of the same texts."""
        try:
            tried, hashes, vectors = (
                self._data[_name(embedder, read_as, part)] for part in ("tried", "hashes", "vectors")
            )
            found = ByHash(hashes.astype(np.uint64), vectors)
            texts = [str(text) for text in tried]
            made, there = embed(texts), np.array([found[text] for text in texts])
        except (KeyError, ValueError, AttributeError, IndexError):
            return {}
        return found if _sound(vectors) and made.shape == there.shape and _same(made, there) else {}


def bring_along(corpus: Path, known: Known) -> None:
    """Write what an index has embedded beside the sources of its case."""
    data: dict[str, Any] = {}
    held = [(PASSAGES, *one) for one in known.passages.items()] + [(QUESTIONS, *one) for one in known.questions.items()]
    for read_as, embedder, by_text in held:
        texts = sorted(by_text)
        if not texts:
            continue
        some = np.unique(np.linspace(0, len(texts) - 1, _TRIED).astype(int))
        parts = {
            "tried": np.array([texts[n] for n in some], np.str_),
            "hashes": np.array([_hash(text) for text in texts], np.uint64),
            "vectors": _packed(np.array([by_text[text] for text in texts], np.float32), read_as),
        }
        data |= {_name(embedder, read_as, part): array for part, array in parts.items()}
    np.savez_compressed(corpus / VECTORS, **data)


def _name(embedder: str, read_as: str, part: str) -> str:
    return f"{embedder} {read_as} {part}".replace("/", "_")


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")


def _packed(vectors: Vectors, read_as: str) -> npt.NDArray[Any]:
    if read_as == PASSAGES:
        return vectors.astype(np.float16)
    return np.asarray(np.round(vectors * (_STEPS / np.abs(vectors).max())), np.int8)


def _sound(vectors: npt.NDArray[Any]) -> bool:
    lengths = np.linalg.norm(vectors.astype(np.float32), axis=1)
    return bool(np.all(np.isfinite(lengths) & (lengths > 0)))


def _same(one: Vectors, other: Vectors) -> bool:
    return bool(np.all((one * other).sum(axis=1) > _ALIKE))
