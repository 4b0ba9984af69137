"""Goes on from the shipped reader: it learns to put what answers before what competes (``python -m evals.reader.order``).

Packages as for train.py. Questions of the public and of invented sources, each beside passages that speak of it and others that
compete; some claims are learnt on, lest they be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from evals.reader.groups import of_people, of_sources
from evals.reader.step import Step, forever, go_on
from evals.reader.texts import CLAIM, pairs, written
from rag.reader import FILE

PEOPLE, SOURCES, CLAIMS = 4, 4, 4  # groups of either kind, and claims, in a step
KEPT = 0.3  # of the weights that it had before; chosen by the development half of evals/people.py and by near misses fitted to
COMPETING, AMONG = 9, 3  # silent passages of a group that take part, of the public's questions and of a source's


def steps_of(rng: Random) -> Iterator[Step]:
    """Steps without end."""
    told = [source for source in written() if not source.kept]
    people = forever([group for _, group in of_people(rng)], rng)
    sources = forever(list(of_sources(told, rng)), rng)
    claims = forever([pair for pair in pairs(told) if pair.task == CLAIM], rng)
    while True:
        step = Step()
        for groups, count, most in ((people, PEOPLE, COMPETING), (sources, SOURCES, AMONG)):
            for _ in range(count):
                step.single(next(groups), most, rng)
        for _ in range(CLAIMS):
            step.claim(next(claims))
        yield step


def main(
    file: Annotated[Path, typer.Option(help="What to write.")] = FILE,
    steps: Annotated[int, typer.Option(help="How many.")] = 2200,
    rate: Annotated[float, typer.Option(help="The highest learning rate.")] = 6e-5,
) -> None:
    """Go on from the shipped reader and write another."""
    go_on(steps_of(Random(11)), rate, steps, KEPT, file)  # noqa: S311 - examples, not secrets


if __name__ == "__main__":
    typer.run(main)
