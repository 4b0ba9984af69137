"""``onrecord fetch``: the originals behind the records, from where the manifest says."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from rag.errors import UsageError
from rag.fetch import run
from rag.fetch.keep import State
from rag.fetch.run import Planned, Report
from rag.renew import audited
from rag.settings import Settings
from ui.commands.audit import fetched
from ui.commands.common import AsJson, print_json
from ui.terminal import counted, out, progress, say, show

NEEDS_A_LOOK = 3
OFFLINE = 4
STYLE = {"fetched": "green", "changed": "yellow", "refused": "red", "failed": "red", "no network": "red"}  # else dim


def fetch(
    context: typer.Context,
    source_ids: Annotated[list[str] | None, typer.Argument(metavar="SOURCE_ID", help="All by default.")] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="SOURCE_ID", help="Take the changed original of this source; give it once for each."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be fetched; ask nobody.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch the originals that the case names, politely and only from the public web.

    An original that changed since it was fetched is reported and kept beside, never taken: --accept takes it.

    Exit code 3: something changed, failed, was refused or has none of our facts. 4: no network; the records go on serving.

    Example: onrecord fetch uscc-2021 crs-if10890
    """
    settings: Settings = context.obj
    ids = source_ids or []
    if accept and (ids or dry_run):
        raise UsageError("--accept stands alone: give no other source ids and no --dry-run beside it.")
    if dry_run:
        planned = run.plan(settings, ids)
        print_json({"sources": [asdict(one) for one in planned]}) if as_json else _show_plan(planned)
        return
    if accept:
        report = run.accept_changed(settings, accept)
    else:
        with progress() as tick:
            report = run.fetch(settings, ids, tick)
    bare = bearing_nothing(settings, report)
    if as_json:
        counts = {state.value: report.count(state) for state in State}
        told = {
            "offline": report.offline,
            "complete": report.complete,
            "counts": counts,
            "bear_none_of_our_facts": bare,
        }
        print_json(told | {"sources": [asdict(one) for one in report.outcomes]})
    else:
        _show(report, bare)
    raise typer.Exit(OFFLINE if report.offline else 0 if report.complete and not bare else NEEDS_A_LOOK)


def bearing_nothing(settings: Settings, report: Report) -> list[str]:
    """The records of which what is there now has none of the facts: perhaps the page that leads to the original."""
    files, _ = fetched(settings)
    there = (State.FETCHED, State.UNCHANGED)
    now = {o.source_id: files[o.source_id] for o in report.outcomes if o.state in there and o.source_id in files}
    if not now:
        return []
    with progress() as tick:
        return [found.source_id for found in audited(settings, now, tick) if found.bears_nothing]


def _show(report: Report, bare: Sequence[str]) -> None:
    """A line a source, the counts, and what to do next; one line alone when there is no network."""
    missed = report.count(State.NO_NETWORK)
    if report.offline:
        say(f"no network: {counted(missed, 'original')} not fetched; the records go on serving")
    listed = not report.offline or missed < sum(1 for one in report.outcomes if one.url)
    if listed:
        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for one in report.outcomes:
            kilo = max(1, round(one.bytes / 1000))
            size = f"{one.bytes / 1_000_000:.1f} MB" if one.bytes >= 1_000_000 else f"{kilo} kB"
            said = one.reason or (f"{one.file}, {size}" if one.file else "")
            state = Text(one.state, style=STYLE.get(one.state, "dim"))
            table.add_row(Text(one.source_id, style="cyan"), state, Text(said))
        out.print(table)
    show("fetched", report=report, listed=listed, bare=bare, State=State)


def _show_plan(planned: Sequence[Planned]) -> None:
    """A line a source: what would be done, and the address."""
    for one in planned:
        say(Text(one.source_id, style="cyan").append(f"  {one.todo}", style="default"), whole=True)
        if one.url:
            say(f"  {one.url}", "dim", whole=True)
    asked = sum(1 for one in planned if one.todo.startswith(("fetch", "ask", "nothing new")))
    say(f"{asked} of {len(planned)} originals would be asked for; nothing was fetched", "bold")
