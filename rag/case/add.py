"""Someone's own file becomes a source of a case: copied into ``corpus/`` and listed in its manifest."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from rag.case.folder import MANIFEST, SUFFIXES, file_sha256, is_record, list_folder, safe_id
from rag.case.lines import Line, ManifestLine, check, wrong
from rag.case.record import parse_record
from rag.case.remove import Going, carry_out, plan_removal
from rag.case.removed import REMOVED, free_path, line_before
from rag.common.files import fill_whole, why_not, write_whole
from rag.errors import CorpusError, UsageError

_OPTIONS = "options of 'onrecord add'"  # where a wrong value of ``about`` came from
NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Added:
    """The file's manifest line; ``new`` is False when the case had it, ``changed`` True when it had it otherwise."""

    line: ManifestLine
    new: bool
    changed: bool = False


def add_document(
    home: Path,
    file: Path,
    about: Mapping[str, object] = NOTHING,
    says: Mapping[str, object] = NOTHING,
    replace: bool = False,
) -> Added:
    """``file`` as a source of the case in ``home``; the same bytes are never added twice, whatever their name.

    ``about`` holds further fields of the manifest line (title, url, tier, ...), which go over what a known file's line says; ``says`` is what the
    file says of itself, which counts where ``about`` is silent and the file is no record. A file already inside ``corpus/`` is listed where it lies, and one that is
    listed there and has changed is taken as it is now; one that lies in ``removed/`` is put back under the path, id and fields that it
    had, as far as these are free and ``about`` says nothing else. One of the name and kind of a source with other content is refused, or with
    ``replace`` takes its place, id and fields, and the other goes to ``removed/``. Raises UsageError when the file cannot be a source, and CorpusError when the case
    itself is wrong or cannot be written. One process at a time may change a case: the caller holds its lock.
    """
    corpus = home / "corpus"
    _check_file(file)
    listed, seeds = list_folder(corpus, meant=file), list_folder(home / "seeds")
    sha256 = file_sha256(file)
    for line in (*listed, *seeds):
        if line.value.sha256 == sha256:
            return _told_anew(home, listed, line.value, about)
    if file.resolve().is_relative_to((home / "seeds").resolve()):
        raise UsageError(f"{file} lies in seeds/: add its line to seeds/{MANIFEST}, then run 'onrecord ingest'.")
    there = next((line.value for line in listed if (corpus / line.value.path).resolve() == file.resolve()), None)
    before = None if there else _of_that_name(home, listed, file, about)
    if before and not replace:
        raise UsageError(
            f"{before.id} is there with other content. Say --replace to take {file} in its place, or run "
            f"'onrecord remove {before.id}' first, or give the file another name to keep both."
        )
    about = {**_told_of(before), **about} if before else about
    taken = {line.value.id: line.place for line in (*listed, *seeds) if line.value is not before}
    new = there.model_copy(update={"sha256": sha256}) if there else _new_line(home, file, sha256, about, says, taken)
    gone = carry_out(plan_removal(home, [before.id])) if before else ()
    try:
        if there:
            _put(corpus / MANIFEST, there, sha256)
            return Added(new, new=False, changed=True)
        corpus.mkdir(parents=True, exist_ok=True)
        if file.resolve() != (corpus / new.path).resolve():
            _copy(file, corpus / new.path, sha256)
        _append(corpus / MANIFEST, list_folder(corpus, meant=file) if gone else listed, new)
    except (OSError, CorpusError) as exc:
        _put_back(home, gone)
        if isinstance(exc, CorpusError):
            raise
        place = exc.filename or corpus
        raise CorpusError(f"{place} cannot be written: {why_not(exc)}, or set ONRECORD_CASE elsewhere.") from exc
    return Added(new, new=True)


def _told_of(line: ManifestLine) -> dict[str, object]:
    """What a line says of a source, whatever file holds it."""
    return {n: v for n, v in line.model_dump(exclude_unset=True).items() if n not in ("path", "sha256")}


def _put_back(home: Path, gone: tuple[Going, ...]) -> None:
    """Make what was taken out sources again, as far as the case can be written; what cannot be lies in ``removed/`` as ever."""
    for one in gone:
        with suppress(CorpusError, UsageError):
            add_document(home, home / REMOVED / one.kept if one.kept else one.file, _told_of(one.line))


def _of_that_name(
    home: Path, listed: list[Line[ManifestLine]], file: Path, about: Mapping[str, object]
) -> ManifestLine | None:
    """The source that was made of a file of the same name and kind, which a file from outside of the case is another version of; one of another
    address is another page."""
    if file.resolve().is_relative_to(home.resolve()):
        return None
    stem, kind = safe_id(file.stem), file.suffix.lower()
    for line in listed:
        path = Path(line.value.path)
        if about.get("url", line.value.url) != line.value.url:
            continue
        same_name = path.stem == stem or (path.stem[:-12] == f"{stem}-" and path.stem[-12:] == line.value.sha256[:12])
        if line.value.id == stem and path.suffix.lower() == kind and same_name and not is_record(line.value.path):
            return line.value
    return None


def _told_anew(home: Path, listed: list[Line[ManifestLine]], known: ManifestLine, about: Mapping[str, object]) -> Added:
    """A known file with what ``about`` says of it otherwise than its line; an address that it had stays. Raises UsageError for one in seeds/."""
    fields = known.model_dump(exclude_unset=True)
    told = {n: v for n, v in about.items() if fields.get(n) != v and not (n == "url" and known.url)}
    if not told:
        return Added(known, new=False)
    if is_record(known.path):
        raise wrong(_OPTIONS, next(iter(told)), f"belongs in the front matter of {known.path}")
    new = check(ManifestLine, {**fields, **told}, _OPTIONS)
    if all(line.value is not known for line in listed):
        raise UsageError(
            f"{known.path} lies in seeds/: change its line in seeds/{MANIFEST}, then run 'onrecord ingest'."
        )
    try:
        write_whole(home / "corpus" / MANIFEST, _with(home / "corpus" / MANIFEST, listed, known, new))
    except OSError as exc:
        raise CorpusError(
            f"{home / 'corpus'} cannot be written: {why_not(exc)}, or set ONRECORD_CASE elsewhere."
        ) from exc
    return Added(new, new=False, changed=True)


def _with(manifest: Path, listed: list[Line[ManifestLine]], known: ManifestLine, new: ManifestLine) -> bytes:
    """The manifest's bytes with one line in the place of another; of a folder without one, the lines of all its files."""
    if not manifest.is_file():
        return b"".join(_as_json(new if line.value is known else line.value) for line in listed)
    raw = manifest.read_bytes().splitlines(keepends=True)
    own = next(n for n, one in enumerate(raw) if one.strip() and json.loads(one).get("path") == known.path)
    raw[own] = _as_json(new)
    return b"".join(raw)


def _check_file(file: Path) -> None:
    """Raises UsageError unless ``file`` is a file of a kind that can be a source."""
    if not file.is_file():
        raise UsageError(f"{file} is not a file. Give the path of one document.")
    if file.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{file} is of a kind that cannot be read. Convert it to one of {', '.join(SUFFIXES)}.")


def _new_line(
    home: Path,
    file: Path,
    sha256: str,
    about: Mapping[str, object],
    says: Mapping[str, object],
    taken: Mapping[str, str],
) -> ManifestLine:
    """The line to append: id from the file's name, from the record or as it was before; raises CorpusError for a wrong option."""
    corpus, stem, real = home / "corpus", safe_id(file.stem), file.resolve()
    # The name carries the content's hash, so no file of the case is ever overwritten by another.
    path = f"{stem}-{sha256[:12]}{file.suffix.lower()}"
    if real.is_relative_to(corpus.resolve()):
        path = real.relative_to(corpus.resolve()).as_posix()
    elif before := line_before(home, file, sha256):
        path = free_path(corpus, before.path, sha256)
        says = _fields(before, taken)
    if is_record(path):
        if about:
            raise wrong(_OPTIONS, next(iter(about)), f"belongs in the front matter of {path}")
        about, says = {"id": parse_record(real).front.id}, NOTHING
    own = {"id": stem if stem not in taken else f"{stem}-{sha256[:12]}"}
    line = check(ManifestLine, {**own, **says, **about, "path": path, "sha256": sha256}, _OPTIONS)
    if line.id in taken:
        raise wrong(_OPTIONS, "id", f"{line.id!r} is already used by {taken[line.id]}")
    return line


def _fields(before: ManifestLine, taken: Mapping[str, str]) -> Mapping[str, object]:
    """What the manifest said of a source before it was taken out; its id, too, where no other has it now."""
    fields = before.model_dump(exclude_unset=True)
    return {name: value for name, value in fields.items() if name != "id" or value not in taken}


def _copy(file: Path, target: Path, sha256: str) -> None:
    """``target`` with the bytes of ``file``, appearing whole or not at all."""

    def fill(copy: BinaryIO) -> None:
        with file.open("rb") as original:
            shutil.copyfileobj(original, copy)
        copy.flush()
        if file_sha256(Path(copy.name)) != sha256:
            raise CorpusError(f"{file} changed while it was copied. Run 'onrecord ingest' again.")

    fill_whole(target, fill)


def _append(manifest: Path, listed: list[Line[ManifestLine]], new: ManifestLine) -> None:
    """The manifest with one more line, switched in at once; its other bytes stay as they are."""
    if manifest.is_file():
        before = manifest.read_bytes()
        before += b"" if before.endswith(b"\n") or not before else b"\n"
    else:  # until now every file of the folder counted: a manifest of one line would drop the others
        before = b"".join(_as_json(line.value) for line in listed)
    write_whole(manifest, before + _as_json(new))


def _put(manifest: Path, line: ManifestLine, sha256: str) -> None:
    """The manifest with another sha256 in one line, switched in at once; its other bytes stay as they are."""
    lines = manifest.read_bytes().splitlines(keepends=True)
    own = next(n for n, raw in enumerate(lines) if raw.strip() and json.loads(raw).get("path") == line.path)
    lines[own] = lines[own].replace(line.sha256.encode(), sha256.encode())
    write_whole(manifest, b"".join(lines))


def _as_json(line: ManifestLine) -> bytes:
    return line.model_dump_json(exclude_defaults=True).encode() + b"\n"
