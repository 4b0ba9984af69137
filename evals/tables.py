"""The figures of runs as Markdown tables: of a run, by group, and what went wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.faults import by_kind
from evals.saved import Row
from evals.summary import MEASURES, by_group, figures

TYPES = ("key_point_recall", "recall@10", "refusal_recall", "answerable_refused", "citation_recall")


def table(rows: Sequence[Row], seed: int = 0) -> str:
    """The figures, then the types of question and the languages, as Markdown tables."""
    lines = ["| measure | value | 95 % interval | questions |", "|---|---:|---:|---:|"]
    lines += [
        f"| {f.label}{'' if f.label == f.name else f' (`{f.name}`)'} | {shown(f.name, f.value)} | {shown(f.name, f.low)}–{shown(f.name, f.high)} | {f.questions} |"
        for f in figures(rows, seed).values()
    ]
    return "\n".join([*lines, "", groups(rows)])


def groups(rows: Sequence[Row]) -> str:
    """The types of question and the languages, as Markdown tables."""
    return "\n".join([*_groups(rows, "type"), "", *_groups(rows, "language")])


def misses(rows: Sequence[Row]) -> str:
    """The questions that went wrong, named, so that nobody has to ask, as Markdown."""
    found = by_kind(rows).items()
    lines = [f"- {kind}: {', '.join(map(plain, ids)) or 'none'}" for kind, ids in found]
    return "\n".join(["## What went wrong", *lines]) + "\n"


def plain(text: str) -> str:
    """Words of a suite inside Markdown, with what would become markup or HTML taken apart."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))


def shown(name: str, value: float | None) -> str:
    """A figure as it is printed; a dash where it does not apply."""
    if value is None:
        return "–"
    return f"{value:.0f}" if name.endswith("_ms") or name in ("tokens", "questions") else f"{value:.3f}"


def _groups(rows: Sequence[Row], by: str) -> list[str]:
    head = [by, "questions", *(MEASURES[name][0] for name in TYPES)]
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    for key, values in by_group(rows, lambda row: str(getattr(row, by)), TYPES).items():
        lines.append(
            f"| {plain(key) or '–'} | " + " | ".join(shown(name, value) for name, value in values.items()) + " |"
        )
    return lines
