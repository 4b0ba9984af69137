"""Where the seed says what a claim of the ledger says, and the passages that decide it."""

from __future__ import annotations

from collections.abc import Collection

from rag.corpus import LedgerClaim
from rag.sentences import sentences
from rag.store import Index
from rag.tokens import tokens
from rag.types import Kind, Passage, Span

Place = tuple[Passage, Span]


def in_the_seed(claim: LedgerClaim, index: Index) -> Place | None:
    """The sentence of the seed's located paragraphs that shares most words with the claim."""
    wanted = set(tokens(claim.claim))
    best: tuple[float, Place] | None = None
    for passage in index.passages:
        source = index.sources[passage.source_id]
        if source.kind is not Kind.SEED or passage.locator not in claim.seed_locators:
            continue
        for span in sentences(passage.text, source.language):
            share = len(wanted & set(tokens(span.of(passage.text)))) / max(1, len(wanted))
            if best is None or share > best[0]:
                best = share, (passage, span.shifted(passage.span.start))
    return best[1] if best else None


def deciding(claim: LedgerClaim, index: Index, only: Collection[str] = ()) -> list[Passage]:
    """The passages that decide a claim: what shares most words with it and its reason first, then the highest tier, then as
    the ledger lists them; ``only``: of these sources."""
    place, told = {fact: n for n, fact in enumerate(claim.fact_ids)}, set(tokens(f"{claim.claim} {claim.reason}"))
    found = [p for p in index.passages if p.id in place and (not only or p.source_id in only)]
    return sorted(
        found, key=lambda p: (-len(told & set(tokens(p.text))), index.sources[p.source_id].tier.rank, place[p.id])
    )
