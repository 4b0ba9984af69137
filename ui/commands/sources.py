"""``onrecord sources``: what the index holds, by tier."""

import re

import typer

from rag.errors import StoreError
from rag.index.snapshot import live_snapshot
from ui.commands.common import AsJson, print_json
from ui.terminal import show

_ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def sources(context: typer.Context, as_json: AsJson = False) -> None:
    """List the sources of the index with tier, date and how each was read."""
    snapshot = live_snapshot(context.obj)
    if snapshot is None:
        raise StoreError(f"no index in {context.obj.data_dir}. Run 'onrecord ingest' first.")
    if as_json:
        print_json(snapshot.model_dump(mode="json"))
        return
    ordered = sorted(snapshot.sources, key=lambda source: (source.tier.rank, source.id))
    dates = {source.id: found[0] for source in ordered if (found := _ISO.match(source.published))}
    show("sources", sources=ordered, dates=dates, snapshot=snapshot)
