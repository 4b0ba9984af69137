"""Claims held against the stored sources: the one door from an answer to the verifier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answer.tidy import addresses
from rag.errors import StoreError
from rag.settings import Settings
from rag.stored import StoredTexts
from rag.types import Claim, Hit, Passage, Span, Status, Verdict
from rag.verify.checkers import lowered
from rag.verify.citing import cite
from rag.verify.evidence import evidence_of, verdicts_on
from rag.verify.in_place import words_of


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
        cited = cite(text, numbers, dict(enumerate((h.passage for h in hits), 1)), language, in_place=self._in_place)
        verdict = self.claim(cited.claim)
        if strange := [a for a in addresses(text) if not any(a in c.quote for c in cited.claim.citations)]:
            reason = f"“{strange[0][:60]}” is not in the cited words"
            verdict = replace(verdict, status=Status.UNSUPPORTED, reason=reason)
        return replace(verdict, reason=f"{cited.remark}; {verdict.reason}") if cited.remark else verdict

    def _in_place(self, passage: Passage, span: Span) -> str:
        """The words at a span of a passage, read where they stand: "she" is somebody."""
        try:
            return words_of(evidence_of(self.texts, passage.source_id), passage, span)
        except StoreError:  # the verdict will say so
            return span.of(passage.text)
