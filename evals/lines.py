"""The lines of a file in evals/data, and its halves; the lines of a table."""

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from rag.common.strict import Strict

Kind = TypeVar("Kind", bound=Strict)


class Half(StrEnum):
    """Which lines: such as may be looked at, or such of which only totals are."""

    DEVELOPMENT = "development"
    CHECK = "check"


def read_lines(path: Path, kind: type[Kind]) -> list[Kind]:
    """The lines of a JSONL file; raises ValidationError for one that is none of the ``kind``."""
    return [kind.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_json(path: Path) -> list[Any]:
    """The lines of a JSONL file as plain data."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, all but its first column to the right."""
    rule = "|---" + "|---:" * (len(heads) - 1) + "|"
    line, *lines = ("| " + " | ".join(cells) + " |" for cells in (heads, *rows))
    return "\n".join([line, rule, *lines])
