"""A source as the verifier needs it, and the whole sentences that a citation of it touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rag.referents.resolved import resolved
from rag.sentences import sentences
from rag.text import well_formed
from rag.types import Citation, Span, Tier

_AROUND = 1500  # characters searched on each side for the ends of a cited sentence


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """A source as the verifier needs it; ``names``: publisher, acronym, title, authors."""

    text: str
    names: tuple[str, ...] = ()
    tier: Tier = Tier.SECONDARY
    published: str = ""
    language: str = "en"
    resolved: bool = False  # its short mentions ("she", "the wall") are read as what they stand for
    asides: bool = False  # and persons with what is told of them elsewhere ("Ruth Callan, the chief engineer,")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The cited sentences and what is known of their source."""

    sentences: tuple[str, ...]
    names: tuple[str, ...]
    tier: Tier
    published: str
    language: str
    stands: tuple[
        str, ...
    ] = ()  # the same sentences as they stand in the source, place by place, with no mention told in full

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return " ".join(self.sentences)

    @property
    def wordings(self) -> tuple[str, ...]:
        """The sentences as they are read, and as they stand: a quote may be of either."""
        return (*self.sentences, *self.stands)


def evidence_of(citations: Iterable[Citation], sources: Mapping[str, EvidenceSource]) -> Evidence | None:
    """The whole sentences that ``citations`` touch, as one piece of evidence; None when they hold no word."""
    by_source: dict[str, list[str]] = {}
    stands: list[str] = []
    for citation in citations:
        source = sources[citation.source_id]
        place = sentence_span(citation.span, source)
        stands.append(place.of(source.text))
        whole = resolved(source.text, place, source.asides).text if source.resolved else place.of(source.text)
        pieces = by_source.setdefault(citation.source_id, [])
        pieces.extend(s.of(whole) for s in sentences(well_formed(whole), source.language))
    cited = tuple(dict.fromkeys(s for pieces in by_source.values() for s in pieces if s.strip()))
    if not cited:
        return None
    firsts = [sources[i] for i in by_source]
    return Evidence(
        cited,
        tuple(name for source in firsts for name in source.names),
        min((s.tier for s in firsts), key=lambda t: t.rank),
        " ; ".join(s.published for s in firsts),
        firsts[0].language,
        tuple(dict.fromkeys(stands)),
    )


def sentence_span(span: Span, source: EvidenceSource) -> Span:
    """From the beginning of the first sentence that ``span`` touches to the end of the last."""
    text = source.text
    low, high = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    low = max(text.rfind("\n\n", low, span.start), low)
    end = text.find("\n\n", span.end, high)
    high = end if end >= 0 else high
    near = (s.shifted(low) for s in sentences(well_formed(text[low:high]), source.language))
    touched = [s for s in near if s.overlaps(span)]
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end)) if touched else span


def beside(citation: Citation, source: EvidenceSource) -> str:
    """The words of the cited sentence outside the quote, as they stand and as they are read in their place."""
    whole = sentence_span(citation.span, source)
    ends = ((whole.start, citation.span.start), (citation.span.end, whole.end))
    parts = [Span(start, end) for start, end in ends if start < end]
    told = [resolved(source.text, part).text for part in parts] if source.language[:2] == "en" else []
    return " ".join([*(part.of(source.text) for part in parts), *told])
