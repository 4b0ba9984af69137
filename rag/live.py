"""Parts that follow the index: a process that runs for days answers from the snapshot that is live now.

The look is one ``stat`` of ``snapshot.json`` before a question. An answer under way keeps the parts it began with.
"""

import logging
import threading
import time
from collections import ChainMap
from dataclasses import dataclass

from rag.assemble import Parts, open_parts
from rag.errors import Damaged, OnRecordError, StoreError, one_line
from rag.index.snapshot import NAME, read_snapshot
from rag.renew import renew
from rag.settings import Settings
from rag.sources import Source, Span
from rag.types import Answer

AGAIN_S = 5.0  # until a new index that could not be opened is tried again: each try takes half a second
KEPT = 3  # snapshots whose sources can still be shown beside answers made from them
_Stamp = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Held:
    """A source as the newest parts that have it hold it; ``span`` None when no place in it can be trusted."""

    parts: Parts
    source_id: str
    span: Span | None


class Live:
    """Hands out the parts of the live snapshot; when that cannot be opened, those of the last one that could."""

    def __init__(self, parts: Parts) -> None:
        self._path = parts.settings.data_dir / NAME
        self._lock, self._mending = threading.Lock(), threading.Lock()
        self._stamp = self._look()
        self._failed: _Stamp = None  # what could not be opened, and when it is tried again
        self._again = 0.0
        self._kept: list[Parts] = []
        self.sources = ChainMap[
            str, Source
        ]()  # of all kept, each as the newest that has it tells of it; it follows the index
        self._keep(parts)
        live = read_snapshot(parts.settings.data_dir)
        if live is None or live.build != parts.index.snapshot.build:  # switched after the parts were opened
            self._stamp = None

    def parts(self) -> Parts:
        """The parts to answer the next question with; opening a new snapshot takes about half a second, once."""
        stamp = self._look()
        if stamp == self._stamp or stamp is None:
            return self._kept[-1]
        with self._lock:
            if stamp != self._stamp and (stamp != self._failed or time.monotonic() >= self._again):
                self._follow(stamp)
            return self._kept[-1]

    @property
    def settings(self) -> Settings:
        """What this process was started with."""
        return self._kept[-1].settings

    def made(self, answer: Answer) -> Parts:
        """The parts that ``answer`` was made with, where they are still kept; else the newest."""
        return next((parts for parts in self._kept if parts.index.snapshot.id == answer.snapshot), self._kept[-1])

    def holding(self, source_id: str, span: Span | None = None) -> Held | None:
        """The newest parts that hold a source, for showing it; None when none of those kept does.

        ``span`` is given back only when the source's text is the same in all of them: in a text that changed
        between two answers it could mark other words than the ones that were quoted.
        """
        holders = [parts for parts in self._kept if source_id in parts.index.sources]
        if not holders:
            return None
        texts = {parts.index.sources[source_id].sha256 for parts in holders}
        return Held(holders[-1], source_id, span if len(texts) == 1 else None)

    def _follow(self, stamp: _Stamp) -> None:
        now = self._kept[-1]
        try:
            new = open_parts(now.settings, embedder=now.search.embedder, mend=False)
        except Damaged as exc:
            self.mend(exc)
            self._failed, self._again = stamp, time.monotonic() + AGAIN_S
            return
        except OnRecordError as exc:
            logging.getLogger(__name__).warning(
                "the new index cannot be opened, the old one answers: %s", one_line(exc)
            )
            self._failed, self._again = stamp, time.monotonic() + AGAIN_S
            return
        self._keep(new)
        self._stamp = stamp

    def mend(self, exc: Damaged) -> None:
        """Make the live index anew in a thread, while what is held goes on answering."""
        if not self._mending.acquire(blocking=False):
            return
        log = logging.getLogger(__name__)
        log.warning("%s", one_line(exc))

        def work() -> None:
            try:
                renew(self.settings)
            except OnRecordError as problem:
                log.warning("the index cannot be made anew: %s", one_line(problem))
            finally:
                self._mending.release()

        threading.Thread(target=work, name="mend", daemon=True).start()

    def _keep(self, parts: Parts) -> None:
        """Take them as the newest, while a thread reads all stored texts: the build's folder goes two switches later, and nobody waits for them."""
        threading.Thread(target=_read_texts, args=(parts,), name="texts", daemon=True).start()
        self._kept = [*self._kept, parts][-KEPT:]
        self.sources.maps = [dict(one.index.sources) for one in reversed(self._kept)]

    def _look(self) -> _Stamp:
        """What changes with every switch; None when there is no index to be seen."""
        try:
            seen = self._path.stat()
        except OSError:
            return None
        return seen.st_mtime_ns, seen.st_size, seen.st_ino


def _read_texts(parts: Parts) -> None:
    for source_id in parts.index.sources:
        try:
            parts.index.source_text(source_id)
        except StoreError as exc:  # told to whoever asks for it
            logging.getLogger(__name__).warning("a stored text cannot be read: %s", one_line(exc))
