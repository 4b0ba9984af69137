"""What a model was asked for one answer or one summary."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """The counted calls and tokens; no calls means that no model was asked."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated: bool = False  # the endpoint did not count for every call, so we did
    cost: float | None = None  # in the currency of the price settings; None where no price is set
