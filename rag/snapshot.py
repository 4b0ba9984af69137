"""``snapshot.json``: which build is live, what it was made from, and the atomic switch to a new one.

    data/
      snapshot.json          names the live build; replaced in one rename
      builds/<id>/chroma/    the collection; never written again once it is live
      builds/<id>/texts/     the stored text of each source, named by its sha256
      builds/<id>/sentences.npz   the vectors of single sentences

A build is made beside the live one, so killing it at any moment leaves the old index answering.
"""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.errors import StoreError
from rag.types import Kind, Source, Tier

SCHEMA = 1  # raise it when a build of an older onrecord can no longer be read
NAME = "snapshot.json"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SnapshotSource(_Strict):
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
    sha256: str  # of the stored text
    file: str  # relative to the case's home
    file_sha256: str
    passages: int
    warnings: tuple[str, ...] = ()  # what reading the file left out or had to guess

    def to_source(self) -> Source:
        """The same as the product's own type."""
        return Source(**self.model_dump(exclude={"file", "file_sha256", "passages", "warnings"}))


class Skipped(_Strict):
    """A file that could not be read, and why."""

    file: str
    reason: str


class Snapshot(_Strict):
    """Everything that shaped an index; ``key`` changes whenever one of them does."""

    schema_version: int = SCHEMA
    id: str
    key: str
    created: str
    build: str
    collection: str
    embedder: str
    dim: int
    passages: int
    sentences: int
    versions: dict[str, str] = Field(default_factory=dict)
    sources: tuple[SnapshotSource, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def build_dir(self, data: Path) -> Path:
        """The folder of this snapshot's build."""
        return data / "builds" / self.build


def now() -> str:
    """The time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_snapshot(data: Path) -> Snapshot | None:
    """The live snapshot, or None when nothing was ever built; raises StoreError when it is damaged."""
    path = data / NAME
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
        raise StoreError(
            f"index {path} is damaged or from another version of onrecord. Run 'onrecord ingest --rebuild'."
        ) from exc
    if snapshot.schema_version != SCHEMA:
        raise StoreError(
            f"index {path} has layout {snapshot.schema_version}, this onrecord reads {SCHEMA}. "
            "Run 'onrecord ingest --rebuild'."
        )
    return snapshot


def switch(data: Path, snapshot: Snapshot) -> None:
    """Make ``snapshot`` the live one: written aside, flushed to disk, renamed over the old."""
    aside = data / (NAME + ".new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(snapshot.model_dump_json(indent=1))
        file.flush()
        os.fsync(file.fileno())
    aside.replace(data / NAME)


def drop_old_builds(data: Path, keep: set[str]) -> None:
    """Delete builds that are neither live nor the one before; a process that still reads one keeps its open files."""
    builds = data / "builds"
    if not builds.is_dir():
        return
    for folder in builds.iterdir():
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)
