"""``onrecord ledger`` and ``disputes``: what editors judged, as text, as a page or as data."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from rag.answer.said_by import date_of
from rag.errors import UsageError
from rag.lists.disputes import Disputes, open_disputes
from rag.lists.ledger import STATUSES, Ledger, open_ledger
from rag.settings import Settings
from ui.brief.files import save
from ui.commands.common import AsJson
from ui.reasons import audit_line
from ui.terminal import FINDING_STYLE, counted, say, show, warn
from ui.terminal import out as screen
from ui.web.beside import as_document

Out = Annotated[Path | None, typer.Option(help="File to write: .html or .json.")]
_BASIS = {"computed": "computed from the facts", "code disagrees": "code disagrees", "editor": "an editor's judgement"}


def ledger(
    context: typer.Context,
    claim_id: Annotated[str | None, typer.Argument(help="One claim in full, such as c01.")] = None,
    status: Annotated[
        str | None, typer.Option(help="Only: contradicted, 'partly supported', supported, 'not addressed' or opinion.")
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """The article's claims: status, its own words, and the facts that decide each.

    Example: onrecord ledger --out ledger.html
    """
    settings: Settings = context.obj
    _check(out)
    found = open_ledger(settings, claim_id or "", status or "")
    if _written(found, out, as_json, "claim"):
        return
    counts = ", ".join(f"{len(found.of(s))} {s}" for s in STATUSES if found.of(s))
    computed = sum(entry.basis == "computed" for entry in found.entries)
    said = f"{counted(len(found.entries), 'claim')}: {counts}; {computed} computed from the facts"
    if claim_id is not None:
        for entry in found.entries:
            show("claim", entry=entry, basis=_BASIS.get(entry.basis), date_of=date_of, audit_line=audit_line)
            say()
        say(said, "bold")
        return
    rows = []
    for entry in (entry for one in STATUSES for entry in found.of(one)):
        claim = Text(entry.claim)
        if entry.basis == "code disagrees":
            claim.append(f"\ncode disagrees: {entry.computed}", style="red")
        rows.append((entry.id, Text(entry.status, style=FINDING_STYLE[entry.status]), claim))
    _show_rows(rows, (None, 1), said, f"{settings.command} ledger")


def disputes(
    context: typer.Context,
    dispute_id: Annotated[str | None, typer.Argument(metavar="ID", help="One in full, such as d01.")] = None,
    about: Annotated[
        str | None,
        typer.Option(
            metavar="SOURCE_ID", help="Only those in which this source (id as in 'onrecord sources') is on a side."
        ),
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Where the sources differ: each matter, what every side says in its own words, and an editor's reason.

    They are written in corpus/disputes.jsonl (docs/disputes.md); answers on one of these matters show both sides. Without ID: a line a side.

    Examples: onrecord disputes d01; onrecord disputes --about SOURCE_ID; onrecord disputes --out disputes.html
    """
    settings: Settings = context.obj
    _check(out)
    found = open_disputes(settings, dispute_id or "", about or "")
    if _written(found, out, as_json, "dispute"):
        return
    if dispute_id is not None:
        for entry in found.entries:
            show("dispute", entry=entry, date_of=date_of, audit_line=audit_line)
            say()
        return
    rows = []
    for entry in found.entries:
        sides = (Text(f"- {s.says}").append(" (the article)" if s.of_article else "", style="red") for s in entry.sides)
        rows.append((entry.id, Text(entry.matter), Text("\n").join(sides)))
    said = f"{len(rows) or 'no'} dispute{'s' * (len(rows) != 1)}{f' with {about} on a side' if about else ''}"
    _show_rows(rows, (4, 5), said, f"{settings.command} disputes")


def _check(out: Path | None) -> None:
    """Raise UsageError for a file that cannot be written so, before the work is done."""
    if out and out.suffix.lower() not in (".html", ".json"):
        raise UsageError(f"{out} ends in none of .html, .json. Name it so.")


def _written(found: Ledger | Disputes, out: Path | None, as_json: bool, thing: str) -> bool:
    """Whether ``found`` was wanted as a file, a page where it is called so, or else as JSON; done then."""
    told = found.model_dump_json(indent=1)
    if out:
        save(f"{as_document(found) if out.suffix.lower() == '.html' else told}\n".encode(), out)
        warn(f"{counted(len(found.entries), thing)} in {out}", "")
    elif as_json:
        typer.echo(told)
    return bool(out or as_json)


def _show_rows(rows: Sequence[tuple[str, Text, Text]], widths: tuple[int | None, int], said: str, command: str) -> None:
    """Print a table, what is ``said`` of all its rows, and how one of them is seen in full."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="bold", no_wrap=True)
    for width in widths:
        table.add_column(ratio=width, no_wrap=width is None)
    for row in rows:
        table.add_row(*row)
    if rows:
        screen.print(table)
    say(said, "bold")
    if rows:
        say(f"One in full: {command} {rows[0][0]}", "dim", whole=True)
