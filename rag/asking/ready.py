"""Whether questions can be written for a case, and what a run of it came to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rag.errors import UsageError
from rag.settings import Settings
from rag.types import Usage

# Why a line of a reply, or a question, was dropped:
NOT_ASKED, TWICE, NOT_HELD = "not what was asked for", "asked already", "not borne out by the index"
CONNECT = "set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own (docs/model.md)"


@dataclass
class Run:
    """What a run came to so far; it grows while the run goes on."""

    asked: int = 0  # passages
    kept: Counter[str] = field(default_factory=Counter)  # by kind
    dropped: Counter[str] = field(default_factory=Counter)  # by reason
    failed: int = 0  # passages of which no reply could be had
    too_long: int = 0  # passages that do not fit the model's window
    usage: Usage = field(default_factory=Usage)


def check_ready(settings: Settings) -> None:
    """Raise UsageError where there is no case to write into or no model that writes."""
    if settings.case is None:
        raise UsageError(
            "questions are written into a case of your own. Name its folder: onrecord --case my-case questions --write"
        )
    if not settings.writes:
        off = "ONRECORD_NO_MODEL is set: unset it" if settings.connected else f"no model is connected: {CONNECT}"
        raise UsageError(f"{off}, then run it again.")
