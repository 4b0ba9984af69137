"""``python -m evals.scorecard docs/scorecard.md``: the suite answered in three ways, side by side, and what lies come through."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from evals import sides
from evals.adversary import scorecard_section
from evals.run import SUITE
from evals.schema import read_suite
from evals.sides import Side
from evals.slips import slip_table
from evals.tables import beside, groups, misses
from rag.assemble import Parts, open_parts
from rag.renew import renew
from rag.settings import load_settings
from rag.snapshot import now

HEAD = """# Scorecard

Made by `make evals` (`python -m evals.scorecard docs/scorecard.md`): {questions} questions of `evals/data/{suite}`.
Snapshot `{snapshot}` · embedder `{embedder}` · commit `{commit}` · {when}.

The same code finds, judges, checks and refuses in every column; they differ in who writes.
{columns}

The judge is fitted to other questions (docs/evals.md), so the refusals below are held out. A question with an answer that is refused counts as 0 key points. "Key-point recall" asks whether a fact that bears the point is
cited in the answer, not how well it reads. The interval holds 95 % of 2,000 runs resampled over the questions that the measure applies to
(their number in brackets). ALCE's recall and precision count every sentence that was written, so they show what the check takes from a model that slips.
"""
SLIPS = """## A model that slips

What became of the sentences of the scripted model, which says what it got wrong. A slip escapes when it is shown as supported.
"""
BY_GROUP = "## Quotes, by type and language\n"
APART = "## Measured apart"  # by the benchmarks, on a machine with nothing else to do: kept when the rest is renewed


def write_scorecard(path: Path, found: Sequence[Side], parts: Parts, suite: Path = SUITE) -> None:
    """Renew the scorecard with the runs, the snapshot and the commit that made them; the first of ``found`` is of quotes."""
    snapshot = parts.index.snapshot
    rows = found[0].rows
    head = HEAD.format(
        questions=len(rows), suite=suite.name, snapshot=snapshot.id, embedder=snapshot.embedder, commit=commit(), when=now()[:10],
        columns="\n".join(f"- **{s.name}**: {s.note if s.rows else f'not run, {s.note}'}." for s in found),
    )  # fmt: skip
    written = [outcome for side in found for outcome in side.written]
    told = [
        head, beside({s.name: s.rows for s in found if s.rows}), f"{BY_GROUP}\n{groups(rows)}", misses(rows),
        f"{SLIPS}\n{slip_table(written)}" if written else "", scorecard_section(parts.settings.home), _apart(path),
    ]  # fmt: skip
    path.write_text("\n\n".join(part.strip("\n") for part in told if part) + "\n", encoding="utf-8")


def commit() -> str:
    """The short commit of this checkout, or "unknown" outside git."""
    command = ["git", "rev-parse", "--short", "HEAD"]  # fixed words, no input reaches it
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def _apart(path: Path) -> str:
    """The section of figures that this run does not make, as it stands in the scorecard before; "" without one."""
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    return before[before.index(APART) :] if APART in before else ""


def main(
    scorecard: Annotated[Path, typer.Argument(help="The Markdown file to renew.")],
    suite: Annotated[Path, typer.Option(help="JSONL of questions.")] = SUITE,
    case: Annotated[Path | None, typer.Option(help="Case folder; default: the shipped case.")] = None,
    model_questions: Annotated[
        int, typer.Option(min=0, help="Questions for the small real model; 0: leave it out.")
    ] = 20,
    model_minutes: Annotated[float, typer.Option(min=0.1, help="No further question after so long.")] = 5,
    seed: Annotated[int, typer.Option(help="Of the small model's sample and the scripted model's slips.")] = 0,
) -> None:
    """Answer a suite in three ways and renew the scorecard; 'onrecord eval' is the command for people."""
    questions = read_suite(suite)
    settings = load_settings(case=case, no_model=True)

    def tick(stage: str, done: int, total: int) -> None:
        if done == total or not done % max(1, total // 4):
            typer.echo(f"{stage} {done}/{total}")

    renew(settings, tick)  # the case as it is now, not as it was when it was last indexed
    parts = open_parts(settings)
    found = [
        sides.quoting(questions, parts, tick),
        sides.scripted(questions, parts, tick, seed),
        sides.small(questions, parts, tick, model_questions, model_minutes, seed),
    ]
    write_scorecard(scorecard, found, parts, suite)
    typer.echo(beside({s.name: s.rows for s in found if s.rows}))


if __name__ == "__main__":
    typer.run(main)
