"""``onrecord ledger``: the seed's claims with their status, the seed's own words and the facts that decide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.written import Format, format_of, write_out

if TYPE_CHECKING:
    from rag.lists.ledger import Ledger
    from rag.settings import Settings


def ledger(
    context: typer.Context,
    claim_id: Annotated[str | None, typer.Argument(help="One claim in full, such as c01.")] = None,
    status: Annotated[
        str | None,
        typer.Option(help="Only: contradicted, 'partly supported', supported, 'not addressed' or opinion."),
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="text, or a whole document on standard output.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write: .md, .html or .json.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """The article's claims: status, its own words, and the facts that decide each.

    Example: onrecord ledger --out ledger.html
    """
    from rag.lists.ledger import open_ledger

    settings: Settings = context.obj
    form = format_of(form, as_json, out)
    found = open_ledger(settings, claim_id or "", status or "")
    if form is Format.TEXT:
        from ui.ledger_text import show_ledger

        show_ledger(found, claim_id is not None, settings.command)
    else:
        write_out(_document(found, form), out, f"{len(found.entries)} claims")


def _document(found: Ledger, form: Format) -> str:
    """The whole ledger in one of the formats of a file."""
    if form is Format.JSON:
        return f"{found.model_dump_json(indent=1)}\n"
    if form is Format.MARKDOWN:
        from ui.ledger_markdown import markdown

        return markdown(found)
    from ui.web.ledger_page import ledger_document

    return f"{ledger_document(found)}\n"
