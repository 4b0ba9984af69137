"""The questions of a suite: one JSON object a line, as docs/evals.md and docs/suite.schema.json document."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from rag.case.places import singly
from rag.common.strict import Strict
from rag.errors import EmptyQuestion, UsageError
from rag.question import usable
from rag.settings import Settings

LONGEST = int(Settings.model_fields["max_question"].default)
MOST = 10  # lines whose mistakes are told; a file of another kind would fill the screen
_KEY_POINTS = 'each is {"text": "48 metres", "support": ["survey-2019-f02"]}'


class KeyPoint(Strict):
    """Something a full answer says, and the facts or seed paragraphs any of which bears it; none for a refusal."""

    text: str
    support: tuple[str, ...] = Field(
        default=(), description="ids of passages, or source:place; any of them bears the point"
    )


class Question(Strict):
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


def read_suite(path: Path, longest: int = LONGEST) -> tuple[Question, ...]:
    """The questions of a JSONL file; raises UsageError naming every mistake by line and field, also what could not be asked:
    a question without a letter, or of more than ``longest`` characters."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # not splitlines: JSON may hold other line ends
    except FileNotFoundError as exc:
        raise UsageError(f"suite {path} does not exist. Name a JSONL file.") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"suite {path} cannot be read as UTF-8 text. Give a JSONL file.") from exc
    questions: dict[int, Question] = {}
    wrong: dict[int, list[str]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            question, mistakes = _question(line, longest)
            wrong[number] = mistakes
            if question:
                questions[number] = question
    if not wrong:
        raise UsageError(f"suite {path} holds no question. Give a JSONL file with one question a line.")
    for number, mistake in _among_lines(questions):
        wrong[number].append(mistake)
    if mistaken := [(number, found) for number, found in wrong.items() if found]:
        raise UsageError(f"suite {path} {_told(mistaken)}. See docs/evals.md.")
    return tuple(questions.values())


def _question(line: str, longest: int) -> tuple[Question | None, list[str]]:
    """The question on a line, where it is one, and every mistake of it."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as exc:
        return None, [f"is not JSON ({exc})"]
    if not isinstance(given, dict):
        return None, ["is not a JSON object"]
    mistakes = list(_not_to_ask(given, longest))
    try:
        question = Question.model_validate(given)
    except ValidationError as exc:
        for one in exc.errors():
            field = ".".join(map(str, one["loc"]))
            form = field.startswith("key_points") and one["type"] in ("model_type", "string_type")
            mistakes.append(f"field '{field}': {_KEY_POINTS if form else one['msg']}")
        return None, mistakes
    if question.must_refuse and question.evidence:
        mistakes.append("field 'evidence': names what answers, and 'must_refuse' says that nothing does")
    if question.turn is not None and question.pair_id is None:
        mistakes.append(f"field 'turn': {question.turn} of no conversation, for there is no 'pair_id'")
    return question, mistakes


def _told(mistakes: Sequence[tuple[int, Sequence[str]]]) -> str:
    """The mistakes by line in one line for a person: "line 2, field 'id': Field required; line 5 is not JSON"."""
    lines = [
        f"line {number}{', ' if found[0].startswith('field') else ' '}{', '.join(found)}" for number, found in mistakes
    ]
    more = len(lines) - MOST
    tail = f"; and {more} more {'line' if more == 1 else 'lines'}" if more > 0 else ""
    return "; ".join(lines[:MOST]) + tail


def _not_to_ask(given: Mapping[str, object], longest: int) -> Iterator[str]:
    """What no question can be asked of, in its field or in the conversation before it."""
    try:
        usable(asked if isinstance(asked := given.get("question"), str) and asked else "x", longest)
    except EmptyQuestion:
        yield "field 'question': holds no letter and no digit, so nothing is asked"
    except UsageError as exc:
        yield f"field 'question': {str(exc).rstrip('.')}"
    history = given.get("history")
    for place, earlier in enumerate(history if isinstance(history, list) else []):
        if isinstance(earlier, str) and not any(c.isalnum() for c in earlier):
            yield f"field 'history.{place}': holds no letter and no digit, so nothing was asked"


def _among_lines(questions: Mapping[int, Question]) -> Iterator[tuple[int, str]]:
    """What is wrong with a line beside the others, with its number."""
    first: dict[str, int] = {}
    everything = tuple(questions.values())
    for number, question in questions.items():
        if (earlier := first.setdefault(question.id, number)) != number:
            yield number, f"field 'id': '{question.id}' is used twice, first in line {earlier}"
        turn = question.turn or 1
        if turn == 1 or question.pair_id is None or question.history:
            continue
        if len(before(question, everything)) == turn - 1:
            continue
        yield (
            number,
            f"field 'turn': '{question.id}' is turn {turn} of '{question.pair_id}', whose earlier turns are not all there: "
            "add them, or give 'history'",
        )


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
