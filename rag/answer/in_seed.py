"""Where the seed says what a claim of the ledger says, the words that decide it, and those of a side of a dispute."""

from __future__ import annotations

from collections.abc import Collection

from rag.case import Dispute, LedgerClaim, Side
from rag.case.lines import Deciding
from rag.index.store import Index
from rag.text.sentences import decisive, sentences
from rag.text.tokens import tokens
from rag.types import Kind, Passage, Span

Place = tuple[Passage, Span]


def in_the_seed(claim: LedgerClaim, index: Index) -> Place | None:
    """The sentence of the seed's located paragraphs that shares most words with the claim."""
    wanted = set(tokens(claim.claim))
    best: tuple[float, Place] | None = None
    for source in index.sources.values():
        for passage in index.passages.of_source(source.id) if source.kind is Kind.SEED else ():
            for span in sentences(passage.text, source.language) if passage.locator in claim.seed_locators else ():
                share = len(wanted & set(tokens(span.of(passage.text)))) / max(1, len(wanted))
                if best is None or share > best[0]:
                    best = share, (passage, span.shifted(passage.span.start))
    return best[1] if best else None


def deciding(claim: LedgerClaim, index: Index, only: Collection[str] = ()) -> list[Place]:
    """The words that decide a claim, passage by passage: what shares most words with it and its reason first, then the highest tier,
    then as the ledger lists them; ``only``: of these sources."""
    place, told = {fact: n for n, fact in enumerate(claim.fact_ids)}, set(tokens(f"{claim.claim} {claim.reason}"))
    rows = sorted(index.row_of[fact] for fact in place if fact in index.row_of)
    passages = [index.passages[row] for row in rows]
    found = [(p, words_deciding(claim, p, index)) for p in passages if not only or p.source_id in only]

    def fit(words: Place) -> tuple[int, int, int]:
        passage, span = words
        shared = told & set(tokens(span.shifted(-passage.span.start).of(passage.text)))
        return -len(shared), index.sources[passage.source_id].tier.rank, place[passage.id]

    return sorted(found, key=fit)


def words_deciding(claim: LedgerClaim, passage: Passage, index: Index) -> Span:
    """Those of a deciding passage, in its source: all of them, or of a place that the ledger names what meets the claim."""
    return words_behind(claim, f"{claim.claim} {claim.reason}", passage, index)


def words_of_side(dispute: Dispute, side: Side, index: Index, only: Collection[str] = ()) -> list[Place]:
    """The words of a side of a dispute, passage by passage as an editor lists them; ``only``: of these sources."""
    rows = [index.row_of[name] for name in side.fact_ids if name in index.row_of]
    passages = [index.passages[row] for row in rows]
    told = f"{dispute.matter} {side.says}"
    return [(p, words_behind(side, told, p, index)) for p in passages if not only or p.source_id in only]


def words_behind(one: Deciding, told: str, passage: Passage, index: Index) -> Span:
    """The words of a passage that stand behind ``one``: all of them, or of a place that was named those that meet ``told``."""
    parts = one.parts_of(passage.id)
    if not parts:
        return passage.span
    within = [part.shifted(-passage.span.start) for part in parts]
    language = index.sources[passage.source_id].language
    return decisive(told, passage.text, within, language).shifted(passage.span.start)
