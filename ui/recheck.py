"""``onrecord verify``: a saved answer checked again against the stored sources, with no model at hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typer
from rich.text import Text

from rag.errors import UsageError
from rag.recheck import recheck
from rag.settings import Settings
from rag.since import Change
from rag.types import Status
from rag.wire import from_json
from ui.terminal import MARKS, out


def run_verify(settings: Settings, file: Path, as_json: bool) -> int:
    """Print the verdict of each claim as found now; 0 when all that was supported still is, else 1."""
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as exc:
        raise UsageError(
            f"answer {file} cannot be read ({exc.strerror}). Save one with 'onrecord ask … --json'."
        ) from exc
    answer = from_json(raw, str(file))
    report = recheck(settings, answer)
    if as_json:
        typer.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=1))
        return 0 if report.holds else 1
    for line in report.warnings:
        out.print(Text(f"! {line}", style="yellow"))
    for line in report.faults:
        out.print(Text(f"✗ {line}", style="red"))
    changed_since = {source.id: source.change for source in report.sources if source.change is not Change.NONE}
    for before, now in report.pairs:
        mark, style = MARKS[now.status]
        changed = "" if before.status is now.status else f" (was: {before.status})"
        out.print(
            Text(f"{mark} {now.status}{changed}", style=style),
            Text(now.claim.text[:100]),
            Text(now.reason, style="dim"),
        )
        for source_id in dict.fromkeys(c.source_id for c in now.claim.citations):
            if source_id in changed_since:
                out.print(Text(f"  its source {source_id}: {changed_since[source_id]}", style="yellow"))
    held = sum(now.status is Status.SUPPORTED for _, now in report.pairs)
    out.print(Text(f"{held} of {len(report.pairs)} sentences supported by snapshot {report.snapshot}", style="bold"))
    return 0 if report.holds else 1
