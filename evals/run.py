"""Run a suite through the very path that serves people, and write down what was found.

python -m evals.run                              the 80 shipped questions, as a table
python -m evals.run --out out/evals.json         the same, with every answer, as JSON
python -m evals.run --scorecard docs/scorecard.md
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from evals.metrics import Outcome, judge, summarise
from evals.schema import Question, read_suite
from evals.scorecard import table, write_scorecard
from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.clock import Tick
from rag.settings import load_settings
from rag.types import Turn
from rag.wire import to_model

SUITE = Path(__file__).parent / "data" / "questions.jsonl"


def run_suite(
    questions: Sequence[Question], parts: Parts, tick: Tick = lambda stage, done, total: None
) -> list[Outcome]:
    """An outcome for each question; the second turn of a pair is asked in the conversation of the first."""
    first = {q.pair_id: q for q in questions if q.pair_id and q.turn == 1}
    outcomes = []
    if questions:
        answer(questions[0].question, parts)  # the first answer of a process also loads things: not counted
    for done, question in enumerate(questions, 1):
        history = [Turn(first[question.pair_id].question)] if question.turn == 2 and question.pair_id in first else []
        started = time.perf_counter()
        reply = answer(question.question, parts, history)
        milliseconds = (time.perf_counter() - started) * 1000
        outcomes.append(judge(question, reply, parts.index.source_text, milliseconds))
        tick("asking", done, len(questions))
    return outcomes


def as_json(outcomes: Sequence[Outcome], parts: Parts) -> dict[str, object]:
    """The run as plain data: the figures, and every question with its answer."""
    return {
        "snapshot": parts.index.snapshot.id,
        "embedder": parts.index.snapshot.embedder,
        "figures": summarise(outcomes),
        "questions": [
            {
                "id": o.question.id,
                "type": o.question.type,
                "key_points": o.key_points,
                "refused_rightly": o.refused_rightly,
                "answer": to_model(o.answer, parts.index.sources).model_dump(mode="json"),
            }
            for o in outcomes
        ],
    }


def main(
    suite: Annotated[Path, typer.Argument(help="JSONL of questions.")] = SUITE,
    out: Annotated[Path | None, typer.Option(help="Write figures and answers as JSON.")] = None,
    scorecard: Annotated[Path | None, typer.Option(help="Renew this Markdown scorecard.")] = None,
    case: Annotated[Path | None, typer.Option(help="Case folder; default: the shipped case.")] = None,
) -> None:
    """Measure retrieval, key points, citations, refusals and latency over a suite."""
    questions = read_suite(suite)
    parts = open_parts(load_settings(case=case))
    outcomes = run_suite(questions, parts)
    typer.echo(table(outcomes))
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(as_json(outcomes, parts), ensure_ascii=False, indent=1), encoding="utf-8")
    if scorecard:
        write_scorecard(scorecard, outcomes, parts)


if __name__ == "__main__":
    typer.run(main)
