"""Which sentences only repeat the article: that they stand in it, letter for letter, says nothing of whether they are true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rag.types import Kind, Source, Status, Tier, Verdict


def is_seed(source: Source) -> bool:
    """True for the article under examination."""
    return source.kind is Kind.SEED or source.tier is Tier.SEED


def of_the_seed(verdict: Verdict, sources: Mapping[str, Source]) -> bool:
    """True for a supported sentence that rests on the article under examination alone."""
    cited = [sources.get(citation.source_id) for citation in verdict.claim.citations]
    return verdict.status.borne and bool(cited) and all(source is not None and is_seed(source) for source in cited)


def counts(verdicts: Sequence[Verdict], sources: Mapping[str, Source]) -> tuple[Counter[Status], int]:
    """How many sentences have each verdict, and apart from these how many only repeat the article."""
    others = [verdict for verdict in verdicts if not of_the_seed(verdict, sources)]
    return Counter(verdict.status for verdict in others), len(verdicts) - len(others)
