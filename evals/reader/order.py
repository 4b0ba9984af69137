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

from evals.reader.groups import of_people
from evals.reader.step import Step, forever, of_written, run

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


if __name__ == "__main__":
    run(steps_of, 11, 2200, KEPT)
