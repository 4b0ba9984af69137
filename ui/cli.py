"""The command line. A command is a function of its name in ``ui/commands``, loaded when it is called, so that ``--help`` answers at once."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from rag.common.files import FULL, why_not
from rag.common.machine import look_seldom
from rag.errors import OnRecordError, StoreError, UsageError, one_line

COMMANDS = {  # the module of each, and what --help says of it
    "ask": ("ask", "Answer a question from the sources, each sentence with its quote and verdict."),
    "sources": ("sources", "List the sources of the index with tier, date and how each was read."),
    "verify": ("verify", "Check a saved answer or brief again against the stored sources."),
    "eval": ("eval", "Ask a suite of questions and measure the answers with the checker that serves people."),
    "ingest": ("ingest", "Bring the index up to date with the case's files."),
    "summarize": ("summarize", "Write a brief in which every sentence is quoted and checked."),
    "diff": ("diff", "Say which sentences no longer hold after the sources changed."),
    "check": ("check", "Give every sentence of anybody's answers a verdict."),
    "feedback": ("feedback", "Show the thumbs and comments that readers of the chat left."),
    "fetch": ("fetch", "Fetch the originals that the case names, politely and only from the public web."),
    "audit": ("audit", "Hold every fact of our records against the fetched original."),
    "ledger": ("lists", "The article's claims: status, its own words, and the facts that decide each."),
    "disputes": ("lists", "Where the sources differ: each matter, what every side says in its own words."),
    "new": ("new", "Start a case of your own: list the claims of an article and the sources it names."),
    "add": ("ingest", "Add sources to a case of your own and index them."),
    "remove": ("remove", "Take sources out of a case of your own."),
    "questions": ("questions", "Count the known questions of the case."),
    "chat": ("serve", "Open the web chat on this machine, with its interface for programs beside it."),
    "mcp": ("serve", "Offer ask, search, get_source and verify to an agent by the Model Context Protocol."),
}


class Commands(TyperGroup):
    """Loads a command when it is called."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more | {"commands": dict.fromkeys(COMMANDS)})

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"ui.commands.{COMMANDS[cmd_name][0]}")
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(cmd_name)(getattr(module, cmd_name))
        return get_command(alone)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """A line for each in ``--help``, for which none is loaded."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])


app = typer.Typer(
    cls=Commands,
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


def main() -> None:
    """Run the command line; a person sees one line on an error, the log keeps the traceback."""
    look_seldom()
    try:
        app()
    except OnRecordError as exc:
        fail(exc, exc.exit_code)
    except OSError as exc:
        if (
            exc.errno in FULL and exc.filename is None
        ):  # Python would try again at the end, and tell of it in its own words
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        place = str(exc.filename) if exc.filename is not None else "what was to be printed"
        done = "written" if exc.errno in FULL else "used"
        fail(StoreError(f"{place} cannot be {done} ({why_not(exc)})."), 1) if exc.errno else fail(exc, 1)
    except RecursionError as exc:
        fail(UsageError(f"what was given is nested too deep to be read ({exc}). Check the file."), 2)
    except Exception as exc:
        fail(exc, 1)


def fail(exc: Exception, code: int) -> None:
    """Print one line to standard error, keep the traceback in the log and leave with ``code``."""
    from rag.common.log import log_file, log_traceback
    from ui.spelled import spelled_out

    kept = log_traceback(exc)
    words = one_line(exc).split(" ")  # a name may be of any length
    told = " ".join(word if len(word) <= 300 else f"{word[:80]}… ({len(word):,} characters)" for word in words)
    sys.stderr.write(f"onrecord: {spelled_out(told)}\n")
    if not isinstance(exc, OnRecordError) and kept:
        sys.stderr.write(f"onrecord: this is a defect; the details are in {log_file()}\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
