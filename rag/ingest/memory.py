"""Freed memory handed back to the system, so that one step of a build does not add its own to what the last one had."""

from __future__ import annotations

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Ask the C library for what it keeps; only glibc keeps much and can be asked, elsewhere nothing happens."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
