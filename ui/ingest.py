"""``onrecord ingest``: add someone's own files to a case, then bring its index up to date."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import typer
from rich.text import Text

from rag.errors import UsageError
from rag.ingest.add import Added, add_files
from rag.ingest.build import BuildReport
from rag.renew import renew
from rag.settings import Settings
from rag.snapshot import Skipped
from ui.terminal import err, out, progress

SOME_SKIPPED = 3


def run_ingest(settings: Settings, paths: Sequence[Path], rebuild: bool, as_json: bool) -> int:
    """Build the index and say what it holds; 0, or 3 when a file could not be read and was skipped."""
    added = Added()
    if paths:
        if settings.case is None:
            raise UsageError(
                "own files go into a case of their own. Name its folder: onrecord --case my-case ingest FILE…"
            )
        added = add_files(settings, paths)
    with progress() as tick:
        report = renew(settings, tick, rebuild)
    skipped = (*added.skipped, *report.snapshot.skipped)
    if as_json:
        typer.echo(json.dumps(_as_dict(report, added, skipped), ensure_ascii=False, indent=1))
    else:
        _show(report, added, skipped, settings)
    return SOME_SKIPPED if skipped else 0


def _show(report: BuildReport, added: Added, skipped: Sequence[Skipped], settings: Settings) -> None:
    s = report.snapshot
    if added.files:
        out.print(Text(f"added {len(added.files)} file{'s' * (len(added.files) != 1)} to {settings.home}"))
    for file in skipped:
        err.print(Text(f"skipped: {file.reason}", style="red"))
    for source in s.sources if report.changed else ():
        for warning in source.warnings:
            err.print(Text(f"{source.file}: {warning}", style="yellow"))
    if not report.changed:
        out.print(Text(f"nothing changed: snapshot {s.id} is up to date ({report.seconds:.1f} s)", style="green"))
        return
    out.print(
        Text(
            f"indexed {len(s.sources)} sources, {s.passages} passages, {s.sentences} sentences "
            f"in {report.seconds:.1f} s: snapshot {s.id}",
            style="green",
        )
    )
    out.print(Text(f"embedder {s.embedder} · kept in {settings.data_dir}", style="dim"))


def _as_dict(report: BuildReport, added: Added, skipped: Sequence[Skipped]) -> dict[str, object]:
    s = report.snapshot
    return {
        "changed": report.changed,
        "seconds": round(report.seconds, 2),
        "snapshot": s.id,
        "sources": len(s.sources),
        "passages": s.passages,
        "sentences": s.sentences,
        "embedder": s.embedder,
        "added": list(added.files),
        "skipped": [file.model_dump() for file in skipped],
    }
