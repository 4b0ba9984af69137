"""Run a suite through the very path that serves people; a run that was killed goes on where it stopped."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from evals.code import digest_of_code
from evals.measures import measure
from evals.saved import Header, Row, RunFolder, sha256_of
from evals.schema import Question, before
from rag import __version__
from rag.ask import answer
from rag.assemble import Parts
from rag.case.places import names
from rag.common.clock import Tick
from rag.common.cores import processor
from rag.question import Turn
from rag.types import Answer, Passage
from rag.wire import to_model

SUITE = Path(__file__).parent / "data" / "questions.jsonl"
Put = tuple[Question, Sequence[Turn]]  # a question, and the conversation before it


def header_of(suite: Path, parts: Parts) -> Header:
    """What a run over ``suite`` with ``parts`` measures."""
    snapshot = parts.index.snapshot
    return Header(
        suite=suite.name, suite_sha256=sha256_of(suite), snapshot=snapshot.id, embedder=snapshot.embedder,
        mode="model" if parts.chat else "quote", model=parts.chat.model if parts.chat else "", version=__version__,
        code=digest_of_code(), processor=processor(), settings=parts.settings.shaping,
    )  # fmt: skip


def names_of(passages: Sequence[Passage]) -> set[str]:
    """Every name by which a suite may call the passages."""
    return {name for p in passages for name in names(p.id, p.source_id, p.locator)}


def run_suite(
    questions: Sequence[Question],
    parts: Parts,
    tick: Tick = lambda stage, done, total: None,
    done: Mapping[str, Row] | None = None,
    keep: RunFolder | None = None,
    among: Sequence[Question] = (),
    most_s: float = math.inf,
    warm: bool = False,
    ask: Callable[[Sequence[Put]], Iterator[Row]] | None = None,
) -> list[Row]:
    """A row for each question in order; those in ``done`` are not asked again, new ones go to ``keep``.

    ``among``: the whole suite where ``questions`` are a part of it, for the conversations. After ``most_s`` no further
    question is asked. ``warm``: these parts have answered before. ``ask``: who asks instead of ``parts`` (evals/jobs.py).
    """
    known = dict(done or {})
    put = [(q, [Turn(one) for one in before(q, among or questions)]) for q in questions if q.id not in known]
    if put and not warm and not ask:
        ask_first(put[0], parts)
    asked = ask(put) if ask and put else (asked_of(one, parts) for one in put)
    rows: list[Row] = []
    until = time.monotonic() + most_s
    for number, question in enumerate(questions, 1):
        if time.monotonic() > until:
            break
        row = known.get(question.id) or next(asked)
        if keep and question.id not in known:
            keep.add(row)
        rows.append(row)
        tick("asking", number, len(questions))
    return rows


def ask_first(put: Put, parts: Parts) -> None:
    """Ask and forget: the first answer of a process also loads things, and is not counted."""
    answer(put[0].question, parts)


def asked_of(put: Put, parts: Parts) -> Row:
    """What is found of the answer to a question."""
    question, history = put
    started = time.perf_counter()
    reply = answer(question.question, parts, history)
    milliseconds = (time.perf_counter() - started) * 1000
    return row_of(question, reply, parts, milliseconds)


def row_of(question: Question, reply: Answer, parts: Parts, milliseconds: float) -> Row:
    """What is found of one answer."""
    return Row(
        id=question.id,
        question=question.question,
        type=question.type,
        language=question.language,
        must_refuse=question.must_refuse,
        refused=reply.refused,
        confidence=reply.confidence,
        milliseconds=milliseconds,
        parts=measure(question, reply, parts.index.source_text, parts.verify),
        answer=to_model(reply, parts.index.sources).model_dump(mode="json"),
    )
