"""Answers that were saved for others to see: one JSON file each, under a name nobody can guess."""

import os
import re
import secrets
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from rag.common.files import FULL, sweep_parts, why_not, write_whole
from rag.common.log import log_traceback
from rag.common.strict import Strict
from rag.errors import OnRecordError, StoreError, UsageError
from rag.index.snapshot import now
from rag.sources import Source
from rag.types import Answer
from rag.wire import AnswerModel, from_json, to_model

ID = re.compile(r"[A-Za-z0-9_-]{22}")  # 16 random bytes
LARGEST = 512 * 1024  # bytes of one saved answer


class _File(Strict):
    saved_at: str
    answer: AnswerModel
    sources: dict[str, Source]  # what they said of themselves when the answer was saved, their hashes among it


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved answer, when it was saved, and its sources as they were then."""

    id: str
    saved_at: str
    answer: Answer
    sources: Mapping[str, Source]


LEFT_S = 60  # a file that is being written for so long was left by who wrote it


class NoRoom(StoreError):
    """As many answers are saved as may be, or the disk takes no more."""


class Saved:
    """The saved answers of one data folder."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most
        self._saving = threading.Lock()
        with suppress(OSError):  # what killed writers left; where nothing can be written, nothing was
            sweep_parts(folder, older_s=LEFT_S)

    def save(self, answer: Answer, sources: Mapping[str, Source]) -> str:
        """Keep ``answer`` and give its id; raises UsageError when it is too large, StoreError when it cannot be kept."""
        mentioned = answer.source_ids | {hit.passage.source_id for hit in (*answer.hits, *answer.nearest)}
        cited = {source_id: sources[source_id] for source_id in sorted(mentioned) if source_id in sources}
        file = _File(saved_at=now(), answer=to_model(answer, sources), sources=cited)
        data = file.model_dump_json().encode()
        if len(data) > LARGEST:
            raise UsageError(f"the answer has {len(data):,} bytes, {LARGEST:,} can be saved. Ask for less.")
        made = secrets.token_urlsafe(16)
        try:
            with self._saving:
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                if sum(entry.name.endswith(".json") for entry in os.scandir(self._folder)) >= self._most:
                    raise NoRoom(
                        f"{self._most:,} answers are saved already. Remove some from {self._folder}, "
                        "or raise ONRECORD_SAVED_ANSWERS."
                    )
                write_whole(self._folder / f"{made}.json", data, private=True)
        except OSError as exc:
            kind = NoRoom if exc.errno in FULL else StoreError
            raise kind(f"the answer cannot be saved in {self._folder} ({why_not(exc)}).") from exc
        return made

    def read(self, made: str) -> Kept | None:
        """The answer saved under this id; None when there is none, or what is there is damaged."""
        if not ID.fullmatch(made):
            return None
        try:
            data = (self._folder / f"{made}.json").read_bytes()
        except OSError:
            return None
        try:
            file = _File.model_validate_json(data)
            return Kept(made, file.saved_at, from_json(file.answer.model_dump_json()), file.sources)
        except (ValidationError, OnRecordError) as exc:
            log_traceback(exc)
            return None
