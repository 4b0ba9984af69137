"""The files of a build beside its collection: the stored texts, each named by its sha256, the ledger and the disputes; and the seal,
which tells by hash whether all files are those that were made, before Chroma's native code reads them. No model, no Chroma."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.case import ANSWERS, DISPUTES, LEDGER, DecidedClaim, PlacedAnswer, PlacedDispute
from rag.case.lines import read_lines
from rag.common.files import write_whole
from rag.errors import Damaged, StoreError
from rag.index.snapshot import Snapshot
from rag.models.embedder import Vectors
from rag.sources import Source

SEAL = "sealed.json"
DATABASE = "chroma.sqlite3"
_MADE_ANEW = "bm25"  # which has hashes of its own, and is made again where it does not fit
_AT_ONCE = 2048  # vectors
KNOWN, JUDGED, PREPARED = "questions.npz", "judged.npz", "answers.npz"


class StoredTexts:
    """The sources of a snapshot and their stored texts, read when first asked for."""

    def __init__(self, data: Path, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.sources: dict[str, Source] = {s.id: s.to_source() for s in snapshot.sources}
        self._folder = snapshot.build_dir(data)
        self._read: dict[str, str] = {}

    def ledger(self) -> tuple[DecidedClaim, ...]:
        """The ledger as it stood when the build was made."""
        return read_ledger(self._folder)

    def disputes(self) -> tuple[PlacedDispute, ...]:
        """The disputes likewise."""
        return read_disputes(self._folder)

    def source_text(self, source_id: str) -> str:
        """The stored text of a source; raises Damaged when it is gone or no longer what was indexed."""
        if source_id not in self.sources:
            raise StoreError(f"source '{source_id}' is not in snapshot {self.snapshot.id}. See 'onrecord sources'.")
        if source_id not in self._read:
            self._read[source_id] = read_text(self._folder, self.sources[source_id].sha256)
        return self._read[source_id]


def write_text(folder: Path, text: str) -> str:
    """Store ``text`` under its sha256 in the build ``folder`` and give the sha256."""
    data = text.encode("utf-8")
    digest = hashlib.sha256(data).hexdigest()
    target = folder / "texts" / f"{digest}.txt"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return digest


def read_text(folder: Path, sha256: str) -> str:
    """A stored text, checked against its name; raises StoreError."""
    path = folder / "texts" / f"{sha256}.txt"
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise Damaged(f"stored text {path} cannot be read. Run 'onrecord ingest'.") from exc
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged(f"stored text {path} was changed after indexing. Run 'onrecord ingest'.")
    return data.decode("utf-8")


def write_judgements(folder: Path, ledger: Sequence[DecidedClaim], disputes: Sequence[PlacedDispute]) -> None:
    """Keep what editors judged with the build: what decides an answer must not change before the switch."""
    for name, judged in ((LEDGER, ledger), (DISPUTES, disputes)):
        lines = [one.model_dump_json() + "\n" for one in judged]
        (folder / name).write_text("".join(lines), encoding="utf-8", newline="\n")


def read_ledger(folder: Path) -> tuple[DecidedClaim, ...]:
    """The ledger of a build; raises CorpusError when it is missing or damaged."""
    return tuple(line.value for line in read_lines(folder / LEDGER, LEDGER, DecidedClaim))


def read_disputes(folder: Path) -> tuple[PlacedDispute, ...]:
    """The disputes of a build; raises CorpusError when they are missing or damaged."""
    return tuple(line.value for line in read_lines(folder / DISPUTES, DISPUTES, PlacedDispute))


def seal(folder: Path) -> str:
    """Note what every file of a finished build is by hash, and give the hash of that note."""
    found = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name != SEAL and not name.startswith(_MADE_ANEW):
            holes = _moving(file) if file.name == DATABASE else []
            size = file.stat().st_size
            found[name] = [_hashed(file, size, holes), size, holes]
    written = json.dumps(found).encode()
    write_whole(folder / SEAL, written)
    return hashlib.sha256(written).hexdigest()


def differing(folder: Path, sealed: str) -> list[str]:
    """The files of a build that are not what they were when ``sealed``, by name; half a second for a gigabyte."""
    try:
        written = (folder / SEAL).read_bytes()
    except OSError:
        return [SEAL]
    if hashlib.sha256(written).hexdigest() != sealed:
        return [SEAL]
    return [name for name, kept in json.loads(written).items() if not _is_whole(folder / name, *kept)]


def _is_whole(file: Path, expected: str, size: int, holes: Sequence[tuple[int, int]]) -> bool:
    try:
        there = file.stat().st_size
        return (there >= size if holes else there == size) and _hashed(file, size, holes) == expected
    except OSError:
        return False


def _moving(database: Path) -> list[tuple[int, int]]:
    """The stretches that Chroma writes at each opening: SQLite's counters, and the first page of a table that nobody reads."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
        size = opened.execute("PRAGMA page_size").fetchone()[0]
        pages = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = 'acquire_write'").fetchall()
    return [(24, 40), (92, 100), *(((page - 1) * size, page * size) for (page,) in pages)]


def _hashed(file: Path, size: int, holes: Sequence[tuple[int, int]]) -> str:
    """The hash of the first ``size`` bytes of ``file`` but for ``holes``."""
    found, at = hashlib.sha256(), 0
    with file.open("rb") as opened:
        for start, end in (*holes, (size, size)):
            opened.seek(at)
            while at < start and (part := opened.read(min(start - at, _AT_ONCE * 512))):
                found.update(part)
                at += len(part)
            at = end
    return found.hexdigest()


@dataclass(frozen=True)
class KnownTable:
    """The known questions of a case: what answers each, and which of them take something wrong for granted."""

    questions: tuple[str, ...]
    vectors: npt.NDArray[Any]  # (questions, dim), as questions; in 16 bits where they were stored, as there may be many
    # (n, 2): a question and the row of what answers it; without one the sources are silent
    links: npt.NDArray[np.int32]
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
    """The table of a build, held against its checksums; raises OSError, ValueError or BadZipFile when it is missing or damaged."""
    with np.load(folder / KNOWN, allow_pickle=False) as data:
        return KnownTable(tuple(data["texts"].tolist()), data["vectors"], data["links"], data["wrong"])


@dataclass(frozen=True)
class PreparedTable:
    """The prepared answers of a case that hold, with vectors of the ways to ask each, in order, and of what each says."""

    answers: tuple[PlacedAnswer, ...] = ()
    asked: Vectors = field(default_factory=lambda: np.zeros((0, 0), np.float32))  # (ways to ask, dim), as questions
    told: Vectors = field(default_factory=lambda: np.zeros((0, 0), np.float32))  # (answers, dim), as passages


def save_prepared(folder: Path, table: PreparedTable) -> None:
    """Write the table into a build's folder, its vectors in 16 bits."""
    lines = [one.model_dump_json() + "\n" for one in table.answers]
    (folder / ANSWERS).write_text("".join(lines), encoding="utf-8", newline="\n")
    np.savez(folder / PREPARED, asked=table.asked.astype(np.float16), told=table.told.astype(np.float16))


def read_prepared(folder: Path) -> PreparedTable:
    """The table of a build; raises as ``read_known`` does, or CorpusError."""
    answers = tuple(line.value for line in read_lines(folder / ANSWERS, ANSWERS, PlacedAnswer))
    with np.load(folder / PREPARED, allow_pickle=False) as data:
        return PreparedTable(answers, data["asked"].astype(np.float32), data["told"].astype(np.float32))


def save_judged(folder: Path, texts: Sequence[str], vectors: npt.NDArray[np.float16]) -> None:
    """Keep what editors' judgements are on, with vectors as of questions, so that no answer need embed them."""
    np.savez(folder / JUDGED, texts=np.array(texts, np.str_), vectors=vectors)


def read_judged(folder: Path) -> dict[str, Vectors]:
    """Their vectors by text; raises as ``read_known`` does."""
    with np.load(folder / JUDGED, allow_pickle=False) as data:
        return dict(zip(data["texts"].tolist(), data["vectors"].astype(np.float32), strict=True))
