"""A run as one self-contained HTML page and as JSON; everything from sources and answers is escaped."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from evals.compare import changes, turned
from evals.faults import by_kind, faults_of, told
from evals.out_folder import REPORTS
from evals.plots import calibration_error, plot_reliability, plot_roc, refusal_auroc
from evals.saved import Row, Run, fingerprint
from evals.summary import GROUPED, MEASURES, by_group, figures, shown
from evals.wrote import warnings
from rag.common.files import why_not, write_whole
from rag.errors import UsageError
from rag.types import Status

TEMPLATES = Path(__file__).parent / "templates"
MARKS = {
    "supported": "✓",
    "the article's words": "“",
    "not confirmed": "·",
    "not checked": "?",
}  # anything else is struck: ✗
TONES = {
    "supported": "good",
    "the article's words": "fair",
    "not confirmed": "fair",
    "not checked": "open",
}  # anything else: bad


def write_report(folder: Path, run: Run, before: Run | None = None, seed: int = 0) -> dict[str, Path]:
    """Write ``report.html`` and ``report.json`` into ``folder``, each whole or not at all; where each is.

    Raises UsageError when one cannot be written.
    """
    made = {
        "html": as_html(run, before, seed),
        "json": json.dumps(as_plain(run, before, seed), ensure_ascii=False, indent=1),
    }
    files = {kind: folder / name for kind, name in REPORTS.items()}
    for kind, text in made.items():
        try:
            write_whole(files[kind], text)
        except OSError as exc:
            raise UsageError(
                f"{files[kind]} cannot be written ({why_not(exc)}). Then run the same command again."
            ) from exc
    return files


def as_plain(run: Run, before: Run | None = None, seed: int = 0) -> dict[str, object]:
    """The run's figures as plain data."""
    plain: dict[str, object] = {
        "header": run.header.model_dump(),
        "seed": seed,
        "warnings": warnings(run.rows),
        "fingerprint": fingerprint(run),
        "went_wrong": by_kind(run.rows),
        "verdicts": dict(tally(run.rows)),
        "figures": {name: asdict(f) | {"label": f.label} for name, f in figures(run.rows, seed).items()},
        "types": by_group(run.rows, lambda row: row.type, GROUPED),
        "languages": by_group(run.rows, lambda row: row.language, GROUPED),
        "calibration_error": calibration_error(run.rows),
        "refusal_auroc": refusal_auroc(run.rows),
    }
    if before:
        plain["changes"] = [asdict(c) for c in changes(before, run, seed)]
        plain["turned"] = [asdict(t) for t in turned(before, run)]
    return plain


def as_html(run: Run, before: Run | None = None, seed: int = 0) -> str:
    """The run as one page: no script, nothing fetched."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    moved = changes(before, run, seed) if before else []
    wrong = {row.id for row in run.rows if faults_of(row)}
    plots = [plot(run.rows) for plot in (plot_reliability, plot_roc)]
    return environment.get_template("report.html").render(
        run=run,
        seed=seed,
        figures=figures(run.rows, seed).values(),
        shown=shown,
        measures=MEASURES,
        groups=[(by, by_group(run.rows, lambda row, by=by: getattr(row, by), GROUPED)) for by in ("type", "language")],  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        columns=GROUPED,
        calibration_error=calibration_error(run.rows),
        auroc=refusal_auroc(run.rows),
        plots=[Markup(plot) for plot in plots],  # noqa: S704 - drawn from numbers by matplotlib, no text of anybody's
        wrong=told,
        asked_wrong=[row for row in run.rows if row.id in wrong],
        asked_well=[row for row in run.rows if row.id not in wrong],
        tally=tally(run.rows),
        warnings=warnings(run.rows),
        print=fingerprint(run),
        marks=MARKS,
        tones=TONES,
        moved=[c for c in moved if c.moved],
        still=sum(not c.moved for c in moved),
        turned=turned(before, run) if before else [],
        before=before,
    )


def tally(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """How many sentences of each verdict, those that could not be checked included; verdicts that nobody got are left out."""
    counts = Counter(claim["verdict"] for row in rows for claim in row.answer["claims"])
    return [(str(status), counts[status]) for status in Status if counts[status]]
