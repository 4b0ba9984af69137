"""``snapshot.json``: which build is live, what it was made from, and the atomic switch to a new one.

    data/
      snapshot.json          names the live build; replaced in one rename
      snapshots/<id>.json    what the live and earlier snapshots were made from, so that an old answer can be checked
      builds/<id>/chroma/    the collection; never written again once it is live
      builds/<id>/texts/     the stored text of each source, named by its sha256
      builds/<id>/passages.*  the passages by row, and vectors.npy their vectors
      builds/<id>/bm25/      BM25 over the passages
      builds/<id>/questions.npz  the known questions and their vectors
      builds/<id>/claims.jsonl    the ledger as it stood
      builds/<id>/disputes.jsonl  the disputes likewise

A build is made beside the live one, so killing it at any moment leaves the old index answering.
"""

import hashlib
import json
import re
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from pydantic import Field, ValidationError

from rag.common.files import file_sha256, sweep_parts, why_not, write_whole
from rag.common.strict import Strict
from rag.errors import Damaged, StoreError
from rag.settings import Settings
from rag.sources import Kind, Source, Tier

SCHEMA = 11  # raise it when a build of an older onrecord can no longer be read
NAME = "snapshot.json"
PAST = "snapshots"
REMEMBERED = 50  # earlier snapshots


class OtherLayout(StoreError):
    """The index is whole but of another version's layout; it is made anew from the case's files."""


class SnapshotSource(Strict):
    """A source as it stood when the snapshot was made."""

    id: str
    title: str
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    url: str = ""
    tier: Tier
    kind: Kind
    licence: str = ""
    language: str = "en"
    doc_type: str = ""
    note: str = ""
    reports_on: tuple[str, ...] = ()
    sha256: str  # of the stored text
    file: str  # relative to the case's home
    file_sha256: str
    passages: int
    warnings: tuple[str, ...] = ()  # what reading the file left out or had to guess

    def to_source(self) -> Source:
        """The same as the product's own type."""
        return Source(**self.model_dump(exclude={"file", "file_sha256", "passages", "warnings"}))


class Skipped(Strict):
    """A file that could not be read, and why."""

    file: str
    reason: str


class Snapshot(Strict):
    """What an index was made from: ``key`` is a hash of all that goes in, ``id`` also of the texts that came out."""

    schema_version: int = SCHEMA
    id: str
    key: str
    home: str = ""  # of the case that it was made for
    created: str
    build: str
    before: str = ""  # the build that was live until then; kept for those who still read it
    collection: str
    chroma: str = ""  # the server that the collection is at; "": in the build's folder
    embedder: str
    dim: int
    passages: int
    versions: dict[str, str] = Field(default_factory=dict)
    sources: tuple[SnapshotSource, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    left_out: tuple[str, ...] = ()  # sentences of prepared answers that do not hold, and why
    seal: str = ""  # hash of the note of the build's files
    sum: str = ""  # hash of all that stands here

    def sealed(self, seal: str) -> "Snapshot":
        """The same with the hash of its files, and its own."""
        snapshot = self.model_copy(update={"seal": seal})
        return snapshot.model_copy(update={"sum": snapshot.summed()})

    def summed(self) -> str:
        """What ``sum`` must be."""
        return hashlib.sha256(self.model_dump_json(exclude={"sum"}).encode()).hexdigest()[:16]

    def build_dir(self, data: Path) -> Path:
        """The folder of this snapshot's build."""
        return data / "builds" / self.build


def now() -> str:
    """The time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_snapshot(data: Path) -> Snapshot | None:
    """The live snapshot, or None when nothing was ever built. Where it is damaged the newest copy of it that has its build; without one StoreError is raised."""
    try:
        return _read(data / NAME)
    except Damaged:
        for file in _latest(data):
            with suppress(StoreError):
                if (copy := _read(file)) and copy.build_dir(data).is_dir():
                    return copy
        raise


def damaged_name(data: Path) -> bool:
    """Whether what names the live build is damaged, and a copy stands in for it."""
    try:
        return _read(data / NAME) is None
    except StoreError:
        return True


def past_snapshot(data: Path, id_: str) -> Snapshot | None:
    """The snapshot of that id, live or earlier; None when it is not remembered here or cannot be read any more."""
    if not re.fullmatch(r"[0-9a-f]{12}", id_):  # it comes from a file that anyone may have written
        return None
    try:
        return _read(data / PAST / f"{id_}.json")
    except StoreError:
        return None


def _read(path: Path) -> Snapshot | None:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise StoreError(
            f"index {path} cannot be read ({exc.strerror}). Check it, or set ONRECORD_DATA to another folder."
        ) from exc
    try:
        snapshot = Snapshot.model_validate(json.loads(raw))
    except (ValueError, ValidationError) as exc:
        raise Damaged(
            f"index {path} is damaged or from another version of onrecord. Run 'onrecord ingest --rebuild'."
        ) from exc
    if snapshot.schema_version != SCHEMA:
        raise OtherLayout(
            f"index {path} has layout {snapshot.schema_version}, this onrecord reads {SCHEMA}. "
            "Run 'onrecord ingest --rebuild'."
        )
    if snapshot.sum != snapshot.summed():
        raise Damaged(f"index {path} is damaged. Run 'onrecord ingest --rebuild'.")
    return snapshot


def switch(data: Path, snapshot: Snapshot) -> None:
    """Make ``snapshot`` the live one: written aside, flushed to disk, renamed over the old."""
    told = snapshot.model_dump_json(indent=1)
    try:
        (data / PAST).mkdir(exist_ok=True)
        write_whole(data / PAST / f"{snapshot.id}.json", told)
        write_whole(data / NAME, told)
    except OSError as exc:
        raise StoreError(f"index {data / NAME} cannot be written ({why_not(exc)}). The one before answers.") from exc


def swept(data: Path, keep: set[str]) -> list[Path]:
    """The folders of builds but those of ``keep``."""
    return [folder for folder in _children(data / "builds") if folder.name not in keep]


def sweep(data: Path, keep: set[str]) -> None:
    """Delete what killed builds left, builds but those of ``keep``, and the memory of all but the latest snapshots.

    Only the holder of the build lock may sweep: another's unfinished build looks the same as a killed one.
    """
    for folder in swept(data, keep):
        shutil.rmtree(folder, ignore_errors=True)
    sweep_parts(data, NAME)
    sweep_parts(data / PAST)
    for file in _latest(data)[REMEMBERED:]:
        file.unlink(missing_ok=True)


def _latest(data: Path) -> list[Path]:
    return sorted(_children(data / PAST), key=lambda file: file.stat().st_mtime, reverse=True)


def _children(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def live_snapshot(settings: Settings) -> Snapshot | None:
    """The live snapshot of this case, None when nothing was built; raises StoreError when it is damaged or another case's."""
    snapshot = read_snapshot(settings.data_dir)
    if snapshot and not _is_ours(snapshot, settings):
        raise StoreError(
            f"index folder {settings.data_dir} belongs to the case {snapshot.home}. Set ONRECORD_DATA to another folder, "
            f"or run '{settings.command} ingest --rebuild' to give this one to the case {settings.home}."
        )
    return snapshot


def built_snapshot(settings: Settings) -> Snapshot:
    """The same; raises StoreError when nothing was built, too."""
    snapshot = live_snapshot(settings)
    if snapshot is None:
        raise StoreError(f"no index in {settings.data_dir}. Run 'onrecord ingest' first.")
    return snapshot


def readable_snapshot(settings: Settings) -> Snapshot | None:
    """The same, and None for one of another version's layout: it is made anew."""
    try:
        return live_snapshot(settings)
    except OtherLayout:
        return None


def _is_ours(snapshot: Snapshot, settings: Settings) -> bool:
    """True for the home that the index names, and for one that holds its files.

    All of them, as a clone does; half is enough where the index came along inside the case or the old home is no more: then the case
    was copied or moved, and may have changed since.
    """
    home = settings.home
    if snapshot.home in ("", str(home)):
        return True
    of_case = [source for source in snapshot.sources if Path(source.file).parts[0] in ("corpus", "seeds")]
    held = sum(file_sha256(home / source.file) == source.file_sha256 for source in of_case)
    if settings.data_dir.is_relative_to(home) or not _is_there(Path(snapshot.home)):
        return 2 * held >= len(of_case)
    return held == len(of_case)


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # of another user, say: it cannot be told that it is no more
        return True
