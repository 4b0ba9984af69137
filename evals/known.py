"""Write the shipped case's known questions, ``corpus/questions.jsonl``, and their vectors beside them.

    python -m evals.known

They are the questions that the reader learns from: what the public might ask of the shipped case, and their twins
(evals/data/README.md), by authors who saw its facts and no suite. Run it again after a change to these; the same files give the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer
from rich.progress import Progress

from evals.people import SHIPPED, suite_of
from evals.reader.twins import Kind, Side, twins_of
from rag.corpus import QUESTIONS, KnownQuestion, read_case
from rag.files import write_whole
from rag.ingest.known import bring_along
from rag.models import E5, loaded

HOME = Path(__file__).parents[1]


def learnt() -> Iterator[KnownQuestion]:
    """The questions to the shipped case that the reader learns from, each once."""
    seen: set[str] = set()
    for question in (*_public(), *_twins()):
        key = " ".join(question.question.casefold().split())
        if key not in seen:
            seen.add(key)
            yield question


def _public() -> Iterator[KnownQuestion]:
    for asked in suite_of(f"{SHIPPED}_learnt"):
        if asked.must_refuse:
            yield KnownQuestion(question=asked.question)
        elif asked.evidence:
            yield KnownQuestion(
                question=asked.question, answered_by=asked.evidence, false_premise=asked.must_correct_premise
            )


def _twins() -> Iterator[KnownQuestion]:
    for pair in twins_of(SHIPPED):
        if pair.kind is Kind.UNANSWERABLE:
            yield KnownQuestion(question=pair.question)
        else:
            yield _answered(pair, wrong=True)
        yield _answered(pair.twin, wrong=False)


def _answered(side: Side, wrong: bool) -> KnownQuestion:
    return KnownQuestion(question=side.question, answered_by=side.evidence, false_premise=wrong)


def main() -> None:
    """Write both files and say how many questions there are of each kind."""
    lines = (known.model_dump_json(exclude_defaults=True) + "\n" for known in learnt())
    write_whole(HOME / "corpus" / QUESTIONS, "".join(lines))
    read = read_case(HOME).questions
    with Progress() as bars:
        bar = bars.add_task("embedding questions", total=len(read))
        bring_along(HOME / "corpus", read, loaded(E5), lambda done, total: bars.update(bar, completed=done))
    silent, wrong = sum(not q.answered_by for q in read), sum(q.false_premise for q in read)
    typer.echo(f"{len(read)} questions: {silent} that the sources are silent on, {wrong} with a false premise")


if __name__ == "__main__":
    typer.run(main)
