"""What a model was asked for one answer: calls, tokens and, where prices are set, their cost."""

from __future__ import annotations

from rag.settings import Settings
from rag.types import Usage

_MILLION = 1_000_000


class Meter:
    """Made for one question; every call to a model is added to it."""

    def __init__(self, price_prompt: float | None = None, price_completion: float | None = None) -> None:
        self._prices = (price_prompt, price_completion)
        self._calls = self._prompt = self._completion = 0
        self._estimated = False

    def add(self, prompt: int, completion: int, estimated: bool = False) -> None:
        """Count one call with its tokens; ``estimated`` when the endpoint did not say."""
        self._calls += 1
        self._prompt += prompt
        self._completion += completion
        self._estimated = self._estimated or estimated

    def read(self) -> Usage:
        """The sums so far; the cost is None unless both prices are known."""
        prompt, completion = self._prices
        cost = None
        if prompt is not None and completion is not None and self._calls:
            cost = (self._prompt * prompt + self._completion * completion) / _MILLION
        return Usage(self._calls, self._prompt, self._completion, self._estimated, cost)


def meter_for(settings: Settings) -> Meter:
    """A meter with the prices of ``settings``."""
    return Meter(settings.price_prompt, settings.price_completion)
