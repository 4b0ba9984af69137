"""The files of one folder of a case, as its manifest lists them or, without a manifest, as they lie there."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from pathlib import Path, PurePosixPath, PureWindowsPath

from rag.case.lines import Line, ManifestLine, check, read_lines, wrong
from rag.errors import CorpusError

SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".pdf",
    ".docx",
    ".csv",
    ".tsv",
    ".xlsx",
)  # kinds of file that can be a source
# A table beside the sources is often what a record was made from: it is a source only where the manifest names it.
_UNNAMED = tuple(suffix for suffix in SUFFIXES if suffix not in (".csv", ".tsv", ".xlsx"))
MANIFEST = "manifest.jsonl"


def list_folder(
    folder: Path, meant: Path | None = None, without: Collection[str] = frozenset()
) -> list[Line[ManifestLine]]:
    """The sources of one folder: its manifest's lines, or without a manifest every file that can be a source.

    Empty when the folder is missing; the ids of ``without`` are left out, whatever became of their files. Raises CorpusError for a
    line whose file is missing, changed (unless it is the one that is ``meant`` to be) or elsewhere.
    """
    lines = [line for line in lines_of(folder) if line.value.id not in without]
    if not (folder / MANIFEST).is_file():
        return lines
    for line in lines:
        file = file_inside(folder, line.value.path, line.place)
        found = file_sha256(file)
        if found != line.value.sha256 and not (meant and file.resolve() == meant.resolve()):
            raise wrong(
                line.place,
                "sha256",
                f"does not match {folder.name}/{line.value.path}, whose sha256 is now {found}; "
                "if the change is meant, put that in or 'onrecord add' that very file",
            )
    return lines


def lines_of(folder: Path) -> list[Line[ManifestLine]]:
    """The same as they are listed, whatever lies there."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return unlisted(folder)
    return read_lines(manifest, f"{folder.name}/{MANIFEST}", ManifestLine)


def unlisted(folder: Path, gone: Collection[str] = frozenset()) -> list[Line[ManifestLine]]:
    """A line for each file that counts without a manifest but for the paths of ``gone``; the id is the stem, or the path where
    documents' stems collide."""
    files = [path for path in files_of(folder) if path not in gone]
    stems = Counter(_stem(path) for path in files)
    lines: list[Line[ManifestLine]] = []
    for path in files:
        place = f"{folder.name}/{path}"
        sha256 = file_sha256(file_inside(folder, path, place))
        own = is_record(path) or stems[_stem(path)] == 1
        data = {"id": _stem(path) if own else safe_id(path), "path": path, "sha256": sha256}
        lines.append(Line(place, check(ManifestLine, data, place)))
    return lines


def files_of(folder: Path) -> list[str]:
    """Paths below ``folder`` of the files that are sources unnamed, sorted; tables, hidden files and READMEs are none."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix.lower() in _UNNAMED
        and path.stem.lower() != "readme"
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def file_inside(folder: Path, path: str, place: str) -> Path:
    """The file at ``path``; raises CorpusError at ``place`` unless it lies in ``folder``, links followed."""
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).anchor or "\\" in path or "\0" in path:
        raise wrong(place, "path", f"{path!r} is not relative to {folder.name}/ with '/' between folders")
    file = folder / path
    if ".." in PurePosixPath(path).parts or not file.resolve().is_relative_to(folder.resolve()):
        raise wrong(place, "path", f"{path!r} leads out of {folder.name}/; copy the file into it")
    if not file.is_file():
        raise wrong(place, "path", f"there is no file {folder.name}/{path}")
    return file


def file_sha256(file: Path) -> str:
    """The sha256 of the file's bytes, in hexadecimal; raises CorpusError when it cannot be read."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as exc:
        raise CorpusError(f"{file.name} cannot be read: {exc.strerror}. Check the file and its permissions.") from exc


def is_record(path: str) -> bool:
    """True for a Markdown file directly in ``records/``: such a file must be a record, any other is a document."""
    parts = PurePosixPath(path).parts
    return len(parts) == 2 and parts[0] == "records" and path.endswith(".md")


def safe_id(words: str) -> str:
    """``words`` as an id or a file name: letters and digits of any script, '.', '-' and '_', at most 80."""
    return re.sub(r"[^\w.\-]+", "-", unicodedata.normalize("NFC", words)).strip("-._")[:80] or "document"


def _stem(path: str) -> str:
    stem = PurePosixPath(path).stem
    return stem if is_record(path) else safe_id(stem)  # a record's id stands in the record: never change it
