"""Claims held against the stored sources: the one door from an answer to the verifier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rag.common.log import log_traceback
from rag.errors import StoreError
from rag.index.stored import StoredTexts
from rag.reason import Code, reason, said
from rag.settings import Settings
from rag.types import Claim, Hit, Span, Status, Verdict, verdict
from rag.verify.checkers import lowered
from rag.verify.citing import cite
from rag.verify.references import told_plainly
from rag.verify.sources import EvidenceSource, as_evidence
from rag.verify.verdict import verify_all


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


@dataclass(frozen=True)
class Checking:
    """Verifies quotes and a model's sentences by the same code."""

    settings: Settings
    texts: StoredTexts

    def verify(self, claims: Sequence[Claim]) -> tuple[Verdict, ...]:
        """A verdict for each claim against the stored sources it cites."""
        verdicts, sources = verdicts_on(claims, self.texts)
        return lowered(verdicts, sources, self.settings.checker) if self.settings.checker else verdicts

    def claim(self, claim: Claim) -> Verdict:
        """The verdict on one claim."""
        return self.verify([claim])[0]

    def sentence(self, text: str, numbers: Sequence[int], hits: Sequence[Hit], language: str) -> Verdict:
        """The verdict on a model's sentence; its ``[n]`` count ``hits``, and the words it rests on are found first."""
        cited = cite(text, numbers, dict(enumerate((h.passage for h in hits), 1)))
        plain = told_plainly(cited.claim.text, [h.passage for h in hits if h.passage.basis])
        found = self.claim(replace(cited.claim, text=plain, span=Span(0, max(len(plain), 1))))
        reasons = (*cited.remarks, *found.reasons)
        return replace(found, reason=said(reasons), reasons=reasons) if cited.remarks else found
