"""One process at a time may change a case or build its index, and one run at a time write its known questions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from rag.common.files import why_not
from rag.errors import StoreError


@contextmanager
def only_builder(data: Path) -> Iterator[None]:
    """Hold the lock of the one process that may build in ``data``.

    Raises StoreError when another process holds it or the folder cannot be written.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data / "build.lock")
        lock.acquire(timeout=0)
    except Timeout as exc:
        raise StoreError(
            f"another process is building the index in {data}. Wait for it; the old index, if any, still answers."
        ) from exc
    except OSError as exc:
        raise StoreError(
            f"index folder {data} cannot be written ({exc.strerror}). Set ONRECORD_DATA to a folder you may write."
        ) from exc
    try:
        yield
    finally:
        lock.release()


@contextmanager
def only_writer(data: Path) -> Iterator[None]:
    """Hold the lock of the one run that may write a case's questions; raises StoreError while another one does."""
    lock = FileLock(data / "questions.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as exc:
        raise StoreError(f"another run is writing the questions of {data.parent}. Wait for it, or stop it.") from exc
    except OSError as exc:
        raise StoreError(f"index folder {data} cannot be written ({why_not(exc)}).") from exc
    try:
        yield
    finally:
        lock.release()
