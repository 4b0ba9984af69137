"""``onrecord verify``: a saved answer or brief checked again against the stored sources, with no model at hand."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from rag.brief.run import recheck_brief
from rag.saved.recheck import Change, Recheck, recheck
from rag.settings import Settings
from rag.types import Answer
from ui.brief.files import Loaded, load_each
from ui.commands.common import AsJson, print_json
from ui.terminal import say, show


def verify(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help="An answer, a batch of them or a brief as JSON, or an exported brief (.md .html .docx .pdf); - reads standard input."
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Check a saved answer or brief again against the stored sources; exit code 1 when a claim no longer holds."""
    raise typer.Exit(run_verify(context.obj, file, as_json))


def run_verify(settings: Settings, file: Path, as_json: bool) -> int:
    """Print the verdict of each claim as found now, of a batch answer by answer; 0 when all that was supported still is, else 1."""
    reports = [(name, _report(settings, loaded)) for name, loaded in load_each(file)]
    holds = all(report.holds for _, report in reports)
    if as_json:
        told = [{"id": name} | report.to_dict() if name else report.to_dict() for name, report in reports]
        print_json(told[0] if len(told) == 1 and not reports[0][0] else told)
        return 0 if holds else 1
    for name, report in reports:
        if name:
            say(f"answer {name}", "bold")
        changed = {source.id: source.change for source in report.sources if source.change is not Change.NONE}
        show("verified", report=report, changed=changed)
    return 0 if holds else 1


def _report(settings: Settings, loaded: Loaded) -> Recheck:
    """The recheck of an answer or a brief; of an export, its visible text must hold every quote too."""
    if isinstance(loaded.given, Answer):
        return recheck(settings, loaded.given)
    report = recheck_brief(settings, loaded.given)
    gone = [f"the file's visible text does not hold the quote {quote[:80]!r}" for quote in loaded.unseen]
    return replace(report, faults=(*report.faults, *gone))
