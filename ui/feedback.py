"""What readers thought of answers, kept on this machine: one JSON line each in the case's data folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.errors import StoreError

FILE = "feedback.jsonl"
LARGEST = 16 * 1024 * 1024  # bytes of the file: a page that is asked to must not fill the disk


class Feedback(BaseModel):
    """A thumb, and perhaps a comment, on one answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    when: str
    rating: Literal["up", "down"]
    comment: str = Field("", max_length=2000)
    question: str = Field(max_length=20_000)
    answer: str = Field(max_length=200_000)
    snapshot: str
    mode: str


def keep(data: Path, feedback: Feedback) -> None:
    """Add one line; raises StoreError when the file is full or cannot be written."""
    file = data / FILE
    try:
        if file.is_file() and file.stat().st_size > LARGEST:
            raise StoreError(f"{file} is full. Move it away; 'onrecord feedback --json' prints it.")
        with file.open("a", encoding="utf-8") as out:
            out.write(feedback.model_dump_json() + "\n")
    except OSError as exc:
        raise StoreError(f"{file} cannot be written ({exc.strerror}). Free space or set ONRECORD_DATA.") from exc


def read(data: Path) -> list[Feedback]:
    """Everything kept, oldest first; raises StoreError naming the line that is not feedback."""
    file = data / FILE
    if not file.is_file():
        return []
    kept = []
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        try:
            kept += [Feedback.model_validate(json.loads(line))] if line else []
        except (ValueError, ValidationError) as exc:
            raise StoreError(f"{file} line {number} is not feedback. Correct or remove that line.") from exc
    return kept
