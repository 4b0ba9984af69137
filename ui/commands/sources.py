"""``onrecord sources``: what the index holds, by tier."""

from __future__ import annotations

import re

import typer

from rag.errors import StoreError
from ui.commands.common import AsJson, counted, print_json

_ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def sources(context: typer.Context, as_json: AsJson = False) -> None:
    """List the sources of the index with tier, date and how each was read."""
    from rich.text import Text

    from rag.index.snapshot import live_snapshot
    from ui.terminal import TIER_STYLE, say

    snapshot = live_snapshot(context.obj)
    if snapshot is None:
        raise StoreError(f"no index in {context.obj.data_dir}. Run 'onrecord ingest' first.")
    if as_json:
        print_json(snapshot.model_dump(mode="json"))
        return
    for source in sorted(snapshot.sources, key=lambda source: (source.tier.rank, source.id)):
        date = _ISO.match(source.published)
        about = [source.publisher, date.group() if date else "", counted(source.passages, "passage")]
        say(source.title, "bold")
        line = Text(source.id, style="cyan").append(f" · {source.tier}", style=TIER_STYLE[source.tier])
        say(line.append("".join(f" · {part}" for part in about if part), style="not bold dim"), indent=2)
    for skipped in snapshot.skipped:
        say(f"skipped: {skipped.reason}", "red")
    held = f"{len(snapshot.sources)} sources · {snapshot.passages} passages"
    say(f"snapshot {snapshot.id} · {held} · {snapshot.embedder} · made {snapshot.created}", "dim")
