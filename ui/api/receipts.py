"""Which answers this server gave: only those can be saved under its name, as notes in an answer are free text."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

from rag.wire import AnswerModel, as_json

KEPT = 20_000  # digests of 32 bytes


class Receipts:
    """The digests of the latest answers given out; a restart forgets them."""

    def __init__(self) -> None:
        self._given: OrderedDict[bytes, None] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, answer: AnswerModel) -> None:
        """Remember that ``answer`` was given."""
        with self._lock:
            self._given[_digest(answer)] = None
            while len(self._given) > KEPT:
                self._given.popitem(last=False)

    def has(self, answer: AnswerModel) -> bool:
        """True when exactly this answer was given."""
        with self._lock:
            return _digest(answer) in self._given


def _digest(answer: AnswerModel) -> bytes:
    return hashlib.sha256(as_json(answer).encode()).digest()
