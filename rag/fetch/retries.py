"""Another try after a passing failure: later each time, as late as the server asks, and never past the deadline."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception

from rag.fetch.network import Deadline
from rag.fetch.outcome import Failure

TRIES = 4
FIRST_WAIT_S = 1.0

Result = TypeVar("Result")


def with_retries(work: Callable[[], Result], deadline: Deadline, sleep: Callable[[float], None]) -> Result:
    """What ``work`` returns, at the latest from its fourth try; raises the last try's error, with the one before where time ran out."""
    failed: list[str] = []

    def tried() -> Result:
        try:
            return work()
        except Failure as exc:
            if failed and deadline.left <= 0:
                raise Failure(f"{exc}; the try before: {failed[-1]}") from exc
            failed.append(str(exc))
            raise

    def enough(state: RetryCallState) -> bool:
        return state.attempt_number >= TRIES or state.upcoming_sleep >= deadline.left

    return Retrying(
        retry=retry_if_exception(lambda exc: isinstance(exc, Failure) and exc.temporary),
        stop=enough, wait=_wait, sleep=sleep, reraise=True,
    )(tried)  # fmt: skip


def _wait(state: RetryCallState) -> float:
    """Seconds before the next try: what the server asks for, else 1, 2, 4 with a random part."""
    exc = state.outcome.exception() if state.outcome else None
    if isinstance(exc, Failure) and exc.retry_after is not None:
        return exc.retry_after
    return float(FIRST_WAIT_S * 2 ** (state.attempt_number - 1) * random.uniform(0.75, 1.25))  # noqa: S311  # no secret
