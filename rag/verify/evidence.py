"""What the verifier may hold a claim against: a source's stored text and the names by which it goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rag.content import ACRONYM
from rag.errors import StoreError
from rag.log import log_traceback
from rag.stored import StoredTexts
from rag.types import Claim, Status, Verdict
from rag.verify.findings import FAILED
from rag.verify.verifier import EvidenceSource, verify_all


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
    reason = f"the check{FAILED}its stored text cannot be read)"
    return tuple(
        Verdict(verdict.claim, Status.UNCHECKED, reason)
        if lost & {c.source_id for c in verdict.claim.citations}
        else verdict
        for verdict in verify_all(claims, sources)
    ), sources


def evidence_of(texts: StoredTexts, source_id: str) -> EvidenceSource:
    """One source as evidence; raises StoreError when its text is gone or changed."""
    source = texts.sources[source_id]
    names = [source.publisher, *ACRONYM.findall(source.publisher), source.title, *source.authors]
    return EvidenceSource(
        text=texts.source_text(source_id),
        names=tuple(name for name in names if name),
        tier=source.tier,
        published=source.published,
        language=source.language,
    )
