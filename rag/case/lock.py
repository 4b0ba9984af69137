"""One process at a time may change a case or build its index, one write its known questions, one fetch originals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from rag.common.files import why_not
from rag.errors import StoreError


def only_builder(data: Path) -> AbstractContextManager[None]:
    """Hold the lock of the one process that may build in ``data``; raises StoreError while another does or where it cannot be written."""
    return _only(data / "build.lock", "building the index in", "; the old index, if any, still answers")


def only_writer(data: Path) -> AbstractContextManager[None]:
    """The same of the one run that may write a case's questions."""
    return _only(data / "questions.lock", "writing the questions of", ", or stop it")


def only_fetcher(originals: Path) -> AbstractContextManager[None]:
    """The same of the one process that may change the originals in their folder."""
    return _only(originals / "fetch.lock", "fetching into", ", then run 'onrecord fetch'")


@contextmanager
def _only(file: Path, doing: str, until: str) -> Iterator[None]:
    folder = file.parent
    lock = FileLock(file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as exc:
        raise StoreError(f"another process is {doing} {folder}. Wait for it{until}.") from exc
    except OSError as exc:
        raise StoreError(
            f"index folder {folder} cannot be written ({why_not(exc)}). Set ONRECORD_DATA to a folder you may write."
        ) from exc
    try:
        yield
    finally:
        lock.release()
