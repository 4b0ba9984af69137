"""Where a doubt begins: what the reader makes of false premises that no rule finds, and of questions that are sound.

    python -m evals.doubt

Asked are the pairs of twins and the public's questions of the development cases. For each pair of bounds it prints how many false
premises would be doubted and how many sound questions; rag/answer/doubted.py has those that were taken.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from evals.lines import Half
from evals.people import CASES, SHIPPED, opened, suite_of
from evals.reader.twins import Kind, twins_of
from rag.answer.doubted import odds
from rag.assemble import Parts
from rag.reader import LANGUAGE

FIRSTS, SUMS = (0.0, 0.5, 1.0, 1.5, 2.0), (0.0, 0.5, 1.1, 1.4, 1.8, 2.4)


@dataclass(frozen=True, slots=True)
class Read:
    """A question that may be doubted, and by which log-odds; ``twin``: one of a pair."""

    twin: bool
    false: bool
    first: float
    summed: float


def asked(case: str) -> Iterator[tuple[bool, bool, str]]:
    """Whether it is one of a pair, whether its premise is false, and the question."""
    for pair in twins_of(case):
        if pair.kind is Kind.FALSE_PREMISE:
            yield from ((True, True, pair.question), (True, False, pair.twin.question))
    for question in suite_of(case):
        if not question.must_refuse:
            yield False, question.must_correct_premise, question.question


def read(case: str, parts: Parts) -> Iterator[Read]:
    """Of a case's questions those that a doubt may meet: the sources answer, and no rule finds anything."""
    for twin, false, question in asked(case):
        hits = parts.engine.find(question)
        ground = parts.judge.judge(question, hits)
        if ground.enough and not parts.corrected(question, hits, LANGUAGE, ground.related):
            yield Read(twin, false, *odds(parts.first_read(question, hits)))


def table(found: Sequence[Read]) -> str:
    """Markdown: a line for each bound of the first passage, a column for each of all; false premises doubted / sound ones."""
    lines = [f"| the first \\ all | {' | '.join(f'{s:.1f}' for s in SUMS)} |", "|---|" + "---:|" * len(SUMS)]
    for first in FIRSTS:
        cells = []
        for summed in SUMS:
            over = [r.false for r in found if r.first > first and r.summed > summed]
            cells.append(f"{sum(over)} / {len(over) - sum(over)}")
        lines.append(f"| {first:.1f} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Read the questions and print both tables."""
    found: list[Read] = []
    with tempfile.TemporaryDirectory(prefix="onrecord-doubt-") as folder:
        for case in CASES[Half.DEVELOPMENT]:
            if case != SHIPPED:  # the reader has learnt from its twins
                found += read(case, opened(case, Path(folder)))
    for title, some in (
        ("twins", [r for r in found if r.twin]),
        ("the public's questions", [r for r in found if not r.twin]),
    ):
        false = sum(r.false for r in some)
        typer.echo(f"\n{title}: {false} false premises, {len(some) - false} sound ones\n{table(some)}")


if __name__ == "__main__":
    typer.run(main)
