"""The figures of a run as Markdown: for the terminal, and as docs/scorecard.md."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from evals.adversary import scorecard_section
from evals.saved import Row
from evals.summary import MEASURES, by_group, figures
from rag.assemble import Parts
from rag.snapshot import now

HEAD = """# Scorecard

Made by `make evals`: {questions} questions of `evals/data/questions.jsonl`, quoting mode, no model, no key.
Snapshot `{snapshot}` · embedder `{embedder}` · commit `{commit}` · {when}.

The judge is fitted to other questions (docs/evals.md), so the refusals below are held out. A question with an answer that is
refused counts as 0 key points. "Key-point recall" asks whether a fact that bears the point is quoted in the answer, not how
well it reads. The interval holds 95 % of 2,000 runs resampled over the questions.

"""
APART = "## Measured apart"  # by the benchmarks, on a machine with nothing else to do: kept when the rest is renewed
TYPES = ("key_point_recall", "recall@10", "refusal_recall", "answerable_refused", "citation_recall")


def table(rows: Sequence[Row], seed: int = 0) -> str:
    """The figures, then the types of question and the languages, as Markdown tables."""
    lines = ["| measure | value | 95 % interval | questions |", "|---|---:|---:|---:|"]
    lines += [
        f"| {f.label} | {shown(f.name, f.value)} | {shown(f.name, f.low)}–{shown(f.name, f.high)} | {f.questions} |"
        for f in figures(rows, seed).values()
    ]
    return "\n".join([*lines, "", *_groups(rows, "type"), "", *_groups(rows, "language")])


def write_scorecard(path: Path, rows: Sequence[Row], parts: Parts) -> None:
    """Renew the scorecard with the run, the snapshot and the commit that made it."""
    snapshot = parts.index.snapshot
    head = HEAD.format(
        questions=len(rows), snapshot=snapshot.id, embedder=snapshot.embedder, commit=commit(), when=now()[:10]
    )
    told = [head + table(rows), misses(rows), scorecard_section(parts.settings.home), _apart(path)]
    path.write_text("\n\n".join(part.strip("\n") for part in told if part) + "\n", encoding="utf-8")


def _apart(path: Path) -> str:
    """The section of figures that this run does not make, as it stands in the scorecard before; "" without one."""
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    return before[before.index(APART) :] if APART in before else ""


def misses(rows: Sequence[Row]) -> str:
    """The questions that went wrong, named, so that nobody has to ask."""
    silent = [r.id for r in rows if r.refused and not r.must_refuse]
    spoke = [r.id for r in rows if not r.refused and r.must_refuse]
    none = [r.id for r in rows if not r.refused and r.parts.get("key_point_recall", (1, 1))[0] == 0]
    lines = [
        "## What went wrong",
        f"- refused though the sources answer: {', '.join(silent) or 'none'}",
        f"- answered though the sources are silent: {', '.join(spoke) or 'none'}",
        f"- answered without one supporting fact: {', '.join(none) or 'none'}",
    ]
    return "\n".join(lines) + "\n"


def shown(name: str, value: float | None) -> str:
    """A figure as it is printed; a dash where it does not apply."""
    if value is None:
        return "–"
    return f"{value:.0f}" if name.endswith("_ms") or name in ("tokens", "questions") else f"{value:.3f}"


def commit() -> str:
    """The short commit of this checkout, or "unknown" outside git."""
    command = ["git", "rev-parse", "--short", "HEAD"]  # fixed words, no input reaches it
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def _groups(rows: Sequence[Row], by: str) -> list[str]:
    head = [by, "questions", *(MEASURES[name][0] for name in TYPES)]
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    for key, values in by_group(rows, lambda row: str(getattr(row, by)), TYPES).items():
        lines.append(f"| {key or '–'} | " + " | ".join(shown(name, value) for name, value in values.items()) + " |")
    return lines
