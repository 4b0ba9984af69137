"""``onrecord ledger``: the seed's claims with their status, the seed's own words and the facts that decide."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rag.settings import Settings


class Format(StrEnum):
    """How the ledger is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def ledger(
    context: typer.Context,
    claim_id: Annotated[str | None, typer.Argument(help="One claim in full, such as c01.")] = None,
    status: Annotated[
        str | None,
        typer.Option(help="Only: contradicted, 'partly supported', supported, 'not addressed' or opinion."),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="text, or a whole document on standard output.")
    ] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """The seed's claims: status, the seed's own words, and the facts that decide each.

    Example: onrecord ledger --format html > ledger.html
    """
    from rag.ledger import open_ledger

    settings: Settings = context.obj
    found = open_ledger(settings, claim_id or "", status or "")
    form = Format.JSON if as_json else form
    if form is Format.JSON:
        typer.echo(found.model_dump_json(indent=1))
    elif form is Format.MARKDOWN:
        from ui.ledger_markdown import markdown

        typer.echo(markdown(found), nl=False)
    elif form is Format.HTML:
        from ui.web.ledger_page import ledger_document

        typer.echo(ledger_document(found))
    else:
        from ui.ledger_text import show_ledger

        show_ledger(found, whole=claim_id is not None)
