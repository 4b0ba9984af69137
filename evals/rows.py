"""How questions about the rows of tables fare: whether the answer quotes the row that says it, and what no row says is refused.

    python -m evals.rows [--half check] [--list]

Each case of ``tables.jsonl`` is a table and a text on the same matter, both invented, indexed as anybody's are. The file is
for development, its failures may be looked at; of ``tables_check.jsonl`` only the totals are.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from evals.lines import Half, Line, read_lines
from evals.small_case import File, indexed
from rag.ask import answer
from rag.assemble import Parts
from rag.types import Answer

DATA = Path(__file__).parent / "data"
FIRST = 3  # quotes among which the row must be to count as found by a reader


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


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question and what came of it; places are counted from 1, 0 where the row is not quoted."""

    case: str
    asked: Asked
    answer: Answer
    quoted: int  # the row's place among the quotes of the answer

    @property
    def wrong(self) -> bool:
        """True for a row that is not quoted among the first, and for an answer where nothing says it."""
        if self.asked.answer is None:
            return not self.answer.refused
        return not 1 <= self.quoted <= FIRST


def tabled(half: Half) -> list[Tabled]:
    """The cases of one half."""
    file = DATA / ("tables.jsonl" if half is Half.DEVELOPMENT else "tables_check.jsonl")
    return read_lines(file, Tabled)


def opened(case: Tabled, folder: Path) -> Parts:
    """The case below ``folder``, indexed, with no model."""
    table, prose = case.table, case.prose
    files = [
        File("table.csv", table.csv, table.title, table.publisher, table.published),
        File("prose.txt", prose.text, prose.title, prose.publisher, prose.published),
    ]
    return indexed(folder / case.id, files)


def outcomes(case: Tabled, parts: Parts) -> Iterator[Outcome]:
    """What comes of each question of a case."""
    for asked in case.questions:
        given = answer(asked.question, parts)
        quotes = [citation.locator for verdict in given.verdicts for citation in verdict.claim.citations]
        yield Outcome(case.id, asked, given, _place(asked.row, quotes))


def _place(row: int | None, locators: Iterable[str]) -> int:
    wanted = re.compile(rf"\brow {(row or 0) + 1}\b")  # the places in a table count its head as row 1
    return next((n for n, locator in enumerate(locators, 1) if row and wanted.search(locator)), 0)


def table(results: Iterable[Outcome]) -> str:
    """Markdown: of questions that a row answers, how many are answered from it; of the others, how many are refused."""
    results = list(results)
    said = [o for o in results if o.asked.answer is not None]
    silent = [o for o in results if o.asked.answer is None]
    lines = [
        "| questions | | |",
        "|---|---|---:|",
        f"| a row answers | all | {len(said)} |",
        f"| | the row is quoted first | {sum(o.quoted == 1 for o in said)} |",
        f"| | the row is quoted among the first {FIRST} | {sum(1 <= o.quoted <= FIRST for o in said)} |",
        f"| | refused | {sum(o.answer.refused for o in said)} |",
        f"| no row answers | all | {len(silent)} |",
        f"| | refused | {sum(o.answer.refused for o in silent)} |",
    ]
    return "\n".join(lines)


def main(
    half: Annotated[Half, typer.Option(help="Which cases.")] = Half.DEVELOPMENT,
    show: Annotated[bool, typer.Option("--list", help="Also each question that goes wrong; development only.")] = False,
) -> None:
    """Ask the questions and print how they fared."""
    with tempfile.TemporaryDirectory(prefix="onrecord-rows-") as folder:
        results = [one for case in tabled(half) for one in outcomes(case, opened(case, Path(folder)))]
    for one in results if show and half is Half.DEVELOPMENT else ():
        if one.wrong:
            typer.echo(f"{one.case}: {one.asked.question} [{one.asked.answer}, row {one.asked.row}] {one.asked.why}")
            typer.echo(f"    quoted {one.quoted}, {one.answer.confidence:.2f}: {one.answer.text[:160]!r}")
    typer.echo(table(results))


if __name__ == "__main__":
    typer.run(main)
