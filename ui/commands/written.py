"""How what editors judged is printed: as text, or as a whole document on standard output or in a file."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import typer

from rag.errors import UsageError


class Format(StrEnum):
    """The forms of the ledger and of the disputes."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


_SUFFIXES: Mapping[str, Format] = {".md": Format.MARKDOWN, ".html": Format.HTML, ".json": Format.JSON}


def format_of(form: Format | None, as_json: bool, out: Path | None) -> Format:
    """The format that was asked for, else that of the file's suffix; raises UsageError for a suffix that is not written, and for text in a
    file."""
    if as_json:
        return Format.JSON
    if form is None and out:
        form = _SUFFIXES.get(out.suffix.lower())
        if form is None:
            raise UsageError(f"{out} ends in none of {', '.join(_SUFFIXES)}. Name it so, or say --format.")
    if out and form is Format.TEXT:
        raise UsageError("a file takes --format markdown, html or json, not text.")
    return form or Format.TEXT


def write_out(document: str, out: Path | None, what: str) -> None:
    """Print ``document``, or write it to ``out`` and say so; ``what``: what it holds, as in "34 claims"."""
    if out is None:
        typer.echo(document, nl=False)
        return
    from ui.brief.save import save
    from ui.terminal import err

    save(document.encode(), out)
    err.print(f"{what} in {out}", markup=False)
