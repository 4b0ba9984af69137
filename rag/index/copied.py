"""A collection that can be opened wherever it lies: Chroma opens none that it may not write, so such a one is opened as a copy.

That is so on a read-only volume, in a folder of another user and on a full disk; what answers from the copy only reads it.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from rag.common.files import may_write, refused_to_write, why_not
from rag.errors import StoreError

KEPT = 3  # copies: a process that runs for days follows the index from build to build
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of Linux in memory, where no other is left
_PREFIX = "onrecord-copy-"


@dataclass(frozen=True)
class _Copy:
    """A copy and the lock by which others see that its process lives."""

    made: tempfile.TemporaryDirectory[str]
    lock: FileLock

    @property
    def chroma(self) -> Path:
        return Path(self.made.name) / "chroma"

    def drop(self) -> None:
        self.lock.release()
        self.made.cleanup()


_copies: dict[Path, _Copy] = {}
_copying = threading.Lock()


def openable(folder: Path) -> Path:
    """``folder`` itself, or a copy that goes when the process ends; raises StoreError when there is no room for one."""
    with _copying:
        if folder in _copies:
            return _copies[folder].chroma
        writable = may_write(*folder.glob("*.sqlite3"))
        refused = refused_to_write(folder) if writable else PermissionError(errno.EACCES, "Permission denied")
        if refused is None or not folder.is_dir():
            return folder
        made = _copy(folder, refused)
        _copies[folder] = made
        while len(_copies) > KEPT:
            _copies.pop(next(iter(_copies))).drop()
        return made.chroma


def _copy(folder: Path, refused: OSError) -> _Copy:
    failed: OSError | None = None
    for place in (None, _MEMORY):
        if place and not place.is_dir():
            continue
        try:
            _sweep(place or Path(tempfile.gettempdir()))
            made = tempfile.TemporaryDirectory(prefix=_PREFIX, dir=place, ignore_cleanup_errors=True)
        except OSError as exc:
            failed = exc
            continue
        try:
            lock = FileLock(Path(made.name) / "lock")
            lock.acquire(timeout=0)
            copied = Path(made.name) / "chroma"
            shutil.copytree(folder, copied, copy_function=shutil.copyfile)
            copied.chmod(0o700)  # and not as closed as what was copied
            for below in copied.rglob("*"):
                below.chmod(0o700 if below.is_dir() else 0o600)
            return _Copy(made, lock)
        except OSError as exc:  # a shutil.Error is one, too
            made.cleanup()
            failed = exc
    raise StoreError(
        f"index folder {folder} may not be written ({why_not(refused)}), and no copy of it could be made "
        f"({why_not(failed) if failed else 'no temporary folder'}). Free space, or set ONRECORD_DATA to a copy that you may write."
    )


def _sweep(place: Path) -> None:
    """Remove the copies of processes that were killed."""
    for left in place.glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):
            with FileLock(left / "lock", timeout=0):
                pass
            shutil.rmtree(left, ignore_errors=True)
