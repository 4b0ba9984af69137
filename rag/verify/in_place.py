"""The cited sentences read in their place, where "she" and "the wall" stand for what was named before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rag.referents.resolved import resolved
from rag.text import content_words, words
from rag.types import Claim, Passage, Span
from rag.verify.old_sources import EvidenceSource, sentence_span


@dataclass(frozen=True, slots=True)
class InPlace:
    """The sources of a claim, read so; ``pairs``: what stands in the cited sentences, and what it is read as."""

    sources: Mapping[str, EvidenceSource]
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def said(self) -> str:
        """The pairs in words."""
        return "; ".join(
            f"“{short}” is read as “{full}”" if short else f"the quoted words are read as {full}'s, who speaks before"
            for short, full in self.pairs
        )


def read_in_place(claim: Claim, sources: Mapping[str, EvidenceSource], asides: bool = False) -> InPlace:
    """The sources of ``claim``, English ones read in place; ``pairs`` are only those that bring in a word of the claim."""
    said = {w.text.removesuffix("'s") for w in content_words(claim.text)}
    pairs: list[tuple[str, str]] = []
    read: dict[str, EvidenceSource] = dict(sources)
    for citation in claim.citations:
        source = sources[citation.source_id]
        if source.language[:2] != "en":
            continue
        place = sentence_span(citation.span, source)
        for short, full in resolved(source.text, place).told:
            if said & {w.text for w in words(full)} - {w.text for w in words(short)}:
                pairs.append((short, full))
        read[citation.source_id] = replace(source, resolved=True, asides=asides)
    return InPlace(read, tuple(dict.fromkeys(pairs)))


def words_of(source: EvidenceSource, passage: Passage, span: Span) -> str:
    """The words at ``span`` of a passage of ``source``, read in their place."""
    if source.language[:2] != "en":
        return span.of(passage.text)
    return resolved(source.text, span.shifted(passage.span.start)).text
