"""The originals of a case: which files were fetched, from where and when, and whether they are still what was fetched.

data/originals/
  sources.lock           JSON; replaced in one rename
  <source>.<ext>         the original's bytes; a file counts only while the lock lists it with its sha256
  <source>.<ext>.new     a body that differs from the locked one, waiting for a person's decision
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from rag.case.folder import safe_id
from rag.common.files import file_sha256, write_whole, writing
from rag.common.strict import Strict
from rag.errors import StoreError

VERSION = 1  # raise it when an older onrecord could misread the lock
FOLDER = "originals"
LOCK = "sources.lock"


def _plain_name(value: str) -> str:
    """``value`` if it names a file in the folder itself: a lock must not lead anywhere else."""
    if value in ("", ".", "..") or PurePath(value).name != value or any(c in value for c in "\\/:\0"):
        raise ValueError(f"{value!r} is not the name of a file")
    return value


@dataclass(frozen=True, slots=True)
class Original:
    """One fetched file: ``url`` is what the manifest says, ``final_url`` what answered after redirects."""

    source_id: Annotated[str, Field(min_length=1)]
    url: str
    final_url: str
    file: Annotated[str, AfterValidator(_plain_name)]  # its name in originals/
    # of the file's bytes, after any transfer compression was undone
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    media_type: str  # by content, not by what the server said
    retrieved: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]  # UTC, ISO 8601 to the second
    etag: str = ""
    last_modified: str = ""  # as the server wrote it
    bytes: Annotated[int, Field(ge=0)] = 0
    archived: bool = False  # an archived copy answered because the original's address did not
    linked: bool = False  # ``url`` is the page about it, which links it

    def path(self, data_dir: Path) -> Path:
        """Where the file lies."""
        return originals_dir(data_dir) / self.file


@dataclass(frozen=True, slots=True)
class Originals:
    """The listed files that are what was fetched, and one sentence for each that is not: those are never used."""

    sound: Mapping[str, Original]
    problems: tuple[str, ...] = ()


def originals_dir(data_dir: Path) -> Path:
    """The folder of the originals; it need not exist."""
    return data_dir / FOLDER


def file_stem(source_id: str) -> str:
    """The name, without its ending, of a source's files: two ids never share one, on any file system."""
    stem = safe_id(source_id)
    if stem == source_id == source_id.lower() and stem.isascii():
        return stem
    return f"{stem[:60]}-{hashlib.sha256(source_id.encode()).hexdigest()[:8]}"


def read_originals(data_dir: Path, of: Collection[str] | None = None) -> Originals:
    """What may be used: every listed file read once and held against its sha256; raises StoreError like read_lock.

    ``of``: only those of these sources, for that of one which was taken out of the case is nobody's any more.
    """
    sound: dict[str, Original] = {}
    problems: list[str] = []
    for source_id, original in read_lock(data_dir).items():
        if of is not None and source_id not in of:
            continue
        problem = problem_of(original, data_dir)
        if problem:
            problems.append(problem)
        else:
            sound[source_id] = original
    return Originals(sound, tuple(problems))


def problem_of(original: Original, data_dir: Path) -> str:
    """Why the file may not be used, with the next step; empty when it is what was fetched."""
    path, again = original.path(data_dir), f"Run 'onrecord fetch {original.source_id}'."
    found = file_sha256(path)
    if not found:
        return f"the original of {original.source_id} is missing or cannot be read: {path}. {again}"
    if found != original.sha256:
        return f"the original of {original.source_id} is no longer what was fetched on {original.retrieved[:10]}: {path}. {again}"
    return ""


class _Lock(Strict):
    version: int
    originals: tuple[Original, ...] = ()


def read_original(file: Path) -> Original:
    """One as JSON in a file of its own; raises OSError or ValueError."""
    return TypeAdapter(Original).validate_json(file.read_bytes())


def read_lock(data_dir: Path) -> dict[str, Original]:
    """The lock's entries by source id, empty when nothing was fetched yet; raises StoreError when it is damaged."""
    path = originals_dir(data_dir) / LOCK
    mend = "Restore it from a backup, or remove it and run 'onrecord fetch': every original is then trusted anew."
    try:
        told = json.loads(path.read_bytes())
        if isinstance(told, dict) and told.get("version") != VERSION:
            raise StoreError(
                f"{path} has version {told.get('version')!r}, this onrecord reads {VERSION}. Use the onrecord that wrote it, or: {mend}"
            )
        lock = _Lock.model_validate(told)
    except FileNotFoundError:
        return {}
    except OSError as exc:
        raise StoreError(f"{path} cannot be read ({exc.strerror}). Check it and its permissions.") from exc
    except (ValueError, RecursionError) as exc:  # pydantic's ValidationError is a ValueError
        raise StoreError(f"{path} is damaged{_where(exc)}. {mend}") from exc
    entries = {one.source_id: one for one in lock.originals}
    if len(entries) != len(lock.originals):
        raise StoreError(f"{path} is damaged: a source is listed twice. {mend}")
    return entries


def _where(exc: Exception) -> str:
    if isinstance(exc, ValidationError):
        return f" at '{'.'.join(str(part) for part in exc.errors()[0]['loc'])}'"
    return f" at line {exc.lineno}" if isinstance(exc, json.JSONDecodeError) else ""


def write_lock(data_dir: Path, originals: Mapping[str, Original]) -> None:
    """Make ``originals`` the lock: written aside, flushed to disk, renamed over the old; raises StoreError.

    One process at a time may change it: the caller sees to that.
    """
    path = originals_dir(data_dir) / LOCK
    told = {"version": VERSION, "originals": [asdict(originals[key]) for key in sorted(originals)]}
    with writing(path, StoreError, ""):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
