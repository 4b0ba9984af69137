"""Sources are taken out of a case: their manifest lines go, their files are kept in ``removed/``, and the rest stays readable.

``removed/`` has the files under the paths that they had in ``corpus/``, and what the manifest said of them. Nothing reads it but
``onrecord add``, which puts a file that lies there back as it was.
"""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import ValidationError

from rag.case.editors import DISPUTES, LEDGER, QUESTIONS, checked, read_claims, read_disputes
from rag.case.folder import MANIFEST, Listed, file_inside, lines_of, list_sources, manifest_of, no_sources
from rag.case.lines import Dispute, KnownQuestion, LedgerClaim, Line, ManifestLine, as_line, lines_in, with_lines, wrong
from rag.case.places import in_words, step_to
from rag.common.files import file_sha256, fill_whole, sweep_parts, sync_folder, why_not, write_whole
from rag.errors import CorpusError, UsageError

_SHOWN = 5  # lines that a message names one by one
Told = TypeVar("Told", LedgerClaim, Dispute, KnownQuestion)
REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Reference:
    """A line that names what goes, and in which of its fields; ``what`` is a claim's or a dispute's id or a question's words."""

    place: str  # "corpus/claims.jsonl line 3"
    number: int  # of the line, from 1
    what: str
    fields: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Going:
    """A source that goes, as its manifest line has it, and its file; ``kept`` is the file's path in ``removed/``, or else ``why`` says
    why it is not moved there."""

    line: ManifestLine
    file: Path
    kept: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """What taking sources out would change; ``refusal`` says why it may not be."""

    home: Path
    going: tuple[Going, ...]
    claims: tuple[Reference, ...]  # of the ledger, that would name nothing
    disputes: tuple[Reference, ...]  # that would
    questions: tuple[Reference, ...]  # known ones likewise
    dropped: frozenset[int]  # the numbers of those that no other source answers
    only_article: bool  # no source is left beside the article
    listed: bool  # the folder has a manifest; without one every file in it counted until now
    refusal: str
    manifest: bytes  # what the manifest becomes
    known: bytes | None = None  # what the known questions become; None where they stay


def plan_removal(home: Path, ids: Sequence[str], with_questions: bool = False) -> Removal:
    """What taking the sources of ``ids`` out of the case in ``home`` would change; nothing is changed yet.

    A file of theirs that is missing or has changed is no error. What a record says of the ledger (``bears_on``) goes with it. Raises
    UsageError for an id that is not in ``corpus/`` and for the last source of all, CorpusError for whatever else of the case is wrong.
    """
    corpus, wanted = home / "corpus", tuple(dict.fromkeys(ids))
    lines, articles = lines_of(corpus), lines_of(home / "seeds")
    if not lines and not articles:
        raise no_sources(home)
    found = [_found(source_id, lines, articles, home) for source_id in wanted]
    if len(found) == len(lines) and not articles:
        raise UsageError(
            f"{in_words(wanted)} would leave {home} without any source. Add another first, or delete the folder."
        )
    left = list_sources(home, without=wanted)
    facts, kinds = {fact.id for record in left.records.values() for fact in record.facts}, left.kinds

    def lost(names: Iterable[str]) -> list[str]:
        return [name for name in names if name not in facts and name.partition(":")[0] not in kinds]

    claims = _references(
        lines_in(corpus, LEDGER, LedgerClaim),
        lambda one: (one.id, {"fact_ids": lost(one.fact_ids), "would_decide": lost(one.would_decide)}),
    )
    disputes = _references(
        lines_in(corpus, DISPUTES, Dispute),
        lambda one: (one.id, {"sides": lost(name for side in one.sides for name in side.fact_ids)}),
    )
    known = lines_in(corpus, QUESTIONS, KnownQuestion)
    questions = _references(known, lambda one: (one.question, {"answered_by": lost(one.answered_by)}))
    changed = {one.number: one.names for one in questions}
    kept = {line.number: _without(line.value, changed.get(line.number, ())) for line in known}
    removal = Removal(
        home=home,
        going=tuple(_going(line, home, left) for line in found),
        claims=claims,
        disputes=disputes,
        questions=questions,
        dropped=frozenset(number for number, question in kept.items() if question is None),
        only_article=not left.sources,
        listed=(corpus / MANIFEST).is_file(),
        refusal=_refusal(wanted, claims, disputes, () if with_questions else questions),
        manifest=with_lines(manifest_of(corpus, lines), dict.fromkeys(line.number for line in found)),
    )
    if removal.refusal:
        return removal
    # Then the case has to be readable afterwards.
    read_claims(corpus, left.records, left.kinds)
    read_disputes(corpus, left.records, left.kinds)
    stay = ((line, kept[line.number]) for line in known)
    checked([replace(line, value=value) for line, value in stay if value], left.records, left.kinds)
    if changed and with_questions:
        instead = {number: as_line(one) if (one := kept[number]) else None for number in changed}
        return replace(removal, known=with_lines((corpus / QUESTIONS).read_bytes(), instead))
    return removal


def carry_out(removal: Removal) -> tuple[Going, ...]:
    """Do it, and say where each file is now; raises UsageError where it is refused, CorpusError where the case cannot be written.

    What is kept is written first, then the manifest changes in one rename, then the files move: killed in between, the case is
    readable and nothing is lost. One process at a time may change a case: the caller holds its locks.
    """
    if removal.refusal:
        raise UsageError(removal.refusal)
    corpus, kept = removal.home / "corpus", removal.home / REMOVED
    try:
        for folder, name in ((corpus, MANIFEST), (corpus, QUESTIONS), (kept, "*")):
            sweep_parts(folder, name)
        keep_lines(kept, [one.line.model_copy(update={"path": one.kept or one.line.path}) for one in removal.going])
        if removal.known is not None:
            _keep_questions(corpus / QUESTIONS, kept / QUESTIONS, removal.questions)
            write_whole(corpus / QUESTIONS, removal.known)
        write_whole(corpus / MANIFEST, removal.manifest)
    except OSError as exc:
        place = exc.filename or removal.home
        raise CorpusError(f"{place} cannot be written ({why_not(exc)}). Nothing is lost: run it again.") from exc
    return tuple(_moved(one, kept) for one in removal.going)


def _moved(one: Going, kept: Path) -> Going:
    """The source with its file moved; where that fails it stays where it is, listed no more."""
    if one.kept:
        try:
            put_aside(one.file, kept / one.kept)
        except OSError as exc:
            return replace(one, kept="", why=f"it cannot be moved ({why_not(exc)})")
    return one


def _references(
    lines: Iterable[Line[Told]], told: Callable[[Told], tuple[str, Mapping[str, Sequence[str]]]]
) -> tuple[Reference, ...]:
    """The lines with names that are lost; ``told``: what a line is called, and by field the names of it that are."""
    found = []
    for line in lines:
        what, lost = told(line.value)
        if names := tuple(name for some in lost.values() for name in some):
            fields = tuple(field for field, some in lost.items() if some)
            found.append(Reference(line.place, line.number, what, fields, names))
    return tuple(found)


def _without(known: KnownQuestion, lost: Sequence[str]) -> KnownQuestion | None:
    """The question without these answers; None where it had answers and has none any more, for it is none that the sources are silent on."""
    answers = tuple(name for name in known.answered_by if name not in lost)
    return known.model_copy(update={"answered_by": answers}) if answers or not lost else None


def _found(
    source_id: str, lines: Sequence[Line[ManifestLine]], articles: Sequence[Line[ManifestLine]], home: Path
) -> Line[ManifestLine]:
    """The one line of ``corpus/`` with that id; raises UsageError for an article and an unknown one, CorpusError for two lines."""
    own = [line for line in lines if line.value.id == source_id]
    if len(own) > 1:
        raise wrong(own[1].place, "id", f"{source_id!r} is already used by {own[0].place}")
    if own:
        return own[0]
    for line in articles:
        if line.value.id == source_id:
            listed = (home / "seeds" / MANIFEST).is_file()
            step = f"delete its line in seeds/{MANIFEST}" if listed else "move that file elsewhere"
            raise UsageError(
                f"{source_id!r} is the article under examination (seeds/{line.value.path}), whose claims the ledger lists. For another "
                f"article start another case: 'onrecord new'. To take it out all the same, {step} and run 'onrecord ingest'."
            )
    called = {line.value.id: (line.value.title, line.value.path) for line in (*lines, *articles)}
    raise UsageError(f"there is no source {source_id!r} in {home}. {step_to(source_id, called)}")


def _going(line: Line[ManifestLine], home: Path, left: Listed) -> Going:
    """Where the file of a line lies and where it is kept; it stays where another source is the same file."""
    corpus, told = home / "corpus", line.value
    try:
        file = file_inside(corpus, told.path, line.place)
    except CorpusError:
        return Going(told, corpus / told.path, why="there is no such file")
    for other in left.sources:
        if (corpus / other.value.path).resolve() == file.resolve():
            return Going(told, file, why=f"{other.value.id!r} is the same file")
    sha256 = file_sha256(file) or told.sha256
    told = told.model_copy(update={"sha256": sha256})
    return Going(told, file, kept=free_path(home / REMOVED, told.path, sha256))


def _refusal(
    ids: Sequence[str], claims: Sequence[Reference], disputes: Sequence[Reference], questions: Sequence[Reference]
) -> str:
    """Why ``ids`` may not go, and the next step; empty where nothing names them."""
    them = "it" if len(ids) == 1 else "them"
    steps = (
        (claims, f"name there what decides without {them}, or nothing"),
        (disputes, "name there who else says so, or delete the line"),
        (questions, f"change that, or let --with-questions take {them} out of there"),
    )
    said = [
        f"{_places(some)} ({' and '.join(sorted({field for one in some for field in one.fields}))}): {step}"
        for some, step in steps
        if some
    ]
    if not said:
        return ""
    return f"{in_words(ids)} cannot go while the case names {them}. {'; '.join(said)}."


def _places(references: Sequence[Reference]) -> str:
    """Where they stand, in one file: "corpus/claims.jsonl lines 1, 2 and 4"."""
    file = references[0].place.rpartition(" line ")[0]
    numbers = [str(one.number) for one in references[:_SHOWN]]
    if len(references) > _SHOWN:
        numbers.append(f"{len(references) - _SHOWN} more")
    if len(numbers) == 1:
        return f"{file} line {numbers[0]}"
    return f"{file} lines {', '.join(numbers[:-1])} and {numbers[-1]}"


def _keep_questions(file: Path, kept: Path, changed: Sequence[Reference]) -> None:
    """Add the lines that change or go to ``kept``, where they are not there already; raises OSError."""
    before = kept.read_bytes() if kept.is_file() else b""
    raw, held = file.read_bytes().split(b"\n"), set(before.split(b"\n"))
    lines = [line for line in (raw[one.number - 1].rstrip(b"\r") for one in changed) if line not in held]
    write_whole(kept, before + b"".join(line + b"\n" for line in lines))


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
