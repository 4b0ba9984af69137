"""A body on its way: ``<source>.part`` beside a note of what it is part of, so that it can be taken up again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.case.originals import file_stem
from rag.fetch.outcome import Failure


class Note(BaseModel):
    """What the bytes so far belong to; ``validator`` is the strong ETag or date by which the server knows it again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    final_url: str
    validator: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Part:
    """The two files; neither need exist."""

    path: Path

    @property
    def _note(self) -> Path:
        return self.path.with_name(self.path.name + ".json")

    def resumable(self, url: str) -> Note | None:
        """The note, when there are bytes of ``url`` to go on from; otherwise what lies there is dropped."""
        try:
            note = Note.model_validate(json.loads(self._note.read_bytes()))
            if note.url == url and self.size:
                return note
        except (OSError, ValueError, ValidationError):
            pass  # no note, or a damaged one: start again
        self.drop()
        return None

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def sha256(self) -> str:
        """Of all bytes, those of earlier runs included."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def remember(self, note: Note | None) -> None:
        """Keep ``note``, or forget an earlier one: without it the bytes cannot be taken up again."""
        if note is None:
            self._note.unlink(missing_ok=True)
        else:
            self._note.write_text(note.model_dump_json(), encoding="utf-8")

    @contextmanager
    def open(self, append: bool) -> Iterator[BinaryIO]:
        """The file to write to, flushed to disk at the end."""
        with self.path.open("ab" if append else "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())

    def settle(self) -> None:
        """After a failure: keep the bytes if they can be taken up again, else drop them."""
        if not self._note.is_file():
            self.drop()

    def drop(self) -> None:
        """Remove both files."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)


def drop_leftovers(folder: Path, ids: Collection[str]) -> None:
    """Remove bodies that no run will take up again: without a note, or of a source that is none of ``ids`` any more."""
    stems = {file_stem(source_id) for source_id in ids}
    for path in folder.glob("*.part"):
        part = Part(path)
        if path.stem not in stems:
            part.drop()
        part.settle()


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turns errors of the disk into ours; what was written of the part is dropped to give its room back."""
    try:
        yield
    except OSError as exc:
        Part(path).drop()
        raise Failure(
            f"{path.name} cannot be written: {exc.strerror or exc}. Free the disk, or set ONRECORD_DATA elsewhere"
        ) from exc
