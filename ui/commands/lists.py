"""``onrecord ledger`` and ``onrecord disputes``: what editors judged, as text, as a page or as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.errors import UsageError
from ui.commands.common import AsJson, counted

if TYPE_CHECKING:
    from rag.lists.disputes import Disputes
    from rag.lists.ledger import Ledger
    from rag.settings import Settings

Out = Annotated[Path | None, typer.Option(help="File to write: .html or .json.")]


def ledger(
    context: typer.Context,
    claim_id: Annotated[str | None, typer.Argument(help="One claim in full, such as c01.")] = None,
    status: Annotated[
        str | None,
        typer.Option(help="Only: contradicted, 'partly supported', supported, 'not addressed' or opinion."),
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """The article's claims: status, its own words, and the facts that decide each.

    Example: onrecord ledger --out ledger.html
    """
    from rag.lists.ledger import open_ledger

    settings: Settings = context.obj
    _check(out)
    found = open_ledger(settings, claim_id or "", status or "")
    if out or as_json:
        _write(found, out, counted(len(found.entries), "claim"))
        return
    from ui.lists_text import show_ledger

    show_ledger(found, claim_id is not None, settings.command)


def disputes(
    context: typer.Context,
    dispute_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="One dispute in full, such as d01.", show_default=False)
    ] = None,
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
    from rag.lists.disputes import open_disputes

    settings: Settings = context.obj
    _check(out)
    found = open_disputes(settings, dispute_id or "", about or "")
    if out or as_json:
        _write(found, out, counted(len(found.entries), "dispute"))
        return
    from ui.lists_text import show_disputes

    show_disputes(found, dispute_id is not None, settings.command, about or "")


def _check(out: Path | None) -> None:
    if out and out.suffix.lower() not in (".html", ".json"):
        raise UsageError(f"{out} ends in none of .html, .json. Name it so.")


def _write(found: Ledger | Disputes, out: Path | None, what: str) -> None:
    """Print ``found`` as JSON, or write it to ``out``, there also as a page, and say so."""
    if out is None:
        typer.echo(found.model_dump_json(indent=1))
        return
    from ui.brief.save import save
    from ui.terminal import warn
    from ui.web.beside import as_document

    html = out.suffix.lower() == ".html"
    save(f"{as_document(found) if html else found.model_dump_json(indent=1)}\n".encode(), out)
    warn(f"{what} in {out}", "")
