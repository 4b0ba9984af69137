"""``onrecord feedback``: what readers of the chat thought of its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ui.commands.common import AsJson, print_json

if TYPE_CHECKING:
    from rag.settings import Settings


def feedback(
    context: typer.Context,
    as_json: AsJson = False,
) -> None:
    """Show the thumbs and comments that readers of the chat left; they are kept on this machine only.

    Example: onrecord feedback --json > feedback.json
    """
    from ui.feedback import read

    settings: Settings = context.obj
    kept = read(settings.data_dir)
    if as_json:
        print_json([one.model_dump() for one in kept])
        return
    from ui.terminal import say

    if not kept:
        say("no feedback yet: readers give it with the thumbs under an answer of the chat", whole=True)
    for one in kept:
        say(f"{'👍' if one.rating == 'up' else '👎'} {one.when[:10]}  {one.question}")
        if one.comment:
            say(f"   {one.comment}", "dim")
