"""The questions of a suite: one JSON object a line, as docs/evals.md documents."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from rag.errors import UsageError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KeyPoint(_Strict):
    """Something a full answer says, and the facts or seed paragraphs any of which bears it; none for a refusal."""

    text: str
    support: tuple[str, ...] = ()


class Question(_Strict):
    """One case of a suite."""

    id: str
    question: str
    language: str = "en"
    type: str = ""
    must_refuse: bool = False
    must_correct_premise: bool = False
    key_points: tuple[KeyPoint, ...] = ()
    evidence: tuple[str, ...] = ()
    acceptable_sources: tuple[str, ...] = ()
    pair_id: str | None = None
    turn: int | None = None
    history: tuple[str, ...] = ()
    note: str | None = None

    @property
    def support(self) -> frozenset[str]:
        """Every fact that bears a key point, or the answer as a whole."""
        return frozenset(self.evidence) | {one for point in self.key_points for one in point.support}


def read_suite(path: Path) -> tuple[Question, ...]:
    """The questions of a JSONL file; raises UsageError naming line and field."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"suite {path} cannot be read as UTF-8 text. Give a JSONL file.") from exc
    questions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            questions.append(Question.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as exc:
            where = exc.errors()[0]["loc"] if isinstance(exc, ValidationError) else "the line"
            raise UsageError(f"suite {path} line {number}, field {where}: not as docs/evals.md says.") from exc
    if not questions:
        raise UsageError(f"suite {path} holds no question. Give a JSONL file with one question a line.")
    ids = [q.id for q in questions]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise UsageError(f"suite {path}: the id '{twice}' is used twice. Every question needs its own.")
    return tuple(questions)
