"""``onrecord sources``: what the index holds, by tier."""

from __future__ import annotations

import json
import re

import typer
from rich.table import Table
from rich.text import Text

from rag.errors import StoreError
from rag.index.owner import live_snapshot
from rag.index.snapshot import Snapshot, SnapshotSource
from rag.settings import Settings
from ui.terminal import TIER_STYLE, out

WIDE = 70  # columns from which the table is shown
_ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def run_sources(settings: Settings, as_json: bool) -> None:
    """Print the sources of the live index; raises StoreError when there is none."""
    snapshot = live_snapshot(settings)
    if snapshot is None:
        raise StoreError(f"no index in {settings.data_dir}. Run 'onrecord ingest' first.")
    if as_json:
        typer.echo(json.dumps(snapshot.model_dump(mode="json"), ensure_ascii=False, indent=1))
        return
    for shown in [_table(snapshot)] if out.width >= WIDE else _listed(snapshot):
        out.print(shown)
    for skipped in snapshot.skipped:
        out.print(Text(f"skipped: {skipped.reason}", style="red"))
    out.print(
        f"[dim]snapshot {snapshot.id} · {len(snapshot.sources)} sources · {snapshot.passages} passages · "
        f"{snapshot.embedder} · made {snapshot.created}[/dim]"
    )


def _listed(snapshot: Snapshot) -> list[Text]:
    """One source under the other, for a screen on which the table's columns would leave its first no room."""
    lines: list[Text] = []
    for source in _in_order(snapshot):
        date = _ISO.match(source.published)
        about = [source.publisher, date.group() if date else "", f"{source.passages} passages"]
        line = Text().append(source.title, style="bold").append(f"\n{source.id} · ", style="cyan")
        line.append(str(source.tier), style=TIER_STYLE[source.tier])
        lines.append(line.append("".join(f" · {part}" for part in about if part), style="dim").append("\n"))
    return lines


def _in_order(snapshot: Snapshot) -> list[SnapshotSource]:
    return sorted(snapshot.sources, key=lambda source: (source.tier.rank, source.id))


def _table(snapshot: Snapshot) -> Table:
    """Title over id and publisher, so that the table fits a screen of 80 columns."""
    table = Table(title="Sources, highest tier first", title_style="bold", expand=True, show_lines=True)
    table.add_column("source", ratio=1)
    table.add_column("tier", no_wrap=True)
    table.add_column("date", no_wrap=True)
    table.add_column("passages", justify="right", no_wrap=True)
    for source in _in_order(snapshot):
        what = Text(source.title).append(f"\n{source.id}", style="cyan")
        if source.publisher:
            what.append(f" · {source.publisher}", style="dim")
        date = _ISO.match(source.published)
        tier = Text(str(source.tier), style=TIER_STYLE[source.tier])
        table.add_row(what, tier, Text(date.group() if date else ""), str(source.passages))
    return table
