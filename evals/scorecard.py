"""The figures of a run as a table for the terminal and as docs/scorecard.md."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from evals.adversary import scorecard_section
from evals.metrics import Outcome, summarise
from rag.assemble import Parts
from rag.snapshot import now

HEAD = """# Scorecard

Made by `make evals`: {questions} questions of `evals/data/questions.jsonl`, quoting mode, no model, no key.
Snapshot `{snapshot}` · embedder `{embedder}` · commit `{commit}` · {when}.

The judge's weights are fitted on these questions and others, so the refusals below are in-sample; docs/architecture.md has
the held-out figures. A question with an answer that is refused counts as 0 key points. "Key points covered" asks whether a fact that bears the point is
quoted in the answer, not how well it reads.

"""


def table(outcomes: Sequence[Outcome]) -> str:
    """The figures and the types of question, as two Markdown tables."""
    rows = [f"| {name} | {_figure(name, value)} |" for name, value in summarise(outcomes).items()]
    return "\n".join(["| measure | value |", "|---|---:|", *rows, "", *_by_type(outcomes)])


def write_scorecard(path: Path, outcomes: Sequence[Outcome], parts: Parts) -> None:
    """Renew the scorecard with the run, the snapshot and the commit that made it."""
    head = HEAD.format(
        questions=len(outcomes),
        snapshot=parts.index.snapshot.id,
        embedder=parts.index.snapshot.embedder,
        commit=_commit(),
        when=now()[:10],
    )
    told = [head + table(outcomes), _misses(outcomes), scorecard_section(parts.settings.home)]
    path.write_text("\n\n".join(part.strip("\n") for part in told) + "\n", encoding="utf-8")


def _by_type(outcomes: Sequence[Outcome]) -> list[str]:
    rows = ["| type | questions | refused | key points |", "|---|---:|---:|---:|"]
    for kind in sorted({o.question.type for o in outcomes}):
        mine = [o for o in outcomes if o.question.type == kind]
        points = [o.key_points for o in mine if o.key_points is not None]
        shown = f"{sum(points) / len(points):.2f}" if points else "–"
        rows.append(f"| {kind} | {len(mine)} | {sum(o.answer.refused for o in mine)} | {shown} |")
    return rows


def _misses(outcomes: Sequence[Outcome]) -> str:
    """The questions that went wrong, named, so that nobody has to ask."""
    wrong = [o for o in outcomes if not o.refused_rightly]
    silent = [o.question.id for o in wrong if o.answer.refused]
    spoke = [o.question.id for o in wrong if not o.answer.refused]
    none = [o.question.id for o in outcomes if o.key_points == 0 and not o.answer.refused]
    lines = [
        "## What went wrong",
        f"- refused though the sources answer: {', '.join(silent) or 'none'}",
        f"- answered though the sources are silent: {', '.join(spoke) or 'none'}",
        f"- answered without one supporting fact: {', '.join(none) or 'none'}",
    ]
    return "\n".join(lines) + "\n"


def _figure(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if name.endswith(("ms", "not checked")) else f"{value:.3f}"


def _commit() -> str:
    """The short commit of this checkout, or "unknown" outside git."""
    command = ["git", "rev-parse", "--short", "HEAD"]  # fixed words, no input reaches it
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()
