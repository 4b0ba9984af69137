"""``onrecord audit``: our records held against the originals that were fetched."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from rag.case import read_case
from rag.case.audited import AuditReport, not_confirmed
from rag.case.folder import source_ids as known_ids
from rag.case.originals import read_originals
from rag.renew import audit as run
from rag.settings import Settings
from rag.sources import Audit
from ui.commands.common import AsJson
from ui.terminal import AUDIT_STYLE, out, progress, say, show, warn

NOTHING_FETCHED = 3  # exit code; 1 says that something differs or was not found


def audit(
    context: typer.Context,
    source_ids: Annotated[
        list[str] | None, typer.Argument(help="Sources to audit; all that were fetched when none is named.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Hold every fact of our records against the fetched original: confirmed, differs, not found or not checked.

    The result is kept and shown beside the facts in answers. Exit code 0: nothing differs and nothing was sought in
    vain; 1: something was; 3: no original was fetched yet. Example: onrecord audit cdc-2021-07-14
    """
    settings: Settings = context.obj
    files, problems = fetched(settings)
    for problem in problems:
        warn(f"! {problem}")
    with progress() as tick:
        report = run(settings, files, source_ids or [], tick)
    if as_json:
        typer.echo(report.model_dump_json(indent=1))
    elif report.sources or not problems:
        _show(report, source_ids or [], settings)
    if not report.sources and not problems:
        raise typer.Exit(NOTHING_FETCHED)
    raise typer.Exit(0 if report.holds and not problems else 1)


def fetched(settings: Settings) -> tuple[Mapping[str, Path], tuple[str, ...]]:
    """The fetched files of the case by source id, and a line for each that may not be used; none before the first fetch."""
    found = read_originals(settings.data_dir, known_ids(settings.home))
    return {source_id: one.path(settings.data_dir) for source_id, one in found.sound.items()}, tuple(found.problems)


def _show(report: AuditReport, only: list[str], settings: Settings) -> None:
    """A table of counts, then each fact a person should look at."""
    if not report.sources and not any(entry.record for entry in read_case(settings.home).entries):
        say("This case has no records of ours, only sources as they are: nothing to hold against originals.")
        return
    if not report.sources:
        what = f"No original of {', '.join(only)} has been fetched" if only else "No original has been fetched"
        say(f"{what}. Run 'onrecord fetch {' '.join(only)}".rstrip() + "', then audit again.")
        return
    table = Table(title="Our records against the originals", title_style="bold", expand=True)
    table.add_column("source", ratio=1, overflow="fold")
    for status in Audit:
        table.add_column(str(status), justify="right", no_wrap=True, style=AUDIT_STYLE[status])
    for source in report.sources:
        table.add_row(source.source_id, *(str(source.count(status) or "·") for status in Audit))
    out.print(table)
    found = []
    for source in report.sources:
        open_ = not_confirmed([source])
        told = [fact for fact in open_ if fact.status is not Audit.NOT_CHECKED]
        found.append((source, told, Counter(fact.reason for fact in open_ if fact.status is Audit.NOT_CHECKED)))
    facts = Counter(fact.status for source in report.sources for fact in source.facts)
    show("audited", found=found, counts=Counter({status: facts[status] for status in Audit if facts[status]}))
