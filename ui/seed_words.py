"""Which sentences only repeat the article: that they stand in it, letter for letter, says nothing of whether they are true."""

from __future__ import annotations

from collections.abc import Mapping

from rag.types import Kind, Source, Status, Tier, Verdict


def of_the_seed(verdict: Verdict, sources: Mapping[str, Source]) -> bool:
    """True for a supported sentence that rests on the article under examination alone."""
    cited = [sources.get(citation.source_id) for citation in verdict.claim.citations]
    return (
        verdict.status is Status.SUPPORTED
        and bool(cited)
        and all(source is not None and (source.kind is Kind.SEED or source.tier is Tier.SEED) for source in cited)
    )
