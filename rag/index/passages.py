"""The passages of a build in a file beside its collection: read one by one when they are asked for, so that an index of any size opens at once.

``passages.jsonl`` has a line a passage, ``passages.npy`` where each line starts and its checksum, ``vectors.npy`` the vectors in 16 bits. The
file stays open: a process that holds it reads on when the build's folder is gone, and a line that rots or is cut off meanwhile is an error.
"""

import json
import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import overload
from zlib import crc32

import numpy as np

from rag.errors import Damaged
from rag.index.snapshot import Snapshot
from rag.sources import Passage, Span

LINES, STARTS, OF_PASSAGES = "passages.jsonl", "passages.npy", "vectors.npy"


def write_passages(folder: Path, passages: Iterable[Passage]) -> None:
    """Keep ``passages`` in a build's folder, in their order."""
    starts, sums = [0], []
    with (folder / LINES).open("wb") as file:
        for p in passages:
            place = [p.locator, p.basis, p.path, p.dated, p.by, p.forms]
            told = [p.id, p.source_id, p.text, p.span.start, p.span.end, *place]
            line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
            file.write(line)
            starts.append(file.tell())
            sums.append(crc32(line))
    np.save(folder / STARTS, np.array([starts, [*sums, 0]], np.int64))


class Passages(Sequence[Passage]):
    """Every passage of a build by its row, those of a source in a row; raises OSError or ValueError when their file is missing or cut off."""

    def __init__(self, folder: Path, snapshot: Snapshot) -> None:
        self._folder, self._lock = folder, threading.Lock()
        self._starts, self._sums = np.load(folder / STARTS, allow_pickle=False)
        self._lines = (folder / LINES).open(
            "rb", buffering=0
        )  # not mapped: where a mapped file is cut off the process ends
        size = self._lines.seek(0, 2)
        if size != int(self._starts[-1]):
            raise ValueError(f"{LINES} has {size} bytes, expected {int(self._starts[-1])}")
        counts = [source.passages for source in snapshot.sources]
        self._ends = list(accumulate(counts))
        self._ids = [source.id for source in snapshot.sources]
        each = zip(self._ids, self._ends, counts, strict=True)
        self.rows: Mapping[str, range] = {source_id: range(end - count, end) for source_id, end, count in each}

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, row: int) -> Passage: ...
    @overload
    def __getitem__(self, row: slice) -> list[Passage]: ...
    def __getitem__(self, row: int | slice) -> Passage | list[Passage]:
        if isinstance(row, slice):
            return [self._read(n) for n in range(*row.indices(len(self)))]
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        return self._read(row % len(self))

    def __iter__(self) -> Iterator[Passage]:
        return (self._read(row) for row in range(len(self)))

    def of_source(self, source_id: str) -> list[Passage]:
        """Its passages, in order."""
        return [self._read(row) for row in self.rows.get(source_id, ())]

    def source_of(self, row: int) -> str:
        """The id of the source that the passage at ``row`` is of."""
        return self._ids[bisect_right(self._ends, row)]

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """Passage id to row; read once, when it is first asked for."""
        return {passage.id: row for row, passage in enumerate(self)}

    def _read(self, row: int) -> Passage:
        start, end = self._starts[row : row + 2].tolist()
        with self._lock:
            self._lines.seek(start)
            line = self._lines.read(end - start)
        if crc32(line) != self._sums[row]:
            raise Damaged(f"index folder {self._folder} is damaged: {LINES}. Run 'onrecord ingest'.")
        id_, source_id, text, start, end, *place = json.loads(line)
        return Passage(id_, source_id, text, Span(start, end), *place)
