"""``onrecord check``: verdicts on the answers of any system, by the verifier that serves people."""

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from evals.outside import read_answers
from rag.grounded.check import NO_SENTENCE, CheckedAnswer, check_in_batches
from rag.grounded.library import Library, read_library
from rag.settings import Settings
from rag.text.fold import guess_language
from rag.types import Status
from ui.commands.common import AsJson
from ui.reasons import reason_words
from ui.terminal import progress, say, show, warn
from ui.words import status_word


def check(
    context: typer.Context,
    answers: Annotated[
        Path, typer.Option(help="JSONL or a JSON list: our own, claim + evidence, Ragas, DeepEval or TREC RAG.")
    ],
    sources: Annotated[Path | None, typer.Option(help="Folder with the texts that answers cite by file name.")] = None,
    as_json: AsJson = False,
) -> None:
    """Give every sentence of anybody's answers a verdict; exit code 1 when one is not supported.

    Example: onrecord check --sources texts/ --answers answers.jsonl
    """
    settings: Settings = context.obj
    total = sum(1 for _ in read_answers(answers))  # and what is no answer is told before any is checked
    library = read_library(sources, settings.max_file_mb) if sources else Library({})
    for line in () if as_json else library.skipped:
        warn(f"left out: {line}")
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
        say(f"{found.total()} sentences: {counts}" if found else "no sentence in any answer")
    if not grounded:
        raise typer.Exit(1)


def _show(one: CheckedAnswer) -> None:
    language = guess_language(" ".join(statement.text for statement in one.outside.statements))
    pairs = zip(one.outside.statements, one.verdicts, strict=True)
    found = [(said, v, "" if v.status.borne else reason_words(v, language)) for said, v in pairs]
    show("checked", one=one, found=found, no_sentence=NO_SENTENCE, language=language, status_word=status_word)
