"""The cores of the processor that a process may use, as far as the system tells."""

from __future__ import annotations

import os


def cores() -> list[int]:
    """The numbers of the cores that this thread may use; those of all where the system does not tell."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))
