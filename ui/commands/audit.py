"""``onrecord audit``: our records held against the originals that were fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rag.case.audited import AuditedFact, AuditedSource, AuditReport
    from rag.settings import Settings

NOTHING_FETCHED = 3  # exit code; 1 says that something differs or was not found


def audit(
    context: typer.Context,
    source_ids: Annotated[
        list[str] | None, typer.Argument(help="Sources to audit; all that were fetched when none is named.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Hold every fact of our records against the fetched original: confirmed, differs, not found or not checked.

    The result is kept and shown beside the facts in answers. Exit code 0: nothing differs and nothing was sought in
    vain; 1: something was; 3: no original was fetched yet. Example: onrecord audit cdc-2021-07-14
    """
    from rag.audit import audit as run
    from ui.terminal import err, progress

    settings: Settings = context.obj
    files, problems = fetched(settings)
    for problem in problems:
        err.print(f"! {problem}", style="yellow", markup=False)
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
    from rag.case.folder import source_ids
    from rag.case.originals import read_originals

    found = read_originals(settings.data_dir, source_ids(settings.home))
    return {source_id: one.path(settings.data_dir) for source_id, one in found.sound.items()}, tuple(found.problems)


def _show(report: AuditReport, only: list[str], settings: Settings) -> None:
    """A table of counts, then each fact a person should look at."""
    from rich.table import Table

    from rag.case import read_case
    from rag.types import Audit
    from ui.terminal import AUDIT_STYLE, out

    if not report.sources and not any(entry.record for entry in read_case(settings.home).entries):
        out.print("This case has no records of ours, only sources as they are: nothing to hold against originals.")
        return
    if not report.sources:
        what = f"No original of {', '.join(only)} has been fetched" if only else "No original has been fetched"
        out.print(f"{what}. Run 'onrecord fetch {' '.join(only)}".rstrip() + "', then audit again.", markup=False)
        return
    table = Table(title="Our records against the originals", title_style="bold", expand=True)
    table.add_column("source", ratio=1, overflow="fold")
    for status in Audit:
        table.add_column(str(status), justify="right", no_wrap=True, style=AUDIT_STYLE[status])
    for source in report.sources:
        table.add_row(source.source_id, *(str(source.count(status) or "·") for status in Audit))
    out.print(table)
    for source in report.sources:
        _show_source(source)
    facts = [fact for source in report.sources for fact in source.facts]
    counts = Counter(fact.status for fact in facts)
    out.print(f"{len(facts)} facts: " + ", ".join(f"{counts[s]} {s}" for s in Audit if counts[s]), style="bold")


def _show_source(source: AuditedSource) -> None:
    """The facts of one source that are not confirmed where the record has them; those of one reason together."""
    from rag.case.audited import not_confirmed
    from rag.types import Audit
    from ui.terminal import out

    if source.problem:
        out.print(f"{source.source_id}: {source.problem}", style="red", markup=False)
        return
    facts = not_confirmed([source])
    for fact in facts:
        if fact.status is not Audit.NOT_CHECKED:
            _show_fact(fact)
    unchecked = Counter(f.reason for f in facts if f.status is Audit.NOT_CHECKED)
    for reason, count in unchecked.items():
        out.print(f"{source.source_id}: {count} not checked ({reason})", style="dim", markup=False)


def _show_fact(fact: AuditedFact) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from ui.terminal import AUDIT_STYLE, out

    head = Text(f"{fact.id} ", style="bold").append(str(fact.status), style=AUDIT_STYLE[fact.status])
    out.print(head.append(f": {fact.reason}" if fact.reason else ""))
    out.print(Padding(Text(f"record{_at(fact.record_locator)}: {fact.text}"), (0, 0, 0, 2)))
    if fact.sentence:
        words = " ".join(fact.sentence.split())
        out.print(Padding(Text(f"original{_at(fact.locator)}: “{words}”", style="dim"), (0, 0, 0, 2)))


def _at(locator: str) -> str:
    return f", {locator}" if locator else ""
