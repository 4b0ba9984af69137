"""The processor's cores that a process may use, as far as the system tells, and keeping to some of them."""

from __future__ import annotations

import os
from collections.abc import Sequence


def cores() -> list[int]:
    """The numbers of the cores that this thread may use; those of all where the system does not tell."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def keep_to(some: Sequence[int]) -> None:
    """Let this thread, and those that it starts from now on, run on ``some`` cores only: what runs beside them then waits for nobody.

    Nothing happens where the system has no such thing, or for none.
    """
    if some and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, some)
