"""What the verifier may hold a claim against: a source's stored text, its card and the names by which it goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rag.common.log import log_traceback
from rag.errors import StoreError
from rag.index.stored import StoredTexts
from rag.reason import Code, reason
from rag.text.content import ACRONYM
from rag.types import Claim, Source, Status, Verdict, verdict
from rag.verify.sources import EvidenceSource
from rag.verify.verdict import verify_all
from rag.verify.windows import card


def evidence_for(claims: Iterable[Claim], texts: StoredTexts) -> Mapping[str, EvidenceSource]:
    """The evidence of every source that ``claims`` cite; a source that is not there is left out, as the verifier
    then says that the mark leads to nothing."""
    cited = {citation.source_id for claim in claims for citation in claim.citations}
    return {source_id: evidence_of(texts, source_id) for source_id in sorted(cited) if source_id in texts.sources}


def verdicts_on(
    claims: Sequence[Claim], texts: StoredTexts
) -> tuple[tuple[Verdict, ...], Mapping[str, EvidenceSource]]:
    """A verdict for each claim, and the sources it was held against. What cites a text that is gone or changed is "not checked"."""
    sources: dict[str, EvidenceSource] = {}
    lost: set[str] = set()
    for source_id in sorted({citation.source_id for claim in claims for citation in claim.citations}):
        try:
            sources |= {source_id: evidence_of(texts, source_id)} if source_id in texts.sources else {}
        except StoreError as exc:
            log_traceback(exc)
            lost.add(source_id)
    readable = [claim for claim in claims if not lost & {c.source_id for c in claim.citations}]
    found = iter(verify_all(readable, sources))
    return tuple(
        verdict(claim, Status.UNCHECKED, reason(Code.LOST))
        if lost & {c.source_id for c in claim.citations}
        else next(found)
        for claim in claims
    ), sources


def evidence_of(texts: StoredTexts, source_id: str) -> EvidenceSource:
    """One source as evidence; raises StoreError when its text is gone or changed."""
    return as_evidence(texts.sources[source_id], texts.source_text(source_id))


def as_evidence(source: Source, text: str) -> EvidenceSource:
    """A source and its stored text as evidence."""
    names = [source.publisher, *ACRONYM.findall(source.publisher), source.title, *source.authors]
    return EvidenceSource(
        text, tuple(name for name in names if name), source.tier, source.published, source.language, card(source)
    )
