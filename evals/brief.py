"""How much of what a brief should say it says, and how often it says a thing twice.

python -m evals.brief            the shipped points against short, medium and long briefs
"""

from collections.abc import Sequence
from pathlib import Path

import typer

from evals.lines import read_lines
from rag.assemble import open_parts
from rag.brief import Brief, Scope, summarize
from rag.brief.types import LENGTHS, About
from rag.common.strict import Strict
from rag.settings import load_settings
from rag.text.tokens import tokens

POINTS = Path(__file__).parent / "data" / "brief_nuggets.jsonl"
SAME_TERMS = 0.5  # Jaccard overlap


class Point(Strict):
    """Something a brief on ``topic`` should say, and the facts any of which says it."""

    id: str
    topic: str
    nugget: str
    fact_ids: tuple[str, ...]


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


def main() -> None:
    """Print a line for each length."""
    parts = open_parts(load_settings())
    points = read_lines(POINTS, Point)
    for name, sentences in LENGTHS.items():
        brief = summarize(Scope(About.TOPIC, points[0].topic, sentences=sentences), parts)
        unsupported = sum(not v.status.borne for v in brief.verdicts)
        typer.echo(
            f"{name:<7} {len(brief.claims):3} sentences, {len(brief.sources):2} sources, {len(brief.differences)} differences, "
            f"{unsupported} not supported, coverage {coverage(brief, points):.3f}, redundancy {redundancy(brief):.3f}, "
            f"{brief.timings.get('total', 0.0):.0f} ms"
        )


if __name__ == "__main__":
    main()
