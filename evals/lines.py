"""The lines of a file in evals/data, and its halves."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

Kind = TypeVar("Kind", bound="Line")


class Half(StrEnum):
    """Which lines: such as may be looked at, or such of which only totals are."""

    DEVELOPMENT = "development"
    CHECK = "check"


class Line(BaseModel):
    """A line, or a part of one; nothing that is not said of it may stand there."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Article(Line):
    """An invented article; each file adds what is claimed about it."""

    id: str
    title: str
    publisher: str
    date: str
    paragraphs: tuple[str, ...]


def read_lines(path: Path, kind: type[Kind]) -> list[Kind]:
    """The lines of a JSONL file; raises ValidationError for one that is none of the ``kind``."""
    return [kind.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]
