"""How much of what a brief should say it says, and how often it says a thing twice.

python -m evals.brief            the shipped points against short, medium and long briefs
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from rag.assemble import open_parts
from rag.brief import Brief, Scope, summarize
from rag.brief.types import LENGTHS, About
from rag.errors import UsageError
from rag.settings import load_settings
from rag.text.tokens import tokens

POINTS = Path(__file__).parent / "data" / "brief_nuggets.jsonl"
SAME_TERMS = 0.5  # Jaccard overlap


class Point(BaseModel):
    """Something a brief on ``topic`` should say, and the facts any of which says it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    topic: str
    nugget: str
    fact_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one brief."""

    sentences: int
    sources: int
    differences: int
    not_supported: int
    coverage: float
    redundancy: float
    incomplete_figures: int
    milliseconds: float


def read_points(path: Path = POINTS) -> tuple[Point, ...]:
    """The points of a JSONL file; raises UsageError naming the line."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(Point.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as exc:
            raise UsageError(f"points {path} line {number}: needs id, topic, nugget and fact_ids.") from exc
    return tuple(found)


def coverage(brief: Brief, points: Sequence[Point]) -> float:
    """The share of ``points`` that a supported sentence of the brief bears by one of their facts; 0 without points."""
    told = {c.passage_id for v in brief.verdicts if v.status.borne for c in v.claim.citations}
    return sum(bool(told & set(point.fact_ids)) for point in points) / max(1, len(points))


def redundancy(brief: Brief) -> float:
    """The share of the sections' sentences that repeat an earlier one: the same figures, and half of all index terms of
    the two quotes shared. The brief itself leaves out what the judge finds to say the same."""
    claims = [brief.claims[n] for n in brief.body]
    terms = [frozenset(t for c in claim.citations for t in tokens(c.quote)) for claim in claims]
    figures = [frozenset(t for t in found if t[0].isdigit()) for found in terms]
    again = sum(
        any(
            figures[i] == figures[j] and len(terms[i] & terms[j]) >= SAME_TERMS * len(terms[i] | terms[j])
            for j in range(i)
        )
        for i in range(len(claims))
    )
    return again / max(1, len(claims))


def measure(brief: Brief, points: Sequence[Point]) -> Measured:
    """All figures of one brief."""
    return Measured(
        sentences=len(brief.claims),
        sources=len(brief.sources),
        differences=len(brief.differences),
        not_supported=sum(not v.status.borne for v in brief.verdicts),
        coverage=coverage(brief, points),
        redundancy=redundancy(brief),
        incomplete_figures=sum(not all((r.value, r.period, r.source_id, r.counted)) for r in brief.rows),
        milliseconds=brief.timings.get("total", 0.0),
    )


def main() -> None:
    """Print a line for each length."""
    from rich.console import Console

    parts = open_parts(load_settings())
    points = read_points()
    out = Console(highlight=False)
    for name, sentences in LENGTHS.items():
        brief = summarize(Scope(About.TOPIC, points[0].topic, sentences=sentences), parts)
        m = measure(brief, points)
        out.print(
            f"{name:<7} {m.sentences:3} sentences, {m.sources:2} sources, {m.differences} differences, "
            f"{m.not_supported} not supported, coverage {m.coverage:.3f}, redundancy {m.redundancy:.3f}, "
            f"{m.incomplete_figures} incomplete figures, {m.milliseconds:.0f} ms"
        )


if __name__ == "__main__":
    main()
