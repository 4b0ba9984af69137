"""The verdict on a claim that cites the whole of a source."""

from __future__ import annotations

from rag.types import Citation, Claim, Span, Status, Tier
from rag.verify.sources import EvidenceSource
from rag.verify.verifier import verify


def judged(source: str, claim: str) -> Status:
    """The status of ``claim``, which cites ``source``, an English paper, as a whole."""
    cited = EvidenceSource(source, ("County Gazette",), Tier.PRIMARY, "2023-01-01", "en")
    text = f"{claim} [1]"
    citation = Citation(1, "p", "s", source, Span(0, len(source)))
    return verify(Claim(text, Span(0, len(text)), (citation,)), {"s": cited}).status
