"""``removed/`` of a case: files that were sources, under the paths that they had in ``corpus/``, and what its manifest said of them.

Nothing reads it but ``onrecord add``, which puts a file that lies there back as it was.
"""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from rag.case.folder import MANIFEST
from rag.case.lines import ManifestLine, as_line
from rag.common.files import file_sha256, fill_whole, sync_folder, write_whole
from rag.errors import CorpusError

REMOVED = "removed"


def free_path(folder: Path, path: str, sha256: str) -> str:
    """``path``, or one beside it whose name carries the content's hash where another file is in its place."""
    wanted = PurePosixPath(path)
    for name in _names(wanted, sha256):
        there = folder / wanted.with_name(name)
        if not there.is_symlink() and (not there.exists() or file_sha256(there) == sha256):
            return wanted.with_name(name).as_posix()
    raise CorpusError(f"{folder / path} is in the way. Move it elsewhere and try again.")


def keep_lines(folder: Path, lines: Sequence[ManifestLine]) -> None:
    """List ``lines`` in the manifest of the folder, each in the place of an earlier one of the same file; raises OSError."""
    files = {(line.path, line.sha256) for line in lines}
    before = [raw for raw in _raw_lines(folder) if _file_of(raw) not in files]
    told = map(as_line, lines)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / MANIFEST, b"".join(line + b"\n" for line in (*before, *told)))


def line_before(home: Path, file: Path, sha256: str) -> ManifestLine | None:
    """The line that a file of ``removed/`` had in the manifest; None for any other file and for one that has changed since."""
    folder = (home / REMOVED).resolve()
    if not file.resolve().is_relative_to(folder):
        return None
    path = file.resolve().relative_to(folder).as_posix()
    for raw in _raw_lines(folder):
        if _file_of(raw) == (path, sha256):
            with suppress(ValidationError):  # somebody has changed it: then the file is added like any other
                return ManifestLine.model_validate_json(raw)
    return None


def put_aside(file: Path, target: Path) -> None:
    """Move ``file`` to ``target``, which is free or of the same bytes; raises OSError, and then it lies where it lay.

    Of a link the content is kept, and what it leads to stays.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if file.is_symlink() or not _renamed(file, target):
        with file.open("rb") as original:
            fill_whole(target, lambda copy: shutil.copyfileobj(original, copy))
        file.unlink()
    with suppress(OSError):  # it has moved, whether or not the disk says so yet
        sync_folder(target.parent)
        sync_folder(file.parent)


def _names(path: PurePosixPath, sha256: str) -> Iterator[str]:
    yield path.name
    stem = path.stem.removesuffix(f"-{sha256[:12]}")
    yield f"{stem}-{sha256[:12]}{path.suffix}"
    yield f"{stem}-{sha256}{path.suffix}"


def _renamed(file: Path, target: Path) -> bool:
    """True once it is done; False where ``removed/`` lies on another disk than the file."""
    try:
        file.replace(target)
    except OSError as exc:
        if exc.errno != errno.EXDEV:
            raise
        return False
    return True


def _raw_lines(folder: Path) -> list[bytes]:
    """The lines of the folder's manifest as they are, blank ones left out; none without it. Raises OSError."""
    manifest = folder / MANIFEST
    return [raw for raw in manifest.read_bytes().split(b"\n") if raw.strip()] if manifest.is_file() else []


def _file_of(raw: bytes) -> tuple[str, str] | None:
    """Path and sha256 of a line; None where it is none of ours: it stays as it is."""
    with suppress(ValueError, RecursionError):
        data = json.loads(raw)
        return (str(data.get("path")), str(data.get("sha256"))) if isinstance(data, dict) else None
    return None
