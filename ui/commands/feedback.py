"""``onrecord feedback``: what readers of the chat thought of its answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rag.settings import Settings


def feedback(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list and nothing else.")] = False,
) -> None:
    """Show the thumbs and comments that readers of the chat left; they are kept on this machine only.

    Example: onrecord feedback --json > feedback.json
    """
    from ui.feedback import read

    settings: Settings = context.obj
    kept = read(settings.data_dir)
    if as_json:
        typer.echo(json.dumps([one.model_dump() for one in kept], ensure_ascii=False, indent=1))
        return
    from rich.text import Text

    from ui.terminal import out

    if not kept:
        out.print("no feedback yet: readers give it with the thumbs under an answer of the chat", soft_wrap=True)
    for one in kept:
        thumb = "👍" if one.rating == "up" else "👎"
        out.print(Text(f"{thumb} {one.when[:10]}  {one.question}"))
        if one.comment:
            out.print(Text(f"   {one.comment}", style="dim"))
