"""A process that works for the one that started it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from multiprocessing import parent_process

from rag.common.cores import cores, keep_to
from rag.common.memory import look_seldom

MOST = 4  # processes, where nobody says how many


def one_a_core() -> int:
    """How many processes share the work where nobody says."""
    return min(len(cores()), MOST)


def work_for_parent(own: Sequence[int] = ()) -> None:
    """Keep this process to its ``own`` cores; it leaves Ctrl+C to the one that started it, and ends with it, however that ends."""
    keep_to(own)
    look_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
