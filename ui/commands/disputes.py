"""``onrecord disputes``: the matters on which the sources do not say the same, with the words of every side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.written import Format, format_of, write_out

if TYPE_CHECKING:
    from rag.lists.disputes import Disputes
    from rag.settings import Settings


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
    form: Annotated[
        Format | None, typer.Option("--format", help="text, or a whole document on standard output.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write: .md, .html or .json.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Where the sources differ: each matter, what every side says in its own words, and an editor's reason.

    They are written in corpus/disputes.jsonl (docs/disputes.md); answers on one of these matters show both sides. Without ID: a line a side.

    Examples: onrecord disputes d01; onrecord disputes --about SOURCE_ID; onrecord disputes --out disputes.html
    """
    from rag.lists.disputes import open_disputes

    settings: Settings = context.obj
    form = format_of(form, as_json, out)
    found = open_disputes(settings, dispute_id or "", about or "")
    if form is Format.TEXT:
        from ui.disputes_text import show_disputes

        show_disputes(found, dispute_id is not None, settings.command, about or "")
    else:
        size = len(found.entries)
        write_out(_document(found, form), out, f"{size} dispute{'s' * (size != 1)}")


def _document(found: Disputes, form: Format) -> str:
    """All disputes in one of the formats of a file."""
    if form is Format.JSON:
        return f"{found.model_dump_json(indent=1)}\n"
    if form is Format.MARKDOWN:
        from ui.disputes_markdown import markdown

        return markdown(found)
    from ui.web.disputes_page import disputes_document

    return f"{disputes_document(found)}\n"
