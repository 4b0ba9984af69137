"""Someone's own files, folders and web pages become sources of a case; what cannot be read is reported, never added. And taken out again."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from rag.case import SUFFIXES
from rag.case.add import NOTHING, add_document
from rag.case.add import Added as Line
from rag.case.audited import is_remainder, remainder_id
from rag.case.folder import only_builder, only_writer, source_ids
from rag.case.originals import read_lock
from rag.case.remove import Going, Removal, remove_documents
from rag.common.clock import Tick, read_day
from rag.errors import LoadError, Locked, OnRecordError, StoreError, UsageError
from rag.index.snapshot import Skipped, Snapshot, SnapshotSource
from rag.ingest.apart import Apart, reader_apart
from rag.ingest.load import Loaded, find_files
from rag.settings import Settings

# what an address serves, as a local file; raises an OnRecordError when it cannot be had
Download = Callable[[str], Path]
Password = Callable[[Path], str]  # of a file that needs one; "" where nobody knows it
_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Added:
    """Files that are now sources (new or known already) with their manifest lines, and those left out with the reason."""

    files: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def add_sources(
    settings: Settings,
    places: Sequence[str | Path],
    about: Mapping[str, object] = NOTHING,
    download: Download | None = None,
    replace: bool = False,
    password: Password = lambda file: "",
    tick: Tick = lambda stage, done, total: None,
) -> Added:
    """Add files, folders and addresses; ``about`` holds what a person says of all of them, which goes over what they say.

    An address needs ``download``; raises UsageError without it. One that cannot be had is skipped with the reason.
    ``password`` opens a locked PDF, of which the case gets a copy that opens without. ``tick`` hears how many have been read. Each file is read
    once before it is added, so that the case never lists what cannot be indexed. Raises UsageError when nothing at all is found, CorpusError when
    the case itself is wrong or cannot be written.
    """
    asked = [str(place) for place in places]
    addresses = [place for place in asked if is_address(place)]
    if addresses and download is None:
        raise UsageError(
            f"{addresses[0]} cannot be fetched here. Save the page in your browser, then: "
            f"onrecord --case … add FILE --url {addresses[0]}"
        )
    passed_over: list[str] = []
    foreign = [place for place in asked if _OTHER_SCHEME.match(place) and not is_address(place)]
    files = find_files([Path(place) for place in asked if place not in (*addresses, *foreign)], passed_over)
    if not files and not passed_over and not addresses and not foreign:
        raise UsageError(f"no file to read in {', '.join(asked)}. Supported: {' '.join(SUFFIXES)}.")
    skipped = [Skipped(file="", reason=reason) for reason in passed_over]
    skipped += [
        Skipped(file=place, reason=f"{place}: only http and https addresses are fetched. Save the file and add that.")
        for place in foreign
    ]
    got: list[tuple[str, Path, Mapping[str, object]]] = [(str(file), file, about) for file in files]
    for address in addresses:
        try:
            got.append((address, download(address), dict(about) | {"url": address}))  # type: ignore[misc]  # refused above
        except OnRecordError as exc:
            skipped.append(Skipped(file=address, reason=str(exc)))
    added: list[str] = []
    lines: list[Line] = []
    if len(got) > 1 and (alone := {"title", "url"} & set(about)):
        raise UsageError(
            f"--{min(alone)} belongs to one source, and there are {len(got)} here. Add the sources one by one."
        )
    reader = reader_apart(settings.read_timeout_s, settings.read_memory_mb)
    with only_builder(settings.data_dir), TemporaryDirectory(prefix="onrecord-") as opened:
        for done, (name, file, told) in enumerate(got):
            tick("adding", done, len(got))
            try:
                if name.startswith("www.") and not file.exists():
                    raise LoadError(f"{name} is no file. If it is a web address, write https://{name}.")
                loaded, file = _read(reader, file, settings.max_file_mb, password, Path(opened))
                says = {"title": loaded.title, "language": loaded.language, "doc_type": loaded.doc_type}
                says |= {"published": loaded.published} if read_day(loaded.published) else {}
                own = {field: value for field, value in says.items() if value}
                lines.append(add_document(settings.home, file, told, own, replace))
                added.append(name)
            except (LoadError, UsageError) as exc:
                skipped.append(Skipped(file=name, reason=str(exc)))
    return Added(tuple(added), tuple(lines), tuple(skipped))


def take_back(settings: Settings, added: Added, live: Snapshot) -> Added:
    """``added`` without the new files that ``live`` had to leave out: their lines are not kept, the files go to ``removed/``."""
    held = {source.id for source in live.sources}
    why = {skipped.file: skipped.reason for skipped in live.skipped}
    lost = {line.line.id: f"corpus/{line.line.path}" for line in added.lines if line.new and line.line.id not in held}
    lost = {source_id: file for source_id, file in lost.items() if file in why}
    if not lost:
        return added
    remove_sources(settings, list(lost), False, None)
    kept = [(f, line) for f, line in zip(added.files, added.lines, strict=True) if line.line.id not in lost]
    return Added(tuple(f for f, _ in kept), tuple(line for _, line in kept), added.skipped)


def _read(reader: Apart, file: Path, max_mb: int, password: Password, opened: Path) -> tuple[Loaded, Path]:
    """What a file says, and the file: of a locked one a copy in ``opened`` that opens without its password."""
    try:
        return reader.load(file, max_mb), file
    except Locked:
        secret = password(file)
        if not secret:
            raise
    copy = Path(mkdtemp(dir=opened)) / file.name
    reader.unlock(file, secret, copy)
    return reader.load(copy, max_mb), copy


def is_address(place: str) -> bool:
    """True for what begins with http:// or https://."""
    return place.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Leaving:
    """A source that goes, as the index has it and with how many passages, and its fetched original, which stays unused."""

    going: Going
    indexed: SnapshotSource | None = None
    passages: int = 0
    original: Path | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out, or would be, with what it is of the index."""

    removal: Removal
    leaving: tuple[Leaving, ...]


def remove_sources(settings: Settings, ids: Sequence[str], with_questions: bool, live: Snapshot | None) -> Removed:
    """Take the sources of ``ids`` out of the case: all of them, or none where one cannot go. The index is not touched.

    ``live`` is what the index holds. Raises UsageError for a wrong id and where the case still names a source, CorpusError when the
    case is wrong or cannot be written, StoreError while another process changes it.
    """
    with only_builder(settings.data_dir), only_writer(settings.data_dir):
        _check_known(settings, ids, live)
        removal = remove_documents(settings.home, ids, with_questions)
    fetched: dict[str, Path] = {}
    with suppress(StoreError):  # a damaged list of originals is told by what reads them
        fetched = {one.source_id: one.path(settings.data_dir) for one in read_lock(settings.data_dir).values()}
    held = {source.id: source for source in live.sources} if live else {}
    leaving = []
    for one in removal.going:
        own = [held[i] for i in (one.line.id, remainder_id(one.line.id)) if i in held]
        original = fetched.get(one.line.id)
        there = original if original and original.is_file() else None
        leaving.append(Leaving(one, held.get(one.line.id), sum(source.passages for source in own), there))
    return Removed(removal, tuple(leaving))


def _check_known(settings: Settings, ids: Sequence[str], live: Snapshot | None) -> None:
    """Raise UsageError for an id that only the index knows."""
    known = source_ids(settings.home)
    for source_id in (one for one in ids if known and one not in known):
        if is_remainder(source_id, known):
            of = source_id.removesuffix(remainder_id(""))
            raise UsageError(
                f"{source_id!r} is our record of what the original of {of!r} does not bear: remove {of!r}, and both go."
            )
        if live and any(source.id == source_id for source in live.sources):
            raise UsageError(
                f"{source_id!r} is no source of {settings.home} any more, but the index still answers from it. "
                f"Run '{settings.command} ingest'."
            )
