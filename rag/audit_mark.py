"""What holding a record against its fetched original came to, fact by fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.reason import Reason


class Audit(StrEnum):
    """What holding a record's fact against the fetched original came to."""

    CONFIRMED = "confirmed"
    DIFFERS = "differs"  # the original speaks of the same thing and says something else
    NOT_FOUND = "not found"
    NOT_CHECKED = "not checked"  # could not be compared: never shown as fine


@dataclass(frozen=True, slots=True)
class AuditMark:
    """How a fact of a record stands in the original: where, in which words (verbatim), and why."""

    status: Audit
    locator: str = ""  # of the original, not of the record
    sentence: str = ""
    reason: str = ""
    reasons: tuple[Reason, ...] = ()
