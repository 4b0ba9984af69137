"""How a fetch looks in a terminal and in JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import typer
from rich.table import Table
from rich.text import Text

from rag.fetch.keep import Outcome, State
from rag.fetch.run import Planned, Report
from ui.terminal import out

STYLE: dict[State, str] = {
    State.FETCHED: "green",
    State.UNCHANGED: "dim",
    State.CHANGED: "yellow",
    State.REFUSED: "red",
    State.FAILED: "red",
    State.NO_NETWORK: "red",
    State.NO_ADDRESS: "dim",
}


def show_report(report: Report, bare: Sequence[str] = ()) -> None:
    """A line a source, the counts, and what to do next; one line alone when there is no network."""
    missed = report.count(State.NO_NETWORK)
    if report.offline:
        out.print(Text(f"no network: {_of(missed, 'original')} not fetched; the records go on serving"))
    if not report.offline or missed < sum(1 for one in report.outcomes if one.url):
        out.print(_table(report.outcomes))
        out.print(Text(_counts(report), style="bold"))
    changed = [one.source_id for one in report.outcomes if one.state is State.CHANGED]
    missing = report.count(State.REFUSED) + report.count(State.FAILED)
    if missing and not report.offline:
        out.print(Text(f"{_of(missing, 'original')} could not be had: what was there before goes on serving."))
    for source_id in bare:
        said = (
            f"{source_id}: none of our facts is in what came; our record serves. Is it the page that leads to the file?"
        )
        out.print(Text(said, style="yellow"))
    if changed:
        out.print(Text(f"Take a changed original: onrecord fetch --accept {changed[0]}"))
    if report.count(State.FETCHED):
        out.print(Text("Now run 'onrecord ingest' to bring the index up to date."))


def report_as_json(report: Report, bare: Sequence[str] = ()) -> None:
    """The same for a program."""
    told = {
        "offline": report.offline,
        "complete": report.complete,
        "counts": {state.value: report.count(state) for state in State},
        "bear_none_of_our_facts": list(bare),
        "sources": [asdict(one) for one in report.outcomes],
    }
    typer.echo(json.dumps(told, ensure_ascii=False, indent=1))


def show_plan(planned: Sequence[Planned]) -> None:
    """A line a source: what would be done, and the address."""
    for one in planned:
        out.print(Text(one.source_id, style="cyan").append(f"  {one.todo}", style="default"), soft_wrap=True)
        if one.url:
            out.print(Text(f"  {one.url}", style="dim"), soft_wrap=True)  # unbroken, to be copied
    asked = sum(1 for one in planned if one.todo.startswith(("fetch", "ask", "nothing new")))
    out.print(Text(f"{asked} of {len(planned)} originals would be asked for; nothing was fetched", style="bold"))


def plan_as_json(planned: Sequence[Planned]) -> None:
    """The same for a program."""
    typer.echo(json.dumps({"sources": [asdict(one) for one in planned]}, ensure_ascii=False, indent=1))


def _table(outcomes: Sequence[Outcome]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in outcomes:
        said = one.reason or (f"{one.file}, {_size(one.bytes)}" if one.file else "")
        table.add_row(Text(one.source_id, style="cyan"), Text(one.state, style=STYLE[one.state]), Text(said))
    return table


def _counts(report: Report) -> str:
    counts = ((state.value, report.count(state)) for state in State)
    return ", ".join(f"{count} {name}" for name, count in counts if count) or "no source has an original to fetch"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def _of(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' * (count != 1)}"
