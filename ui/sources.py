"""``onrecord sources``: what the index holds, by tier."""

from __future__ import annotations

import re

from rich.text import Text

from rag.errors import StoreError
from rag.index.snapshot import live_snapshot
from rag.settings import Settings
from ui.commands.common import counted, print_json
from ui.terminal import TIER_STYLE, say

_ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def run_sources(settings: Settings, as_json: bool) -> None:
    """Print the sources of the live index, the highest tier first; raises StoreError when there is none."""
    snapshot = live_snapshot(settings)
    if snapshot is None:
        raise StoreError(f"no index in {settings.data_dir}. Run 'onrecord ingest' first.")
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
