"""The vectors of a build while it is made: on disk, so that memory does not grow with the number of passages."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from rag.models.embedder import Vectors
from rag.types import Kind, Passage, Source

_HALF = np.dtype(np.float16)  # vectors are rounded to it where they are made, so nothing is lost
_BRACKET_AT_END = re.compile(r"\s*\([^)]*\)\s*$")
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Rows:
    """``count`` vectors of ``dim`` numbers by row, zero until they are put; in a nameless file that a kill takes along.

    Without a ``folder`` the file lies where the system keeps such files. Raises OSError when there is no room.
    """

    def __init__(self, count: int, dim: int, folder: Path | None = None) -> None:
        self.count, self.dim = count, dim
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - as long as its owner
        self._file.truncate(count * dim * _HALF.itemsize)

    def put(self, row: int, vector: Vectors) -> None:
        """Keep the vector of one row."""
        self._file.seek(row * self.dim * _HALF.itemsize)
        self._file.write(vector.astype(_HALF).tobytes())

    def between(self, start: int, end: int) -> Vectors:
        """The vectors of the rows from ``start`` to before ``end``."""
        self._file.seek(start * self.dim * _HALF.itemsize)
        raw = bytearray((max(min(end, self.count) - start, 0)) * self.dim * _HALF.itemsize)
        view, filled = memoryview(raw), 0
        while filled < len(raw) and (got := self._file.readinto(view[filled:])):
            filled += got
        return np.frombuffer(raw, _HALF).reshape(-1, self.dim).astype(np.float32)

    def blocks(self, size: int = 4096) -> Iterator[Vectors]:
        """All rows, ``size`` at a time."""
        return (self.between(start, start + size) for start in range(0, self.count, size))

    def all(self) -> Vectors:
        """Every row."""
        return self.between(0, self.count)

    def of(self, rows: Sequence[int]) -> Vectors:
        """The vectors of ``rows``, in that order."""
        found = np.empty((len(rows), self.dim), np.float32)
        for at, row in enumerate(rows):
            found[at] = self.between(row, row + 1)[0]
        return found


def labelled(source: Source, passage: Passage) -> str:
    """``passage`` under its source's label and its headings."""
    return f"{label(source)}: {passage.under_path}"


def label(source: Source) -> str:
    """A short heading for the embedder: a document's title; of a record acronym or publisher, title, year."""
    if source.kind is Kind.SEED:
        return "The article"
    title = _BRACKET_AT_END.sub("", source.title)
    if source.kind is Kind.DOCUMENT:
        return title or source.id
    acronym = _ACRONYM.search(source.publisher)
    year = _YEAR.search(source.published)
    parts = [acronym.group(1) if acronym else source.publisher, title, year.group() if year else ""]
    return ", ".join(part for part in parts if part) or source.id
