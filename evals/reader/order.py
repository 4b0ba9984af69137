"""Goes on from the shipped reader: it learns to put what answers before what competes (``python -m evals.reader.order``).

Packages as for train.py. Questions of the public and of invented sources, each beside passages that speak of it and others that
compete; some claims are learnt on, lest they be forgotten.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from evals.reader.groups import of_people
from evals.reader.step import Step, forever, go_on, of_written
from rag.reader import FILE

PEOPLE, SOURCES, CLAIMS = 4, 4, 4  # groups of either kind, and claims, in a step
KEPT = 0.3  # of the weights that it had before; chosen by the development half of evals/people.py and by near misses fitted to
COMPETING, AMONG = 9, 3  # silent passages of a group that take part, of the public's questions and of a source's


def steps_of(rng: Random) -> Iterator[Step]:
    """Steps without end."""
    with tempfile.TemporaryDirectory(prefix="onrecord-groups-") as folder:
        people = forever([group for _, group in of_people(Path(folder), rng)], rng)
    sources, claims = of_written(rng)
    while True:
        groups = ((people, PEOPLE, COMPETING), (sources, SOURCES, AMONG))
        yield Step().fill(groups, islice(claims, CLAIMS), rng)


def main(
    file: Annotated[Path, typer.Option(help="What to write.")] = FILE,
    steps: Annotated[int, typer.Option(help="How many.")] = 2200,
    rate: Annotated[float, typer.Option(help="The highest learning rate.")] = 6e-5,
) -> None:
    """Go on from the shipped reader and write another."""
    go_on(steps_of(Random(11)), rate, steps, KEPT, file)  # noqa: S311 - examples, not secrets


if __name__ == "__main__":
    typer.run(main)
