"""``onrecord sources``: what the index holds, by tier."""

from __future__ import annotations

import json
import re

import typer
from rich.table import Table
from rich.text import Text

from rag.errors import StoreError
from rag.owner import live_snapshot
from rag.settings import Settings
from rag.snapshot import Snapshot
from ui.terminal import TIER_STYLE, out

_ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def run_sources(settings: Settings, as_json: bool) -> None:
    """Print the sources of the live index; raises StoreError when there is none."""
    snapshot = live_snapshot(settings)
    if snapshot is None:
        raise StoreError(f"no index in {settings.data_dir}. Run 'onrecord ingest' first.")
    if as_json:
        typer.echo(json.dumps(snapshot.model_dump(mode="json"), ensure_ascii=False, indent=1))
        return
    out.print(_table(snapshot))
    for skipped in snapshot.skipped:
        out.print(Text(f"skipped: {skipped.reason}", style="red"))
    out.print(
        f"[dim]snapshot {snapshot.id} · {len(snapshot.sources)} sources · {snapshot.passages} passages · "
        f"{snapshot.embedder} · made {snapshot.created}[/dim]"
    )


def _table(snapshot: Snapshot) -> Table:
    """Title over id and publisher, so that the table fits a narrow screen."""
    table = Table(title="Sources, highest tier first", title_style="bold", expand=True, show_lines=True)
    table.add_column("source", ratio=1)
    table.add_column("tier", no_wrap=True)
    table.add_column("date", no_wrap=True)
    table.add_column("passages", justify="right", no_wrap=True)
    for source in sorted(snapshot.sources, key=lambda s: (s.tier.rank, s.id)):
        what = Text(source.title).append(f"\n{source.id}", style="cyan")
        if source.publisher:
            what.append(f" · {source.publisher}", style="dim")
        date = _ISO.match(source.published)
        tier = Text(str(source.tier), style=TIER_STYLE[source.tier])
        table.add_row(what, tier, Text(date.group() if date else ""), str(source.passages))
    return table
