"""The machine: cores that may be used; memory that is freed is handed back, and Python looks for cycles where some arise."""

import ctypes
import gc
import os
from contextlib import suppress

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # M_MMAP_THRESHOLD and M_ARENA_MAX of malloc.h
NEW_OBJECTS = (
    100_000  # at 700, as Python has it, it looks for cycles 600 times while a command starts, a tenth of the wait
)
_ARENAS = 2  # threads mostly wait for one another in Python; a heap each would keep what each once needed


def cores() -> list[int]:
    """The numbers of the cores that this thread may use; those of all where the system does not tell."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def give_back() -> None:
    """Ask the C library for what it keeps; only glibc keeps much and can be asked, elsewhere nothing happens."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def large_goes_back() -> None:
    """Let what is large (256 KiB) go back to the system as soon as it is freed, and threads share their heaps.

    Else glibc keeps ever larger pieces in a heap for each thread: 65 MB after 150 texts were embedded, which nobody gets back.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, 1 << 18)
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


def look_seldom() -> None:
    """Look for cycles after NEW_OBJECTS; what is dropped without one, as most of it, is free at once either way."""
    gc.set_threshold(NEW_OBJECTS)
