"""``onrecord sources``: what the index holds, by tier."""

from __future__ import annotations

import json

import typer
from rich.table import Table
from rich.text import Text

from rag.errors import StoreError
from rag.settings import Settings
from rag.snapshot import Snapshot, read_snapshot
from ui.terminal import TIER_STYLE, out


def run_sources(settings: Settings, as_json: bool) -> None:
    """Print the sources of the live index; raises StoreError when there is none."""
    snapshot = read_snapshot(settings.data_dir)
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
    table = Table(title="Sources, highest tier first", title_style="bold", row_styles=["", "dim"])
    table.add_column("id", overflow="fold")
    table.add_column("tier")
    table.add_column("date")
    table.add_column("publisher", overflow="ellipsis", max_width=34, no_wrap=True)
    table.add_column("title", overflow="ellipsis", no_wrap=True)
    table.add_column("passages", justify="right")
    for source in sorted(snapshot.sources, key=lambda s: (s.tier.rank, s.id)):
        tier = Text(f"{source.tier} · {source.kind}", style=TIER_STYLE[source.tier])
        row = (source.id, tier, source.published[:10], source.publisher, source.title, str(source.passages))
        table.add_row(*[Text(cell) if isinstance(cell, str) else cell for cell in row])
    return table
