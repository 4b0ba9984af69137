"""``onrecord verify``: a saved answer or brief checked again against the stored sources, with no model at hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import typer
from rich.text import Text

from rag.brief.recheck import recheck_brief
from rag.saved.recheck import Change, Recheck, recheck
from rag.settings import Settings
from ui.brief.load import Loaded, load_each
from ui.terminal import MARKS, out

_SHOWN = 100  # characters of a sentence in its line


def run_verify(settings: Settings, file: Path, as_json: bool) -> int:
    """Print the verdict of each claim as found now, of a batch answer by answer; 0 when all that was supported still is, else 1."""
    reports = [(name, _report(settings, loaded)) for name, loaded in load_each(file)]
    holds = all(report.holds for _, report in reports)
    if as_json:
        told = [{"id": name} | report.to_dict() if name else report.to_dict() for name, report in reports]
        typer.echo(json.dumps(told[0] if len(told) == 1 and not reports[0][0] else told, ensure_ascii=False, indent=1))
        return 0 if holds else 1
    for name, report in reports:
        if name:
            out.print(Text(f"answer {name}", style="bold"))
        _show(report)
    return 0 if holds else 1


def _show(report: Recheck) -> None:
    """A line for each fault and each sentence, with what changed since."""
    for line in report.warnings:
        out.print(Text(f"! {line}", style="yellow"))
    for line in report.faults:
        out.print(Text(f"✗ {line}", style="red"))
    changed_since = {source.id: source.change for source in report.sources if source.change is not Change.NONE}
    for before, now in report.pairs:
        mark, style = MARKS[now.status]
        changed = "" if before.status is now.status else f" (was: {before.status})"
        text = now.claim.text
        out.print(
            Text(f"{mark} {now.status}{changed}", style=style),
            Text(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"),
            Text(now.reason, style="dim"),
        )
        for source_id in dict.fromkeys(c.source_id for c in now.claim.citations):
            if source_id in changed_since:
                out.print(Text(f"  its source {source_id}: {changed_since[source_id]}", style="yellow"))
    held = sum(now.status.borne for _, now in report.pairs)
    out.print(Text(f"{held} of {len(report.pairs)} sentences supported by snapshot {report.snapshot}", style="bold"))


def _report(settings: Settings, loaded: Loaded) -> Recheck:
    """The recheck of an answer or a brief; of an export, its visible text must hold every quote too."""
    if loaded.answer is not None:
        return recheck(settings, loaded.answer)
    if loaded.brief is None:
        raise TypeError("neither a brief nor an answer was loaded")
    report = recheck_brief(settings, loaded.brief)
    gone = [f"the file's visible text does not hold the quote {quote[:80]!r}" for quote in loaded.unseen]
    return replace(report, faults=(*report.faults, *gone))
