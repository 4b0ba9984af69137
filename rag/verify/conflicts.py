"""Where the sources of an answer differ: from the seed by the ledger, and from one another by what code can see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rag.corpus import LedgerClaim
from rag.sentences import sentences
from rag.store import Index
from rag.tokens import tokens
from rag.types import Citation, Conflict, Kind, Passage, Span
from rag.verify.compare import differ

Cited = tuple[Passage, Span]
DIFFERS = ("contradicted", "partly supported")
MOST = 3


def find_conflicts(cited: Sequence[Cited], index: Index, near: Sequence[LedgerClaim] = ()) -> tuple[Conflict, ...]:
    """The conflicts that bear on an answer, at most three.

    ``cited``: what the answer quotes, in the order of its numbers. ``near``: the ledger's claims that resemble the
    question, nearest first; one is shown when the answer quotes a passage that decides it.
    """
    found = [*_by_ledger(cited, index, near), *_by_code(cited, index)]
    kept: list[Conflict] = []
    for conflict in found:
        pair = {conflict.lower.span, conflict.higher.span}
        if not any(pair == {other.lower.span, other.higher.span} for other in kept):
            kept.append(conflict)
    return tuple(kept[:MOST])


def _by_ledger(cited: Sequence[Cited], index: Index, near: Sequence[LedgerClaim]) -> Iterable[Conflict]:
    """The seed's own words against the cited passage of the highest tier that decides the claim."""
    numbered = {passage.id: (number, passage, span) for number, (passage, span) in enumerate(cited, 1)}
    for claim in near:
        deciding = [numbered[fact] for fact in claim.fact_ids if fact in numbered]
        said = _in_the_seed(claim, index)
        if claim.status not in DIFFERS or not deciding or said is None:
            continue
        number, passage, span = min(deciding, key=lambda d: index.sources[d[1].source_id].tier.rank)
        own = next((n for n, p, s in numbered.values() if p.source_id == said[0].source_id and s == said[1]), 0)
        lower = _cite(own or len(cited) + 1, *said)
        yield Conflict(lower, _cite(number, passage, span), claim.reason, "ledger")


def _in_the_seed(claim: LedgerClaim, index: Index) -> Cited | None:
    """The sentence of the seed's located paragraphs that shares most words with the claim."""
    wanted = set(tokens(claim.claim))
    best: tuple[float, Cited] | None = None
    for passage in index.passages:
        source = index.sources[passage.source_id]
        if source.kind is not Kind.SEED or passage.locator not in claim.seed_locators:
            continue
        for span in sentences(passage.text, source.language):
            share = len(wanted & set(tokens(span.of(passage.text)))) / max(1, len(wanted))
            if best is None or share > best[0]:
                best = share, (passage, span.shifted(passage.span.start))
    return best[1] if best else None


def _by_code(cited: Sequence[Cited], index: Index) -> Iterable[Conflict]:
    """Pairs of quotes from different sources that cannot both be right as they stand."""
    for i, (passage, span) in enumerate(cited):
        for j, (other, other_span) in enumerate(cited[i + 1 :], i + 1):
            if passage.source_id == other.source_id:
                continue
            language = index.sources[passage.source_id].language
            difference = differ(_words(passage, span), _words(other, other_span), language)
            if difference:
                sides = _cite(i + 1, passage, span), _cite(j + 1, other, other_span)
                lower, higher = sorted(sides, key=lambda c: -index.sources[c.source_id].tier.rank)
                yield Conflict(lower, higher, difference.reason, difference.kind)


def _cite(number: int, passage: Passage, span: Span) -> Citation:
    return Citation(number, passage.id, passage.source_id, _words(passage, span), span, passage.locator)


def _words(passage: Passage, span: Span) -> str:
    return span.shifted(-passage.span.start).of(passage.text)
