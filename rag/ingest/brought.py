"""Vectors that a case brings along for its own texts, so that its index is there in seconds and not in minutes.

``corpus/vectors.npz`` holds, for each embedder and for each way to read a text, the vectors of an earlier index under the first eight
bytes of the texts' hashes: those of passages in 16 bits, those of questions, which are many, in 8 bits, as directions. They are taken where a few of them, made anew, are the same; a file that is damaged, of another
embedder or of other texts is as good as none, for what is missing is made.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.models.embedder import Vectors

VECTORS = "vectors.npz"
PASSAGES, QUESTIONS = "passages", "questions"  # how a text is read: embedders mark the two differently
Find = Callable[[str], Vectors | None]  # a text's vector, None where it is not known
_STEPS = 127  # of 8 bits, either way
_TRIED, _ALIKE = 8, 0.999  # texts that are embedded anew, and the cosine that they must reach


@dataclass(frozen=True)
class Known:
    """The vectors of an index, by the embedder's id and by text; a text as a passage and as a question has two."""

    passages: Mapping[str, Mapping[str, Vectors]] = field(default_factory=dict)
    questions: Mapping[str, Mapping[str, Vectors]] = field(default_factory=dict)


class Brought:
    """What a case brings along; nothing where it has no such file, or one that cannot be read."""

    def __init__(self, corpus: Path) -> None:
        try:
            with np.load(corpus / VECTORS, allow_pickle=False) as data:
                self._data: dict[str, Any] = {name: data[name] for name in data.files}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            self._data = {}

    def of(self, embedder: str, read_as: str, embed: Callable[[list[str]], Vectors]) -> Find:
        """What finds the vectors of ``embedder``, read one way, by text; nothing where ``embed`` makes others of the same texts."""
        try:
            tried, hashes, vectors = (
                self._data[_name(embedder, read_as, part)] for part in ("tried", "hashes", "vectors")
            )
            rows = {one: row for row, one in enumerate(hashes.astype(np.uint64).tolist())}
            texts = [str(text) for text in tried]
            made, there = embed(texts), _whole(vectors[[rows[_hash(text)] for text in texts]])
            sound = np.isfinite(vectors).all() and np.abs(vectors.astype(np.float32)).max(axis=1).min() > 0
            if not sound or made.shape != there.shape or np.any((made * there).sum(axis=1) <= _ALIKE):
                return nothing
        except (KeyError, ValueError, AttributeError, IndexError):
            return nothing

        def find(text: str) -> Vectors | None:
            row = rows.get(_hash(text))
            return None if row is None else _whole(vectors[row])

        return find


def nothing(text: str) -> None:
    """No vector of ``text``."""


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


def _whole(vectors: npt.NDArray[Any]) -> Vectors:
    """Vectors of length 1 in the directions kept."""
    found = np.asarray(vectors, np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=-1, keepdims=True))
