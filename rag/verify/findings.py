"""What one check has to say against a claim: a status no better than which, and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from rag.types import Status

# From the gravest down; a verdict is the gravest thing found.
GRAVITY = (
    Status.BAD_REFERENCE,
    Status.CONTRADICTED,
    Status.NOT_CONFIRMED,
    Status.UNCITED,
    Status.UNCHECKED,
    Status.NOT_CONFIRMED,
    Status.SUPPORTED,
)
FAILED = " failed ("  # stands in the reason where a check broke and another time may not


@dataclass(frozen=True, slots=True)
class Finding:
    """The best status that this check leaves open, and why."""

    status: Status
    reason: str
    confidence: float | None = None


def gravest(findings: list[Finding]) -> Finding:
    """The gravest of ``findings``, the reasons of equal gravity joined; raises ValueError without any."""
    worst = min((f.status for f in findings), key=GRAVITY.index)
    reasons = dict.fromkeys(f.reason for f in findings if f.status is worst and f.reason)
    return Finding(worst, "; ".join(list(reasons)[:3]))
