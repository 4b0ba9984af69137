"""A run as one self-contained HTML page, as Markdown and as JSON; everything from sources and answers is escaped."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from evals.compare import changes, turned
from evals.plots import calibration_error, plot_latency, plot_reliability, plot_roc, refusal_auroc
from evals.saved import Row, Run
from evals.summary import MEASURES, by_group, figures
from evals.tables import TYPES, misses, shown, table

TEMPLATES = Path(__file__).parent / "templates"
MARKS = {"supported": "✓", "partly supported": "◐", "not checked": "?"}  # anything else is struck: ✗


def write_report(folder: Path, run: Run, before: Run | None = None, seed: int = 0) -> dict[str, Path]:
    """Write ``report.html``, ``report.md`` and ``report.json`` into ``folder``; where each is."""
    files = {kind: folder / f"report.{kind}" for kind in ("html", "md", "json")}
    files["html"].write_text(as_html(run, before, seed), encoding="utf-8")
    files["md"].write_text(as_markdown(run, before, seed), encoding="utf-8")
    files["json"].write_text(json.dumps(as_plain(run, before, seed), ensure_ascii=False, indent=1), encoding="utf-8")
    return files


def as_plain(run: Run, before: Run | None = None, seed: int = 0) -> dict[str, object]:
    """The run's figures as plain data."""
    plain: dict[str, object] = {
        "header": run.header.model_dump(),
        "figures": {name: asdict(f) | {"label": f.label} for name, f in figures(run.rows, seed).items()},
        "types": by_group(run.rows, lambda row: row.type, TYPES),
        "languages": by_group(run.rows, lambda row: row.language, TYPES),
        "calibration_error": calibration_error(run.rows),
        "refusal_auroc": refusal_auroc(run.rows),
    }
    if before:
        plain["changes"] = [asdict(c) for c in changes(before, run, seed)]
        plain["turned"] = [asdict(t) for t in turned(before, run)]
    return plain


def as_markdown(run: Run, before: Run | None = None, seed: int = 0) -> str:
    """The run's figures as Markdown."""
    h = run.header
    lines = [
        f"# {h.suite}: {len(run.rows)} questions",
        "",
        f"Snapshot `{h.snapshot}` · embedder `{h.embedder}` · mode {h.mode} {h.model} · On Record {h.version} · seed {seed}",
        "",
        table(run.rows, seed),
        "",
        misses(run.rows),
    ]
    if before:
        lines += [
            "## Since the earlier run",
            "| measure | before | now | 95 % of the difference |",
            "|---|---:|---:|---:|",
        ]
        lines += [
            f"| {MEASURES[c.name][0]} | {shown(c.name, c.before)} | {shown(c.name, c.now)} | {c.low:+.3f} to {c.high:+.3f} |"
            for c in changes(before, run, seed)
        ]
        lines += ["", *(f"- {t.id}: {t.how}" for t in turned(before, run)), ""]
    return "\n".join(lines)


def as_html(run: Run, before: Run | None = None, seed: int = 0) -> str:
    """The run as one page: no script, nothing fetched."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    plots = [plot(run.rows) for plot in (plot_reliability, plot_roc, plot_latency)]
    return environment.get_template("report.html").render(
        run=run,
        seed=seed,
        figures=figures(run.rows, seed).values(),
        shown=shown,
        measures=MEASURES,
        groups=[(by, by_group(run.rows, lambda row, by=by: getattr(row, by), TYPES)) for by in ("type", "language")],  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        columns=TYPES,
        calibration_error=calibration_error(run.rows),
        auroc=refusal_auroc(run.rows),
        plots=[Markup(plot) for plot in plots],  # noqa: S704 - drawn from numbers by matplotlib, no text of anybody's
        wrong=_wrong,
        marks=MARKS,
        changes=changes(before, run, seed) if before else [],
        turned=turned(before, run) if before else [],
        before=before,
    )


def _wrong(row: Row) -> str:
    """What went wrong with a question, in a few words; "" when nothing did."""
    if row.refused != row.must_refuse:
        return "refused though the sources answer" if row.refused else "answered though the sources are silent"
    points = row.parts.get("key_point_recall")
    if points and points[0] < 1:
        return "no key point borne" if points[0] == 0 else f"{points[0]:.0%} of the key points borne"
    for name in ("premise_corrected", "conflict_shown"):
        if row.parts.get(name, (1.0, 1.0))[0] == 0:
            return f"not: {MEASURES[name][0]}"
    return ""
