"""A run as one self-contained HTML page and as JSON; everything from sources and answers is escaped."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from evals.compare import changes, turned
from evals.faults import by_kind, faults_of, told
from evals.out_folder import REPORTS
from evals.plots import auroc, expected_error, plot_reliability, plot_roc, reliability_of
from evals.saved import Row, Run, fingerprint
from evals.summary import GROUPED, MEASURES, by_group, figures, shown
from evals.wrote import warnings
from rag.common.files import write_whole, writing
from rag.errors import UsageError
from rag.types import Status

TEMPLATES = Path(__file__).parent / "templates"
# a verdict's mark and tone; any other is struck: ✗, bad
LOOKS = {"supported": "✓ good", "the article's words": "“ fair", "not confirmed": "· fair", "not checked": "? open"}


def write_report(folder: Path, run: Run, before: Run | None = None, seed: int = 0) -> dict[str, Path]:
    """Write ``report.html`` and ``report.json`` into ``folder``, each whole or not at all; where each is.

    Raises UsageError when one cannot be written.
    """
    plain = json.dumps(as_plain(run, before, seed), ensure_ascii=False, indent=1)
    files = {kind: folder / name for kind, name in REPORTS.items()}
    for kind, text in {"html": as_html(run, before, seed), "json": plain}.items():
        with writing(files[kind], UsageError, "Then run the same command again."):
            write_whole(files[kind], text)
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
        "calibration_error": expected_error(reliability_of(run.rows)),
        "refusal_auroc": auroc([r.confidence for r in run.rows], [not r.must_refuse for r in run.rows]),
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
    environment.tests["wrong"] = faults_of
    return environment.get_template("report.html").render(
        as_plain(run, before, seed),
        run=run,
        before=before,
        moves=changes(before, run, seed) if before else [],
        shown=shown,
        measures=MEASURES,
        columns=GROUPED,
        plots=[Markup(plot(run.rows)) for plot in (plot_reliability, plot_roc)],  # noqa: S704 - drawn from numbers by matplotlib, no text of anybody's
        told=told,
        looks={verdict: look.split() for verdict, look in LOOKS.items()},
    )


def tally(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """How many sentences of each verdict, those that could not be checked included; verdicts that nobody got are left out."""
    counts = Counter(claim["verdict"] for row in rows for claim in row.answer["claims"])
    return [(str(status), counts[status]) for status in Status if counts[status]]
