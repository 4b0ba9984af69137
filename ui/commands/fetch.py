"""``onrecord fetch``: the originals behind the records, from where the manifest says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rag.errors import UsageError

if TYPE_CHECKING:
    from rag.fetch.run import Report
    from rag.settings import Settings

NEEDS_A_LOOK = 3
OFFLINE = 4


def fetch(
    context: typer.Context,
    source_ids: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE_ID", help="Sources to fetch; all by default.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All sources of the case: the default.")] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="SOURCE_ID", help="Take the changed original of this source; give it once for each."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be fetched; ask nobody.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Fetch the originals that the case names, politely and only from the public web.

    An original that changed since it was fetched is reported and kept beside, never taken: --accept takes it.

    Exit code 3: something changed, failed, was refused or has none of our facts. 4: no network; the records go on serving.

    Example: onrecord fetch uscc-2021 crs-if10890
    """
    settings: Settings = context.obj
    ids = source_ids or []
    if (everything and ids) or (accept and (ids or everything or dry_run)):
        raise UsageError("give source ids, --all or --accept, only one of them. See 'onrecord fetch --help'.")
    raise typer.Exit(run_fetch(settings, ids, accept or [], dry_run, as_json))


def run_fetch(settings: Settings, ids: list[str], accept: list[str], dry_run: bool, as_json: bool) -> int:
    """Do it and say what came of it: 0, or 3 and 4 as the help says."""
    from rag.fetch.run import accept_changed, fetch, plan
    from ui.commands import fetch_report as show
    from ui.terminal import progress

    if dry_run:
        planned = plan(settings, ids)
        show.plan_as_json(planned) if as_json else show.show_plan(planned)
        return 0
    if accept:
        report = accept_changed(settings, accept)
    else:
        with progress() as tick:
            report = fetch(settings, ids, tick)
    bare = bearing_nothing(settings, report)
    show.report_as_json(report, bare) if as_json else show.show_report(report, bare)
    if report.offline:
        return OFFLINE
    return 0 if report.complete and not bare else NEEDS_A_LOOK


def bearing_nothing(settings: Settings, report: Report) -> list[str]:
    """The records of which what is there now has none of the facts: perhaps the page that leads to the original."""
    from rag.audit import audited
    from rag.fetch.keep import State
    from ui.commands.audit import fetched
    from ui.terminal import progress

    files, _ = fetched(settings)
    there = (State.FETCHED, State.UNCHANGED)
    now = {o.source_id: files[o.source_id] for o in report.outcomes if o.state in there and o.source_id in files}
    if not now:
        return []
    with progress() as tick:
        return [found.source_id for found in audited(settings, now, tick) if found.bears_nothing]
