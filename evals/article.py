"""An invented article of evals/data; each file of them adds what is asked of it or claimed about it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

Kind = TypeVar("Kind", bound="Article")


class Article(BaseModel):
    """What every line of such a file has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    publisher: str
    date: str
    paragraphs: tuple[str, ...]


def read_articles(path: Path, kind: type[Kind]) -> list[Kind]:
    """The articles of a JSONL file, a line each; raises ValidationError for a line that is none."""
    return [kind.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]
