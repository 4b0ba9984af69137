"""A file that is whole or not there: written beside, flushed to disk, renamed into place."""

import errno
import hashlib
import os
import secrets
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_PART = ".part"
_TRIED = 256 * 1024  # bytes: what SQLite and Chroma need to open a collection
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})  # the disk, a quota, a limit on file sizes


def write_whole(path: Path, data: bytes | str, *, private: bool = False) -> None:
    """Make ``data`` the content of ``path`` in one rename; text is UTF-8 with its line ends as they are.

    A reader, and whoever comes after a power cut, finds the old file or the new one, never a part. An earlier file's
    mode stays; a new one gets the usual one, or 0600 when ``private``. Raises OSError, and nothing is left behind then.
    """
    raw = data.encode() if isinstance(data, str) else data
    fill_whole(path, lambda file: file.write(raw), private=private)


def fill_whole(path: Path, fill: Callable[[BinaryIO], object], *, private: bool = False) -> None:
    """The same for a file that ``fill`` writes; what it raises passes, and ``path`` stays as it was."""
    # A name of its own for each: two processes, perhaps in two containers, may write the same file at once.
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_PART}")
    try:
        with open(aside, "wb", opener=_private if private else None) as file:
            fill(file)
            file.flush()
            _keep_mode(path, file)
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sweep_parts(folder: Path, name: str = "*", older_s: float = 0) -> None:
    """Remove what killed writers of ``name`` left in ``folder``; where others may be writing, only what is ``older_s`` seconds old."""
    for left in folder.glob(f".{name}.????????{_PART}"):
        with suppress(FileNotFoundError):
            if not older_s or time.time() - left.stat().st_mtime > older_s:
                left.unlink()


def sync_folder(folder: Path) -> None:
    """Flush a rename in ``folder`` to disk, where the system can."""
    if os.name != "nt":  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def file_sha256(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal; empty when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def may_write(*paths: Path) -> bool:
    """True when each of ``paths`` that is there may be written by this process."""
    as_who = os.access in os.supports_effective_ids  # who the process acts as, where the system can tell
    return all(os.access(path, os.W_OK, effective_ids=as_who) for path in paths if path.exists())


def refused_to_write(folder: Path) -> OSError | None:
    """Why nothing can be written in ``folder`` just now, told by trying; None when it can."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_TRIED))
            file.flush()
    except OSError as exc:
        return exc
    return None


def why_not(exc: OSError) -> str:
    """Why a file could not be written, and what to do: "No space left on device: free the disk"."""
    said = exc.strerror or type(exc).__name__
    if exc.errno in FULL:
        return f"{said}: free the disk"
    if exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{said}: check its permissions"
    return said


@contextmanager
def writing(what: object, error: type[Exception], step: str) -> Iterator[None]:
    """Raise ``error``, in one line with the next ``step``, when ``what`` cannot be written in here."""
    try:
        yield
    except OSError as exc:
        raise error(f"{what} cannot be written ({why_not(exc)}). {step}".rstrip()) from exc


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _keep_mode(path: Path, file: BinaryIO) -> None:
    """Give the new file the old one's mode."""
    if os.name != "nt":
        with suppress(OSError):  # there was none, or it is another's
            os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
