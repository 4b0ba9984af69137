"""Someone's own file becomes a source of a case: copied into ``corpus/`` and listed in its manifest."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from rag.case.folder import MANIFEST, SUFFIXES, file_sha256, is_record, list_folder, manifest_of, safe_id
from rag.case.lines import Line, ManifestLine, appended, as_line, check, with_lines, wrong
from rag.case.record import parse_record
from rag.case.remove import REMOVED, free_path, keep_lines, line_before, put_aside
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

    ``about``: further fields of its manifest line, which go over those of a known file; ``says``: what the file says of itself where ``about`` is
    silent. One in ``corpus/`` is listed where it lies, one in ``removed/`` is put back as it was. One of the name and kind of a source with other
    content is refused, or with ``replace`` takes its place, and the other goes to ``removed/``. Raises UsageError when the file cannot be a source,
    CorpusError when the case is wrong or cannot be written. The caller holds the case's lock.
    """
    corpus = home / "corpus"
    _check_file(file)
    listed, seeds = list_folder(corpus, meant=file), list_folder(home / "seeds")
    sha256 = file_sha256(file)
    known = next((line for line in (*listed, *seeds) if line.value.sha256 == sha256), None)
    if known is None and file.resolve().is_relative_to((home / "seeds").resolve()):
        raise UsageError(f"{file} lies in seeds/: add its line to seeds/{MANIFEST}, then run 'onrecord ingest'.")
    there = next((line for line in listed if (corpus / line.value.path).resolve() == file.resolve()), None)
    before = None if known or there else _of_that_name(home, listed, file, about)
    if before and not replace:
        raise UsageError(
            f"{before.value.id} is there with other content. Say --replace to take {file} in its place, or run "
            f"'onrecord remove {before.value.id}' first, or give the file another name to keep both."
        )
    instead = known or there or before
    if known:
        new = _told_anew(known.value, about, is_seed=known not in listed)
    elif there:
        new = there.value.model_copy(update={"sha256": sha256})
    else:
        about = (
            {**before.value.model_dump(exclude_unset=True, exclude={"path", "sha256"}), **about} if before else about
        )
        taken = {line.value.id: line.place for line in (*listed, *seeds) if line is not before}
        new = _new_line(home, file, sha256, about, says, taken)
    if known and new == known.value:
        return Added(new, new=False)
    raw = manifest_of(corpus, listed)
    raw = with_lines(raw, {instead.number: as_line(new)}) if instead else appended(raw, [as_line(new)])
    try:
        corpus.mkdir(parents=True, exist_ok=True)
        if not known and file.resolve() != (corpus / new.path).resolve():
            _copy(file, corpus / new.path, sha256)
        if before:
            kept = free_path(home / REMOVED, before.value.path, before.value.sha256)
            keep_lines(home / REMOVED / MANIFEST, [as_line(before.value.model_copy(update={"path": kept}))])
        write_whole(corpus / MANIFEST, raw)
        if before:
            put_aside(corpus / before.value.path, home / REMOVED / kept)
    except OSError as exc:
        place = exc.filename or corpus
        raise CorpusError(f"{place} cannot be written: {why_not(exc)}, or set ONRECORD_CASE elsewhere.") from exc
    return Added(new, new=not (known or there), changed=bool(known or there))


def _of_that_name(
    home: Path, listed: list[Line[ManifestLine]], file: Path, about: Mapping[str, object]
) -> Line[ManifestLine] | None:
    """The source that was made of a file of the same name and kind, which a file from outside of the case is another version of; one of another
    address is another page."""
    if file.resolve().is_relative_to(home.resolve()):
        return None
    stem, kind = safe_id(file.stem), file.suffix.lower()
    for line in listed:
        told, path = line.value, Path(line.value.path)
        names = (stem, f"{stem}-{told.sha256[:12]}")
        same = told.id == stem and path.stem in names and path.suffix.lower() == kind
        if same and about.get("url", told.url) == told.url and not is_record(told.path):
            return line
    return None


def _told_anew(known: ManifestLine, about: Mapping[str, object], is_seed: bool) -> ManifestLine:
    """A known file's line with what ``about`` says otherwise; an address that it had stays. Raises UsageError for one in seeds/."""
    fields = known.model_dump(exclude_unset=True)
    told = {n: v for n, v in about.items() if fields.get(n) != v and not (n == "url" and known.url)}
    if not told:
        return known
    if is_record(known.path):
        raise wrong(_OPTIONS, next(iter(told)), f"belongs in the front matter of {known.path}")
    if is_seed:
        raise UsageError(
            f"{known.path} lies in seeds/: change its line in seeds/{MANIFEST}, then run 'onrecord ingest'."
        )
    return check(ManifestLine, {**fields, **told}, _OPTIONS)


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
        says = before.model_dump(exclude_unset=True, exclude={"id"} if before.id in taken else set())
    if is_record(path):
        if about:
            raise wrong(_OPTIONS, next(iter(about)), f"belongs in the front matter of {path}")
        about, says = {"id": parse_record(real).front.id}, NOTHING
    own = {"id": stem if stem not in taken else f"{stem}-{sha256[:12]}"}
    line = check(ManifestLine, {**own, **says, **about, "path": path, "sha256": sha256}, _OPTIONS)
    if line.id in taken:
        raise wrong(_OPTIONS, "id", f"{line.id!r} is already used by {taken[line.id]}")
    return line


def _copy(file: Path, target: Path, sha256: str) -> None:
    """``target`` with the bytes of ``file``, appearing whole or not at all."""

    def fill(copy: BinaryIO) -> None:
        with file.open("rb") as original:
            shutil.copyfileobj(original, copy)
        copy.flush()
        if file_sha256(Path(copy.name)) != sha256:
            raise CorpusError(f"{file} changed while it was copied. Run 'onrecord ingest' again.")

    fill_whole(target, fill)
