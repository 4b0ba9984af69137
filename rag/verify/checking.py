"""Claims held against the stored sources: the one door from an answer to the verifier, and outside checkers behind it.

A checker is an entailment model or a language model that may lower a verdict, never raise it. A distribution offers one under the
entry-point group ``onrecord.checkers``: a callable without arguments that gives an object with ``score(pairs)``. It is imported only when
the setting ``checker`` names it.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from rag.common.log import log_traceback
from rag.errors import StoreError, UsageError, one_line
from rag.index.stored import StoredTexts
from rag.reason import Code, reason, said
from rag.settings import Settings
from rag.sources import Hit, Span
from rag.types import Claim, Status, Verdict, verdict
from rag.verify.citing import cite
from rag.verify.references import told_plainly, unmarked
from rag.verify.sources import EvidenceSource, as_evidence, sentence_span
from rag.verify.verdict import verify_all

GROUP = "onrecord.checkers"
BELOW = 0.5  # a score under this lowers a supported claim


@runtime_checkable
class Checker(Protocol):
    """Scores (evidence, claim) pairs: the probability, 0 to 1, that the evidence bears the claim, in the same order."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        """One number for each pair."""
        ...


@cache
def load_checker(name: str) -> Checker:
    """The installed checker called ``name``; raises UsageError when there is none or it cannot be loaded."""
    installed = entry_points(group=GROUP)
    if name not in installed.names:
        known = ", ".join(sorted(installed.names)) or "none is installed"
        raise UsageError(f"no checker '{name}' (have: {known}). Install it, or leave ONRECORD_CHECKER empty.")
    try:
        checker = installed[name].load()()
    except Exception as exc:
        raise UsageError(
            f"checker '{name}' cannot be loaded: {one_line(exc)}. Repair it, or leave ONRECORD_CHECKER empty."
        ) from exc
    if not isinstance(checker, Checker):
        raise UsageError(f"checker '{name}' has no score(pairs). Leave ONRECORD_CHECKER empty.")
    return checker


def lowered(verdicts: Sequence[Verdict], sources: Mapping[str, EvidenceSource], name: str) -> tuple[Verdict, ...]:
    """The verdicts with those that are borne out, and that the checker doubts, lowered to not confirmed.

    Only these are shown to it. Where it fails, what was supported becomes "not checked": never quietly as before.
    """
    asked = [i for i, v in enumerate(verdicts) if v.status.borne]
    if not asked:
        return tuple(verdicts)
    pairs = [(_cited(verdicts[i], sources), unmarked(verdicts[i].claim.text)) for i in asked]
    out = list(verdicts)
    try:
        scores = [float(score) for score in load_checker(name).score(pairs)]
        if len(scores) != len(asked) or not all(math.isfinite(s) for s in scores):
            raise ValueError(f"{len(scores)} scores for {len(asked)} claims, or one that is no number")
    except Exception as exc:
        # Fail closed: what the checker was to look at has not been looked at.
        log_traceback(exc, bare=True)
        for i in asked:
            why = reason(Code.FAILED, why=f"{name}: {one_line(exc)[:200]}")
            out[i] = verdict(out[i].claim, Status.UNCHECKED, why)
        return tuple(out)
    for i, score in zip(asked, scores, strict=True):
        if score < BELOW:
            why = reason(Code.DOUBTED, model=name, why=f"{score:.2f}")
            out[i] = verdict(out[i].claim, Status.NOT_CONFIRMED, why, confidence=out[i].confidence)
    return tuple(out)


def _cited(one: Verdict, sources: Mapping[str, EvidenceSource]) -> str:
    """The whole sentences that a claim cites."""
    spans = [(sources[c.source_id], c.span) for c in one.claim.citations]
    return " ".join(dict.fromkeys(sentence_span(span, source).of(source.text) for source, span in spans))


def evidence_for(claims: Iterable[Claim], texts: StoredTexts) -> Mapping[str, EvidenceSource]:
    """The evidence of every source that ``claims`` cite; raises StoreError when the text of one is gone or changed.

    A source that is not there is left out, as the verifier then says that the mark leads to nothing.
    """
    cited = {citation.source_id for claim in claims for citation in claim.citations}
    known = sorted(cited & texts.sources.keys())
    return {source_id: as_evidence(texts.sources[source_id], texts.source_text(source_id)) for source_id in known}


@dataclass(frozen=True)
class Checking:
    """Verifies quotes and a model's sentences by the same code."""

    settings: Settings
    texts: StoredTexts

    def verify(self, claims: Sequence[Claim]) -> tuple[Verdict, ...]:
        """A verdict for each claim against the stored sources it cites. What cites a text that is gone or changed is "not checked"."""
        sources: dict[str, EvidenceSource] = {}
        lost: list[Claim] = []
        for claim in claims:
            try:
                sources |= evidence_for([claim], self.texts)
            except StoreError as exc:
                log_traceback(exc)
                lost.append(claim)
        found = iter(verify_all([claim for claim in claims if claim not in lost], sources))
        verdicts = [
            verdict(claim, Status.UNCHECKED, reason(Code.LOST)) if claim in lost else next(found) for claim in claims
        ]
        return lowered(verdicts, sources, self.settings.checker) if self.settings.checker else tuple(verdicts)

    def evidence(self, claims: Iterable[Claim]) -> Mapping[str, EvidenceSource]:
        """The stored sources that ``claims`` cite; empty where the text of one is gone or changed."""
        try:
            return evidence_for(claims, self.texts)
        except StoreError as exc:
            log_traceback(exc)
            return {}

    def claim(self, claim: Claim) -> Verdict:
        """The verdict on one claim."""
        return self.verify([claim])[0]

    def sentence(self, text: str, numbers: Sequence[int], hits: Sequence[Hit]) -> Verdict:
        """The verdict on a model's sentence; its ``[n]`` count ``hits``, and the words it rests on are found first."""
        cited = cite(text, numbers, dict(enumerate((h.passage for h in hits), 1)))
        plain = told_plainly(cited.claim.text, [h.passage for h in hits if h.passage.basis])
        found = self.claim(replace(cited.claim, text=plain, span=Span(0, max(len(plain), 1))))
        reasons = (*cited.remarks, *found.reasons)
        return replace(found, reason=said(reasons), reasons=reasons) if cited.remarks else found
