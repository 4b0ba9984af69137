"""Claims held against the stored sources: the one door from an answer to the verifier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.index.stored import StoredTexts
from rag.reason import said
from rag.settings import Settings
from rag.types import Claim, Hit, Span, Verdict
from rag.verify.checkers import lowered
from rag.verify.citing import cite
from rag.verify.evidence import verdicts_on
from rag.verify.quotes import told_plainly


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
