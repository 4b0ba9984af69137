"""``onrecord ledger``: the seed's claims with their status, the seed's own words and the facts that decide."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.errors import UsageError

if TYPE_CHECKING:
    from rag.ledger import Ledger
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
        Format | None, typer.Option("--format", help="text, or a whole document on standard output.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write: .md, .html or .json.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """The seed's claims: status, the seed's own words, and the facts that decide each.

    Example: onrecord ledger --out ledger.html
    """
    from rag.ledger import open_ledger

    settings: Settings = context.obj
    form = Format.JSON if as_json else _of_file(out) if out and form is None else form or Format.TEXT
    if out and form is Format.TEXT:
        raise UsageError("a file takes --format markdown, html or json, not text.")
    found = open_ledger(settings, claim_id or "", status or "")
    if form is Format.TEXT:
        from ui.ledger_text import show_ledger

        show_ledger(found, claim_id is not None, settings.command)
    elif out:
        from ui.brief.save import save
        from ui.terminal import err

        save(_document(found, form).encode(), out)
        err.print(f"{len(found.entries)} claims in {out}", markup=False)
    else:
        typer.echo(_document(found, form), nl=False)


def _of_file(out: Path) -> Format:
    """The format by the file's suffix; raises UsageError for one that is not written."""
    suffixes = {".md": Format.MARKDOWN, ".html": Format.HTML, ".json": Format.JSON}
    if (form := suffixes.get(out.suffix.lower())) is None:
        raise UsageError(f"{out} ends in none of {', '.join(suffixes)}. Name it so, or say --format.")
    return form


def _document(found: Ledger, form: Format) -> str:
    """The whole ledger in one of the formats of a file."""
    if form is Format.JSON:
        return f"{found.model_dump_json(indent=1)}\n"
    if form is Format.MARKDOWN:
        from ui.ledger_markdown import markdown

        return markdown(found)
    from ui.web.ledger_page import ledger_document

    return f"{ledger_document(found)}\n"
