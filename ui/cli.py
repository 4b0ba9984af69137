"""The command line: ``onrecord ask``, ``ingest``, ``fetch``, ``sources``, ``verify``, ``chat`` and ``eval``.

Heavy libraries are imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.common.files import FULL, why_not
from rag.common.machine import look_seldom
from rag.errors import OnRecordError, StoreError, UsageError, one_line
from ui.commands.audit import audit
from ui.commands.check import check
from ui.commands.common import AsJson, NoModel, full_tier
from ui.commands.diff import diff
from ui.commands.eval import evaluate
from ui.commands.feedback import feedback
from ui.commands.fetch import fetch
from ui.commands.ingest import add, ingest
from ui.commands.lists import disputes, ledger
from ui.commands.new import new
from ui.commands.questions import questions
from ui.commands.remove import remove
from ui.commands.serve import EPILOG, chat, mcp
from ui.commands.sources import sources
from ui.commands.summarize import summarize

if TYPE_CHECKING:
    from rag.settings import Settings

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # rich would cost --help a third of a second
    pretty_exceptions_enable=False,
    help="Ask a set of sources. Every sentence of an answer carries a verdict and a verbatim quote "
    "that stands in a stored source; when the sources are silent, it says so.",
    epilog="Start with: onrecord ask 'Who wrote the August 2021 report?'",
)


@app.callback()
def common(
    context: typer.Context,
    case: Annotated[
        Path | None,
        typer.Option(
            help="Folder with your own corpus/ and seeds/; its index lives in it too.", show_default="the shipped case"
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    """Options of every command."""
    if version:
        from rag import __version__

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit
    from rag.settings import load_settings

    context.obj = load_settings(case=case)


@app.command()
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
    whole: Annotated[
        bool, typer.Option("--all", help="Show all the evidence, not only the first three pieces.")
    ] = False,
) -> None:
    """Answer a question from the sources, each sentence with its quote and verdict.

    Exit code 3 says that a question of --batch could not be answered and has a line with its error; the others are answered.
    """
    from ui.answer_text import show_answer, watching
    from ui.terminal import progress

    settings: Settings = context.obj
    tier = [full_tier(one) for one in tier or []]
    if no_model:
        settings = settings.model_copy(update={"no_model": True})
    if batch is not None:
        from ui.batch import run_batch

        if question is not None or as_json:
            given = "--json" if question is None else "a question"
            raise UsageError(f"--batch and {given} do not go together: answers go to --out as JSON. Leave one out.")
        raise typer.Exit(run_batch(settings, batch, out, source or [], tier))
    if out is not None:
        raise UsageError("--out is for --batch. Print one answer with --json: onrecord ask QUESTION --json > FILE")
    if question is None:
        raise UsageError("no question given. Ask like this: onrecord ask 'Who wrote the report?'")
    from rag.question import usable

    usable(question, settings.max_question)  # before anything heavy is loaded
    from rag.ask import answer
    from rag.assemble import open_parts
    from rag.wire import to_json

    with progress() as tick:
        parts = open_parts(settings, tick)
    if source or tier:
        parts = parts.within(parts.of(source or [], tier))
    with watching(parts.index.sources) as see:
        reply = answer(question, parts, see=see)
    if as_json:
        typer.echo(to_json(reply, parts.index.sources, indent=1))
    else:
        show_answer(reply, parts.index.sources, whole)


app.command()(sources)


@app.command()
def verify(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help="An answer, a batch of them or a brief as JSON, or an exported brief (.md .html .docx .pdf); - reads standard input."
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Check a saved answer or brief again against the stored sources; exit code 1 when a claim no longer holds."""
    from ui.recheck import run_verify

    raise typer.Exit(run_verify(context.obj, file, as_json))


app.command("eval")(evaluate)
for command in (
    *(ingest, summarize, diff, check, feedback, fetch, audit, ledger, disputes),
    *(new, add, remove, questions, chat),
):
    app.command()(command)
app.command(epilog=EPILOG)(mcp)


def main() -> None:
    """Run the command line; a person sees one line on an error, the log keeps the traceback."""
    look_seldom()
    try:
        app()
    except OnRecordError as exc:
        fail(exc, exc.exit_code)
    except OSError as exc:
        if exc.errno in FULL and exc.filename is None:
            _give_up_printing()
        place = str(exc.filename) if exc.filename is not None else "what was to be printed"
        done = "written" if exc.errno in FULL else "used"
        fail(StoreError(f"{place} cannot be {done} ({why_not(exc)})."), 1) if exc.errno else fail(exc, 1)
    except RecursionError as exc:
        fail(UsageError(f"what was given is nested too deep to be read ({exc}). Check the file."), 2)
    except Exception as exc:
        fail(exc, 1)


def shortened(name: str) -> str:
    """A name that may be of any length, as a part of one line."""
    return name if len(name) <= 300 else f"{name[:80]}… ({len(name):,} characters)"


def _give_up_printing() -> None:
    """What stands in the buffer of standard output cannot be written: Python would try again at the end, and tell of it in its own words."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(exc: Exception, code: int) -> None:
    """Print one line to standard error, keep the traceback in the log and leave with ``code``."""
    from rag.common.log import log_file, log_traceback
    from ui.spelled import spelled_out

    kept = log_traceback(exc)
    told = " ".join(map(shortened, one_line(exc).split(" ")))
    sys.stderr.write(f"onrecord: {spelled_out(told)}\n")
    if not isinstance(exc, OnRecordError) and kept:
        sys.stderr.write(f"onrecord: this is a defect; the details are in {log_file()}\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
