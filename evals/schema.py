"""The questions of a suite: one JSON object a line, as docs/evals.md and docs/suite.schema.json document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.errors import UsageError
from rag.places import singly


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KeyPoint(_Strict):
    """Something a full answer says, and the facts or seed paragraphs any of which bears it; none for a refusal."""

    text: str
    support: tuple[str, ...] = Field(
        default=(), description="ids of passages, or source:place; any of them bears the point"
    )


class Question(_Strict):
    """One case of a suite: a question, or the last question of a conversation."""

    id: str = Field(min_length=1, description="its name, unique in the suite")
    question: str = Field(min_length=1, description="what is asked")
    language: str = Field(default="en", description="for the table by language")
    type: str = Field(default="", description="any word, for the table by type; 'conflict' makes conflict_shown apply")
    must_refuse: bool = Field(default=False, description="the sources do not answer this")
    must_correct_premise: bool = Field(default=False, description="the question takes something wrong for granted")
    key_points: tuple[KeyPoint, ...] = Field(default=(), description="what a full answer says")
    evidence: tuple[str, ...] = Field(default=(), description="ids of passages any of which answers")
    acceptable_sources: tuple[str, ...] = Field(default=(), description="ids of sources an answer may rest on")
    pair_id: str | None = Field(default=None, description="the conversation it belongs to, with 'turn'")
    turn: int | None = Field(default=None, ge=1, description="its place in that conversation, from 1")
    history: tuple[str, ...] = Field(default=(), description="questions asked before it in the same conversation")
    note: str | None = Field(default=None, description="for people")

    @property
    def support(self) -> frozenset[str]:
        """Every fact that bears a key point, or the answer as a whole."""
        return frozenset(self.evidence) | {one for point in self.key_points for one in point.support}


def read_suite(path: Path) -> tuple[Question, ...]:
    """The questions of a JSONL file; raises UsageError naming line and field."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # not splitlines: JSON may hold other line ends
    except FileNotFoundError as exc:
        raise UsageError(f"suite {path} does not exist. Name a JSONL file.") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"suite {path} cannot be read as UTF-8 text. Give a JSONL file.") from exc
    questions = [_question(line, f"suite {path} line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not questions:
        raise UsageError(f"suite {path} holds no question. Give a JSONL file with one question a line.")
    if twice := [one for one, count in Counter(q.id for q in questions).items() if count > 1]:
        raise UsageError(f"suite {path}: the id '{twice[0]}' is used twice. Every question needs its own.")
    for question in questions:
        if (
            not question.history
            and (question.turn or 1) > 1
            and len(before(question, questions)) != (question.turn or 1) - 1
        ):
            raise UsageError(
                f"suite {path}: '{question.id}' is turn {question.turn} of '{question.pair_id}', whose earlier turns are not "
                "all there. Add them, or give 'history'."
            )
    return tuple(questions)


def before(question: Question, questions: Sequence[Question]) -> tuple[str, ...]:
    """The questions of the conversation that ``question`` closes: its history, or the earlier turns of its pair."""
    if question.history or question.pair_id is None:
        return question.history
    turns = {
        q.turn: q.question
        for q in questions
        if q.pair_id == question.pair_id and q.turn and q.turn < (question.turn or 1)
    }
    return tuple(turns[turn] for turn in sorted(turns))


def unknown_names(questions: Sequence[Question], passages: Collection[str], sources: Collection[str]) -> list[str]:
    """A line for each kind of id that the suite names and the index does not have: such points can never be borne."""
    known = frozenset(passages)
    named = {one for q in questions for one in q.support} - known
    facts = sorted(one for one in named if not (rows := singly(one)) or not known.issuperset(rows))
    wrong = sorted({one for q in questions for one in q.acceptable_sources} - set(sources))
    return [
        f"the index has none of these {kind}, so nothing can ever rest on them: {', '.join(names[:5])}"
        + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        for kind, names in (("supporting passages", facts), ("acceptable sources", wrong))
        if names
    ]


_FORMS = {"key_points": 'each is {"text": "48 metres", "support": ["survey-2019-f02"]}'}


def _question(line: str, where: str) -> Question:
    try:
        given = json.loads(line)
    except ValueError as exc:
        raise UsageError(f"{where} is not JSON ({exc}). Write one object a line, as docs/evals.md says.") from exc
    if not isinstance(given, dict):
        raise UsageError(f"{where} is not a JSON object. Write one object a line, as docs/evals.md says.")
    try:
        return Question.model_validate(given)
    except ValidationError as exc:
        first = exc.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        why = _FORMS.get(field.split(".")[0], "") if first["type"] in ("model_type", "dict_type", "string_type") else ""
        said = f"field '{field}': {why or first['msg']}" if field else first["msg"]
        raise UsageError(f"{where}, {said}. See docs/evals.md.") from exc
