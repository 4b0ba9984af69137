"""The sources of a case: what its two folders hold, as their manifests list it or, without a manifest, as it lies there; its records are read."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from filelock import FileLock, Timeout

from rag.case.lines import Line, ManifestLine, as_line, check, read_lines, shown, wrong
from rag.case.record import Record, parse_record
from rag.common.files import why_not
from rag.errors import CorpusError, StoreError
from rag.sources import Kind

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".csv", ".tsv", ".xlsx")  # of files that can be sources
# A table beside the sources is often what a record was made from: it is a source only where the manifest names it.
_UNNAMED = tuple(suffix for suffix in SUFFIXES if suffix not in (".csv", ".tsv", ".xlsx"))
MANIFEST = "manifest.jsonl"
_OFFICE = {b"word/document.xml": "docx", b"xl/workbook.xml": "xlsx"}  # a part that an archive of the kind has


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines of ``corpus/`` and of ``seeds/``, and the records among the first, by id."""

    sources: tuple[Line[ManifestLine], ...]
    articles: tuple[Line[ManifestLine], ...]
    records: Mapping[str, Record]

    @property
    def kinds(self) -> dict[str, Kind]:
        """Of every source, by id."""
        kinds = {one.value.id: Kind.RECORD if one.value.id in self.records else Kind.DOCUMENT for one in self.sources}
        return kinds | {one.value.id: Kind.SEED for one in self.articles}


def list_sources(home: Path, without: Collection[str] = frozenset()) -> Listed:
    """The sources of the case in ``home`` but for the ids of ``without``, whatever became of the files of these.

    Raises CorpusError for the first line, file or record that is wrong, and when there is no source at all.
    """
    corpus, seeds = home / "corpus", home / "seeds"
    sources, articles = list_folder(corpus, without=without), list_folder(seeds, without=without)
    if not sources and not articles:
        raise no_sources(home)
    _check_unique([*sources, *articles])
    records = {line.value.id: _record(line, corpus) for line in sources if is_record(line.value.path)}
    _check_facts(records)
    return Listed(tuple(sources), tuple(articles), records)


def source_ids(home: Path) -> frozenset[str]:
    """The ids that the two folders list, whatever lies there; raises CorpusError for a line that is wrong."""
    return frozenset(line.value.id for folder in ("corpus", "seeds") for line in lines_of(home / folder))


def no_sources(home: Path) -> CorpusError:
    """The error for a folder without any source."""
    return CorpusError(
        f"no sources in {home}: corpus/ and seeds/ are missing or empty. Put documents in corpus/ and the article"
        " under examination in seeds/, or name another case in ONRECORD_CASE; then run 'onrecord ingest'."
    )


def _record(line: Line[ManifestLine], corpus: Path) -> Record:
    """The parsed record of a line, which must agree with it and say nothing that the record says itself."""
    record = parse_record(corpus / line.value.path)
    if record.front.id != line.value.id:
        raise wrong(line.place, "id", f"{line.value.id!r} is not {record.front.id!r}, the id in the record itself")
    for given in sorted(line.value.model_fields_set - {"id", "path", "sha256"}):
        raise wrong(line.place, given, "belongs in the record's front matter, not in the manifest")
    return record


def _check_unique(lines: list[Line[ManifestLine]]) -> None:
    """Raises CorpusError when two lines share an id, or a folder's file is listed twice."""
    seen: dict[tuple[str, str], str] = {}
    for line in lines:
        folder = line.place.split("/")[0]
        for name, key in (("id", line.value.id), ("path", f"{folder}/{PurePosixPath(line.value.path)}")):
            if (name, key) in seen:
                raise wrong(line.place, name, f"{shown(key)} is already used by {seen[name, key]}")
            seen[name, key] = line.place


def _check_facts(records: Mapping[str, Record]) -> None:
    """Raises CorpusError when two facts share an id: a claim of the ledger could mean either."""
    seen: dict[str, str] = {}
    for record in records.values():
        for fact in record.facts:
            if fact.id in seen:
                place = f"corpus/records/{record.front.id}.md"
                raise wrong(place, "id", f"{fact.id!r} is already a fact of the record {seen[fact.id]!r}")
            seen[fact.id] = record.front.id


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
        return _unlisted(folder)
    return read_lines(manifest, f"{folder.name}/{MANIFEST}", ManifestLine)


def manifest_of(folder: Path, lines: Collection[Line[ManifestLine]]) -> bytes:
    """The folder's manifest as it is, or as it would be where it has none: until then every file of it counts, as ``lines`` list them."""
    manifest = folder / MANIFEST
    return manifest.read_bytes() if manifest.is_file() else b"".join(as_line(line.value) + b"\n" for line in lines)


def _unlisted(folder: Path) -> list[Line[ManifestLine]]:
    """A line for each file that counts without a manifest; the id is the stem, or the path where documents' stems collide."""
    files = files_of(folder)
    stems = Counter(_stem(path) for path in files)
    lines: list[Line[ManifestLine]] = []
    for number, path in enumerate(files, 1):
        place = f"{folder.name}/{path}"
        sha256 = file_sha256(file_inside(folder, path, place))
        own = is_record(path) or stems[_stem(path)] == 1
        data = {"id": _stem(path) if own else safe_id(path), "path": path, "sha256": sha256}
        lines.append(Line(place, check(ManifestLine, data, place), number))
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


def office_kind(data: bytes) -> str:
    """ "docx" or "xlsx" as a zip archive lists its parts; "" for any other."""
    _, mark, record = data.rpartition(b"PK\x05\x06")
    listing = data[int.from_bytes(record[12:16], "little") :] if mark else b""
    return next((kind for part, kind in _OFFICE.items() if part in listing), "")


def safe_id(words: str) -> str:
    """``words`` as an id or a file name: letters and digits of any script, '.', '-' and '_', at most 80."""
    return re.sub(r"[^\w.\-]+", "-", unicodedata.normalize("NFC", words)).strip("-._")[:80] or "document"


def _stem(path: str) -> str:
    stem = PurePosixPath(path).stem
    return stem if is_record(path) else safe_id(stem)  # a record's id stands in the record: never change it


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
