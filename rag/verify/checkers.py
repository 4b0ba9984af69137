"""Outside checkers, plugged in by name: an entailment model or a language model that may lower a verdict, never raise it.

A distribution offers one under the entry-point group ``onrecord.checkers``: a callable without arguments that gives an
object with ``score(pairs)``. It is imported only when the setting ``checker`` names it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from rag.common.log import log_traceback
from rag.errors import UsageError, one_line
from rag.reason import Code, reason
from rag.types import Status, Verdict, verdict
from rag.verify.references import unmarked
from rag.verify.sources import EvidenceSource, sentence_span

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
