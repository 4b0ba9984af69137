"""``onrecord ask``: an answer in the terminal or as JSON, or those to many questions from a file."""

from pathlib import Path
from typing import Annotated

import typer

from rag.errors import UsageError
from rag.settings import Settings
from ui.commands.common import AsJson, NoModel, full_tier
from ui.terminal import progress


def ask(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(help="What you want to know, in English, Spanish or Chinese.")
    ] = None,
    as_json: AsJson = False,
    batch: Annotated[Path | None, typer.Option(help="JSONL with a 'question' a line; answers go to --out.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where --batch writes one JSON answer a line.")] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(help="Answer only from this source (id as in 'onrecord sources'); may be repeated."),
    ] = None,
    tier: Annotated[
        list[str] | None,
        typer.Option(help="Answer only from this tier: primary, official, press, secondary or seed; may be repeated."),
    ] = None,
    no_model: NoModel = False,
    whole: Annotated[bool, typer.Option("--all", help="Show all the evidence, not only three pieces.")] = False,
) -> None:
    """Answer a question from the sources, each sentence with its quote and verdict.

    Exit code 3 says that a question of --batch could not be answered and has a line with its error; the others are answered.
    """
    settings: Settings = context.obj
    ids, tiers = source or [], [full_tier(one) for one in tier or []]
    if no_model:
        settings = settings.model_copy(update={"no_model": True})
    if batch is not None:
        from ui.batch import run_batch

        if question is not None or as_json:
            given = "--json" if question is None else "a question"
            raise UsageError(f"--batch and {given} do not go together: answers go to --out as JSON. Leave one out.")
        raise typer.Exit(run_batch(settings, batch, out, ids, tiers))
    if out is not None:
        raise UsageError("--out is for --batch. Print one answer with --json: onrecord ask QUESTION --json > FILE")
    if question is None:
        raise UsageError("no question given. Ask like this: onrecord ask 'Who wrote the report?'")
    from rag.question import usable

    usable(question, settings.max_question)  # before anything heavy is loaded
    from rag.ask import answer
    from rag.assemble import open_parts
    from rag.case.glosses import NO_GLOSSES
    from rag.wire import to_json
    from ui.answer_text import show_answer, watching

    with progress() as tick:
        parts = open_parts(settings, tick)
    if ids or tiers:
        parts = parts.within(parts.of(ids, tiers))
    with watching(parts.index.sources) as see:
        reply = answer(question, parts, see=see)
    if as_json:
        typer.echo(to_json(reply, parts.index.sources, indent=1))
    else:
        ours = parts.index.glosses.get(reply.language, NO_GLOSSES)
        show_answer(reply, parts.index.sources, whole, ours)
