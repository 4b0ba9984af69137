"""``onrecord ingest``: add someone's own files to a case, then bring its index up to date."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import typer
from rich.text import Text

from rag.errors import UsageError
from rag.index.owner import readable_snapshot
from rag.index.snapshot import Skipped
from rag.ingest.add import Added, add_files, take_back
from rag.ingest.build import BuildReport
from rag.renew import renew
from rag.settings import Settings
from ui.spelled import spelled_out
from ui.terminal import err, out, progress

SOME_SKIPPED = 3


def asked_password(given: str | None) -> Callable[[Path], str]:
    """What tells the password of a locked file: the one that was ``given``, or whoever sits at the terminal; else ""."""

    def ask(path: Path) -> str:
        if given is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            return given or ""
        return str(
            typer.prompt(f"password of {spelled_out(path.name)}", "", hide_input=True, show_default=False, err=True)
        )

    return ask


def run_ingest(
    settings: Settings, paths: Sequence[Path], rebuild: bool, as_json: bool, password: str | None = None
) -> int:
    """Build the index and say what it holds; 0, or 3 when a file could not be read and was skipped."""
    added = Added()
    if paths:
        if settings.case is None:
            raise UsageError(
                "own files go into a case of their own. Name its folder: onrecord --case my-case ingest FILE…, "
                "or start one from an article: onrecord new NAME --seed ARTICLE"
            )
        if not rebuild:
            readable_snapshot(settings)  # raises, before the case is changed, where it could not be indexed
        added = add_files(settings, paths, password=asked_password(password))
    with progress() as tick:
        report = renew(settings, tick, rebuild)
    added = take_back(settings, added, report.snapshot)
    skipped = (*added.skipped, *report.snapshot.skipped)
    if as_json:
        typer.echo(json.dumps(build_as_dict(report, added, skipped), ensure_ascii=False, indent=1))
    else:
        show_build(report, added, skipped, settings)
    return SOME_SKIPPED if skipped else 0


def show_build(report: BuildReport, added: Added | None, skipped: Sequence[Skipped], settings: Settings) -> None:
    """Print what was built, what was skipped, and how many files were added unless that is said elsewhere."""
    s = report.snapshot
    if added and added.files:
        out.print(Text(f"added {len(added.files)} file{'s' * (len(added.files) != 1)} to {settings.home}"))
    for file in skipped:
        err.print(Text(f"skipped: {file.reason}", style="red"), soft_wrap=True)
    for source in s.sources if report.changed else ():
        for warning in source.warnings:
            err.print(Text(f"{source.file}: {warning}", style="yellow"))
    if report.damaged:
        err.print(Text(f"the index was damaged and is made anew: {report.damaged}", style="yellow"))
    if not report.changed:
        out.print(Text(f"nothing changed: snapshot {s.id} is up to date ({report.seconds:.1f} s)", style="green"))
        return
    out.print(
        Text(
            f"indexed {len(s.sources)} sources, {s.passages} passages in {report.seconds:.1f} s: snapshot {s.id}",
            style="green",
        )
    )
    if report.reused:
        out.print(Text(f"embedded {report.embedded} new texts, {report.reused} were known", style="dim"))
    out.print(Text(f"embedder {s.embedder} · kept in {settings.data_dir}", style="dim"))


def build_as_dict(report: BuildReport, added: Added, skipped: Sequence[Skipped]) -> dict[str, object]:
    """The same as plain data for ``--json``."""
    s = report.snapshot
    return {
        "changed": report.changed,
        "damaged": report.damaged,
        "seconds": round(report.seconds, 2),
        "snapshot": s.id,
        "sources": len(s.sources),
        "passages": s.passages,
        "embedder": s.embedder,
        "embedded": report.embedded,
        "reused": report.reused,
        "added": list(added.files),
        "skipped": [file.model_dump() for file in skipped],
    }
