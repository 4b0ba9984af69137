"""The last briefs that a model wrote for the browser: the files to take away are those of the brief that was shown."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import TYPE_CHECKING

from rag.brief.writing import Watch
from ui.api.problems import Problem

if TYPE_CHECKING:
    from rag.brief import Brief
    from rag.types import Verdict

MOST = 16  # a long brief takes about 200 kB


class Kept:
    """The last ``MOST`` briefs by what was asked of which snapshot; used by several threads."""

    def __init__(self) -> None:
        self._briefs: OrderedDict[Hashable, Brief] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Brief | None:
        """The brief that was made for ``key``, if it is still kept."""
        with self._lock:
            return self._briefs.get(key)

    def put(self, key: Hashable, brief: Brief) -> None:
        """Keep a brief; the oldest gives way."""
        with self._lock:
            self._briefs[key] = brief
            while len(self._briefs) > MOST:
                self._briefs.popitem(last=False)


class UntilStopped(Watch):
    """Watches a brief being written and ends it when its reader's time is over: no call is made for no one."""

    def __init__(self, stopped: threading.Event) -> None:
        self._stopped = stopped

    def begins(self, calls: int, model: str) -> None:
        """The page has said so before."""

    def section(self, place: int, count: int, heading: str) -> None:
        """Raises Problem when no one waits any more."""
        self._check()

    def sentence(self, verdict: Verdict) -> None:
        """Raises Problem when no one waits any more; the model's connection is closed with it."""
        self._check()

    def _check(self) -> None:
        if self._stopped.is_set():
            raise Problem(504, "the brief was given up")
