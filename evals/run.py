"""Run a suite through the very path that serves people; a run that was killed goes on where it stopped."""

import hashlib
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.code import digest_of_code, processor
from evals.measures import measure
from evals.saved import Header, Row, RunFolder
from evals.schema import Question, before
from rag import __version__
from rag.ask import answer
from rag.assemble import Parts
from rag.case.places import names
from rag.common.clock import Tick
from rag.question import Turn
from rag.sources import Passage
from rag.types import Answer
from rag.wire import to_model

SUITE = Path(__file__).parent / "data" / "questions.jsonl"


def header_of(suite: Path, parts: Parts) -> Header:
    """What a run over ``suite`` with ``parts`` measures."""
    snapshot = parts.index.snapshot
    return Header(
        suite=suite.name, suite_sha256=hashlib.sha256(suite.read_bytes()).hexdigest(), snapshot=snapshot.id, embedder=snapshot.embedder,
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
    warm: bool = False,
) -> list[Row]:
    """A row for each question in order; those in ``done`` are not asked again, new ones go to ``keep``.

    ``warm``: these parts have answered before. Else one question is asked in vain, for the first answer of a process also loads things.
    """
    rows = dict(done or {})
    new = [question for question in questions if question.id not in rows]
    if new and not warm:
        answer(new[0].question, parts)
    for number, question in enumerate(new, 1 + len(questions) - len(new)):
        started = time.perf_counter()
        reply = answer(question.question, parts, [Turn(one) for one in before(question, questions)])
        took = (time.perf_counter() - started) * 1000
        rows[question.id] = row = row_of(question, reply, parts, took)
        if keep:
            keep.add(row)
        tick("asking", number, len(questions))
    return [rows[question.id] for question in questions]


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
        parts=measure(question, reply, parts.index.source_text, parts.checking.verify),
        answer=to_model(reply, parts.index.sources).model_dump(mode="json"),
    )
