"""How questions about the rows of tables fare: whether the answer quotes the row that says it, and what no row says is refused.

    python -m evals.rows [--half check] [--list]

Each case of ``tables.jsonl`` is a table and a text on the same matter, both invented, indexed as anybody's are. The file is
for development, its failures may be looked at; of ``tables_check.jsonl`` only the totals are.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from evals.lines import Half, Line, read_lines
from evals.people import wrongly
from evals.run import run_suite
from evals.saved import Row
from evals.schema import Question
from evals.small_case import File, indexed
from evals.summary import figures
from rag.assemble import Parts

DATA = Path(__file__).parent / "data"
TABLE = "table"  # the source's id
SHOWN = ("first_quote", "first_three", "answerable_refused", "refusal_recall")


class Table(Line):
    """A table as a publisher gives it out."""

    title: str
    publisher: str
    published: str
    csv: str


class Prose(Line):
    """What another body writes on the matter, without the figures that are asked for."""

    title: str
    publisher: str
    published: str
    text: str


class Asked(Line):
    """A question: the cell that answers it and its row, counted from 1, or None and ``why`` nothing does."""

    question: str
    answer: str | None
    row: int | None = None
    why: str = ""


class Tabled(Line):
    """A line of the files."""

    id: str
    table: Table
    prose: Prose
    questions: tuple[Asked, ...]


def tabled(half: Half) -> list[Tabled]:
    """The cases of one half."""
    file = DATA / ("tables.jsonl" if half is Half.DEVELOPMENT else "tables_check.jsonl")
    return read_lines(file, Tabled)


def opened(case: Tabled, folder: Path) -> Parts:
    """The case below ``folder``, indexed, with no model."""
    table, prose = case.table, case.prose
    files = [
        File(f"{TABLE}.csv", table.csv, table.title, table.publisher, table.published),
        File("prose.txt", prose.text, prose.title, prose.publisher, prose.published),
    ]
    return indexed(folder / case.id, files)


def asked_of(case: Tabled) -> list[Question]:
    """The questions of a case as a suite has them; the places in a table count its head as row 1."""
    return [
        Question(
            id=f"{case.id}-{number}", question=asked.question, must_refuse=asked.row is None,
            evidence=() if asked.row is None else (f"{TABLE}:row {asked.row + 1}",),
        )
        for number, asked in enumerate(case.questions, 1)
    ]  # fmt: skip


def main(
    half: Annotated[Half, typer.Option(help="Which cases.")] = Half.DEVELOPMENT,
    show: Annotated[bool, typer.Option("--list", help="Also each question that goes wrong; development only.")] = False,
) -> None:
    """Ask the questions and print how they fared."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="onrecord-rows-") as folder:
        for case in tabled(half):
            found = run_suite(asked_of(case), opened(case, Path(folder)))
            for line in wrongly(case.id, found) if show and half is Half.DEVELOPMENT else ():
                typer.echo(line)
            rows += found
    for name, figure in figures(rows).items():
        if name in SHOWN:
            typer.echo(f"{figure.label}: {figure.value:.3f} of {figure.questions}")


if __name__ == "__main__":
    typer.run(main)
