"""How questions about the rows of tables fare: whether the answer quotes the row that says it, and what no row says is refused.

    python -m evals.rows [--half check] [--list]

Each case of ``tables.jsonl`` is a table and a text on the same matter, both invented, indexed as anybody's are. The file is
for development, its failures may be looked at; of ``tables_check.jsonl`` only the totals are.
"""

import tempfile
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from pydantic import AliasChoices, Field

from evals.lines import Half, read_lines
from evals.people import ask
from evals.schema import Question
from evals.small_case import File, indexed
from evals.summary import figures
from rag.assemble import Parts
from rag.common.strict import Strict

DATA = Path(__file__).parent / "data"
TABLE = "table"  # the source's id
SHOWN = ("first_quote", "first_three", "answerable_refused", "refusal_recall")


class Given(Strict):
    """A table as a publisher gives it out, or what another body writes on the matter, without the figures that are asked for."""

    title: str
    publisher: str
    published: str
    text: str = Field(validation_alias=AliasChoices("csv", "text"))

    def as_file(self, name: str) -> File:
        """The file of that name."""
        return File(name, self.text, self.title, self.publisher, self.published)


class Asked(Strict):
    """A question: the cell that answers it and its row, counted from 1, or None and ``why`` nothing does."""

    question: str
    answer: str | None
    row: int | None = None
    why: str = ""


class Tabled(Strict):
    """A line of the files."""

    id: str
    table: Given
    prose: Given
    questions: tuple[Asked, ...]


def tabled(half: Half) -> list[Tabled]:
    """The cases of one half."""
    file = DATA / ("tables.jsonl" if half is Half.DEVELOPMENT else "tables_check.jsonl")
    return read_lines(file, Tabled)


def opened(case: Tabled, folder: Path) -> Parts:
    """The case below ``folder``, indexed, with no model."""
    return indexed(folder / case.id, [case.table.as_file(f"{TABLE}.csv"), case.prose.as_file("prose.txt")])


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
    cases = tabled(half)
    with tempfile.TemporaryDirectory(prefix="onrecord-rows-") as folder:
        asked = ((case.id, asked_of(case), opened(case, Path(folder))) for case in cases)
        found = ask(asked, {case.id for case in cases} if show and half is Half.DEVELOPMENT else ())
    rows = list(chain(*found.values()))
    for name, figure in figures(rows).items():
        if name in SHOWN:
            typer.echo(f"{figure.label}: {figure.value:.3f} of {figure.questions}")


if __name__ == "__main__":
    typer.run(main)
