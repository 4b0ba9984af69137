"""``onrecord check``: verdicts on the answers of any system, by the verifier that serves people."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rag.grounded.check import CheckedAnswer
    from rag.settings import Settings

NOT_GROUNDED = 1


def check(
    context: typer.Context,
    answers: Annotated[
        Path, typer.Option(help="JSONL or a JSON list: our own, claim + evidence, Ragas, DeepEval or TREC RAG.")
    ],
    sources: Annotated[
        Path | None, typer.Option(help="Folder with the texts that the answers cite by file name.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list and nothing else.")] = False,
) -> None:
    """Give every sentence of anybody's answers a verdict; exit code 1 when one is not supported.

    Example: onrecord check --sources texts/ --answers answers.jsonl
    """
    from evals.outside import read_answers
    from rag.grounded.check import check_in_batches
    from rag.grounded.library import Library, read_library
    from rag.types import Status
    from ui.terminal import err, out, progress

    settings: Settings = context.obj
    total = sum(1 for _ in read_answers(answers))  # and what is no answer is told before any is checked
    library = read_library(sources, settings.max_file_mb) if sources else Library({})
    for line in () if as_json else library.skipped:
        err.print(f"left out: {line}", style="yellow", markup=False)
    grounded, found = True, Counter[Status]()
    with progress() as tick:
        for number, one in enumerate(check_in_batches(read_answers(answers), library), 1):
            grounded = grounded and one.grounded
            found.update(v.status for v in one.verdicts)
            if as_json:
                told = json.dumps(one.to_dict(), ensure_ascii=False)
                typer.echo(f"{'[' if number == 1 else ' '}{told}{',' if number < total else ']'}")
            else:
                _show(one)
            tick("checking", number, total)
    if not as_json:
        counts = ", ".join(f"{found[status]} {status}" for status in Status if found[status])
        out.print(f"{found.total()} sentences: {counts}" if found else "no sentence in any answer", markup=False)
    if not grounded:
        raise typer.Exit(NOT_GROUNDED)


def _show(one: CheckedAnswer) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from rag.grounded.check import NO_SENTENCE
    from rag.text.fold import guess_language
    from ui.answer_words import status_word
    from ui.reasons import reason_words
    from ui.terminal import MARKS, out

    language = guess_language(" ".join(statement.text for statement in one.outside.statements))
    out.print(Text(f"{one.outside.id}  {one.outside.question}".rstrip(), style="bold"))
    if one.empty:
        out.print(Padding(Text(f"✗ {NO_SENTENCE}", style="red"), (0, 0, 0, 2)))
    for statement, verdict in zip(one.outside.statements, one.verdicts, strict=True):
        sign, colour = MARKS[verdict.status]
        cites = f"  ← {', '.join(statement.cites)}" if statement.cites else ""
        line = Text.assemble(
            (f"{sign} {status_word(verdict.status, language)}  ", colour), statement.text, (cites, "dim")
        )
        out.print(Padding(line, (0, 0, 0, 2)))
        if not verdict.status.borne:
            out.print(Padding(Text(reason_words(verdict, language), style="dim"), (0, 0, 0, 6)))
