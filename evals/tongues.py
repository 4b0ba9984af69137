"""How questions fare that are asked in another language than the sources': English ones of Spanish and of Chinese sources.

    python -m evals.tongues [CASE ...] [--half check] [--list]

Of each invented case in evals/data/people/ 45 questions are in English, and 25 in the sources' own language to compare. ``canal``
(Spanish) and ``kiln`` (Chinese) are for development, their failures may be looked at; of ``clinic`` and ``parcel`` only the totals are.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import typer

from evals.lines import Half
from evals.people import Cases, Listed, WhichHalf, opened, suite_of, table, wrongly
from evals.run import run_suite
from evals.saved import Row

CASES = {Half.DEVELOPMENT: ("canal", "kiln"), Half.CHECK: ("clinic", "parcel")}


def main(
    cases: Cases = None,
    half: WhichHalf = Half.DEVELOPMENT,
    show: Listed = False,
) -> None:
    """Ask the questions and print how they fared, by case and language."""
    rows: dict[str, Sequence[Row]] = {}
    with tempfile.TemporaryDirectory(prefix="onrecord-tongues-") as folder:
        for case in cases or CASES[half]:
            asked = run_suite(suite_of(case), opened(case, Path(folder)))
            for language in sorted({row.language for row in asked}):
                rows[f"{case}, asked in {language}"] = [row for row in asked if row.language == language]
            for line in wrongly(case, asked) if show and case not in CASES[Half.CHECK] else ():
                typer.echo(line)
    typer.echo(table(rows))


if __name__ == "__main__":
    typer.run(main)
