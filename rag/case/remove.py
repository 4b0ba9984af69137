"""Sources are taken out of a case: their manifest lines go, their files are kept in ``removed/``, and the rest stays readable.

``removed/`` has the files under the paths that they had in ``corpus/``, and what the manifest said of them. Nothing reads it but
``onrecord add``, which puts a file that lies there back as it was.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from rag.case.editors import (
    ANSWERS,
    DISPUTES,
    LEDGER,
    QUESTIONS,
    read_answers,
    read_claims,
    read_disputes,
    read_questions,
)
from rag.case.folder import MANIFEST, Listed, file_inside, lines_of, list_sources, manifest_of, no_sources
from rag.case.lines import (
    Dispute,
    KnownQuestion,
    LedgerClaim,
    Line,
    ManifestLine,
    PreparedAnswer,
    as_line,
    lines_in,
    with_lines,
    wrong,
)
from rag.case.places import in_words, step_to
from rag.common.files import file_sha256, fill_whole, sweep_parts, sync_folder, why_not, write_whole
from rag.errors import CorpusError, UsageError

_SHOWN = 5  # lines that a message names one by one
REMOVED = "removed"
_STEPS = {  # where a line names what goes
    LEDGER: "name there what decides without {them}, or nothing",
    DISPUTES: "name there who else says so, or delete the line",
    ANSWERS: "take the sentences out that rest on {them}, or delete the line",
    QUESTIONS: "change that, or let --with-questions take {them} out of there",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A line of a list and what one of its fields names; ``what`` is the id of a claim, dispute or prepared answer, or a question's words."""

    file: str
    number: int  # of the line, from 1
    what: str
    field: str
    names: tuple[str, ...]

    @property
    def place(self) -> str:
        """As a message tells it: "corpus/claims.jsonl line 3"."""
        return f"corpus/{self.file} line {self.number}"


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
    """What taking sources out changed."""

    going: tuple[Going, ...]
    questions: tuple[Reference, ...]  # known ones that named them
    dropped: frozenset[int]  # the numbers of those that no other source answers
    only_article: bool  # no source is left beside the article
    listed: bool  # the folder had a manifest; without one every file in it counted until now
    known: bytes | None = None  # what the known questions became; None where they stay


def remove_documents(home: Path, ids: Sequence[str], with_questions: bool = False) -> Removal:
    """Take the sources of ``ids`` out of the case in ``home``: all of them, or none where one cannot go.

    A file of theirs that is missing or has changed is no error. What a record says of the ledger (``bears_on``) goes with it. Raises
    UsageError for an id that is not in ``corpus/``, for the last source of all and while the case names one that goes, CorpusError
    for whatever else of the case is wrong and where it cannot be written.

    What is kept is written first, then the manifest changes in one rename, then the files move: killed in between, the case is
    readable and nothing is lost. One process at a time may change a case: the caller holds its locks.
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
    named = list(_naming(corpus, left))
    questions = {one.number: one for one in named if one.file == QUESTIONS}
    if said := _refusal(wanted, [one for one in named if not (with_questions and one.file == QUESTIONS)]):
        raise UsageError(said)
    # Then the case has to be readable afterwards.
    read_claims(corpus, left.records, left.kinds)
    read_disputes(corpus, left.records, left.kinds)
    read_answers(corpus, left.records, left.kinds)
    told = lines_in(corpus, QUESTIONS, KnownQuestion)
    kept = {line.number: _without(line.value, questions.get(line.number)) for line in told}
    read_questions([replace(line, value=one) for line in told if (one := kept[line.number])], left.records, left.kinds)
    removal = Removal(
        going=tuple(_going(line, home, left) for line in found),
        questions=tuple(questions.values()),
        dropped=frozenset(number for number, question in kept.items() if question is None),
        only_article=not left.sources,
        listed=(corpus / MANIFEST).is_file(),
    )
    if questions:
        instead = {number: as_line(one) if (one := kept[number]) else None for number in questions}
        removal = replace(removal, known=with_lines((corpus / QUESTIONS).read_bytes(), instead))
    try:
        _write(home, removal, with_lines(manifest_of(corpus, lines), dict.fromkeys(line.number for line in found)))
    except OSError as exc:
        place = exc.filename or home
        raise CorpusError(f"{place} cannot be written ({why_not(exc)}). Nothing is lost: run it again.") from exc
    return replace(removal, going=tuple(_moved(one, home / REMOVED) for one in removal.going))


def _write(home: Path, removal: Removal, manifest: bytes) -> None:
    """Keep what goes of the lists in ``removed/``, then change them; raises OSError."""
    corpus, kept = home / "corpus", home / REMOVED
    for folder, name in ((corpus, MANIFEST), (corpus, QUESTIONS), (kept, "*")):
        sweep_parts(folder, name)
    told = (one.line.model_copy(update={"path": one.kept or one.line.path}) for one in removal.going)
    keep_lines(kept / MANIFEST, map(as_line, told))
    if removal.known is not None:
        lines = (corpus / QUESTIONS).read_bytes().split(b"\n")
        keep_lines(kept / QUESTIONS, (lines[one.number - 1].rstrip(b"\r") for one in removal.questions))
        write_whole(corpus / QUESTIONS, removal.known)
    write_whole(corpus / MANIFEST, manifest)


def _moved(one: Going, kept: Path) -> Going:
    """The source with its file moved; where that fails it stays where it is, listed no more."""
    if one.kept:
        try:
            put_aside(one.file, kept / one.kept)
        except OSError as exc:
            return replace(one, kept="", why=f"it cannot be moved ({why_not(exc)})")
    return one


def _naming(corpus: Path, left: Listed) -> Iterator[Reference]:
    """The lines of the case's lists that name what is not ``left``, with the names that are lost."""
    facts, kinds = {fact.id for record in left.records.values() for fact in record.facts}, left.kinds
    for one in _references(corpus):
        if lost := tuple(name for name in one.names if name not in facts and name.partition(":")[0] not in kinds):
            yield replace(one, names=lost)


def _references(corpus: Path) -> Iterator[Reference]:
    for claim in lines_in(corpus, LEDGER, LedgerClaim):
        yield Reference(LEDGER, claim.number, claim.value.id, "fact_ids", claim.value.fact_ids)
        yield Reference(LEDGER, claim.number, claim.value.id, "would_decide", claim.value.would_decide)
    for dispute in lines_in(corpus, DISPUTES, Dispute):
        names = tuple(name for side in dispute.value.sides for name in side.fact_ids)
        yield Reference(DISPUTES, dispute.number, dispute.value.id, "sides", names)
    for prepared in lines_in(corpus, ANSWERS, PreparedAnswer):
        names = tuple(name for sentence in prepared.value.answer for name in sentence.fact_ids)
        yield Reference(ANSWERS, prepared.number, prepared.value.id, "answer", names)
    for known in lines_in(corpus, QUESTIONS, KnownQuestion):
        yield Reference(QUESTIONS, known.number, known.value.question, "answered_by", known.value.answered_by)


def _refusal(ids: Sequence[str], named: Sequence[Reference]) -> str:
    """Why ``ids`` may not go, and the next step; empty where nothing names them."""
    them = "it" if len(ids) == 1 else "them"
    said = []
    for file, step in _STEPS.items():
        if here := [one for one in named if one.file == file]:
            fields = " and ".join(sorted({one.field for one in here}))
            said.append(f"corpus/{file} {_numbers(here)} ({fields}): {step.format(them=them)}")
    return f"{in_words(ids)} cannot go while the case names {them}. {'; '.join(said)}." if said else ""


def _numbers(references: Sequence[Reference]) -> str:
    """Of their lines: "lines 1, 2 and 4"."""
    numbers = [str(number) for number in dict.fromkeys(one.number for one in references)]
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    if len(numbers) > _SHOWN:
        numbers[_SHOWN:] = [f"{len(numbers) - _SHOWN} more"]
    return f"lines {', '.join(numbers[:-1])} and {numbers[-1]}"


def _without(known: KnownQuestion, lost: Reference | None) -> KnownQuestion | None:
    """The question without lost answers; None where it had answers and has none any more, for it is none that the sources are silent on."""
    if lost is None:
        return known
    answers = tuple(name for name in known.answered_by if name not in lost.names)
    return known.model_copy(update={"answered_by": answers}) if answers else None


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


def free_path(folder: Path, path: str, sha256: str) -> str:
    """``path``, or one beside it whose name carries the content's hash where another file is in its place."""
    wanted = PurePosixPath(path)
    stem = wanted.stem.removesuffix(f"-{sha256[:12]}")
    for name in (wanted.name, f"{stem}-{sha256[:12]}{wanted.suffix}", f"{stem}-{sha256}{wanted.suffix}"):
        there = folder / wanted.with_name(name)
        if not there.is_symlink() and (not there.exists() or file_sha256(there) == sha256):
            return wanted.with_name(name).as_posix()
    raise CorpusError(f"{folder / path} is in the way. Move it elsewhere and try again.")


def keep_lines(file: Path, lines: Iterable[bytes]) -> None:
    """Add ``lines`` to a list in ``removed/``, each once; raises OSError."""
    more = list(lines)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, b"".join(line + b"\n" for line in (*(one for one in _lines(file) if one not in more), *more)))


def line_before(home: Path, file: Path, sha256: str) -> ManifestLine | None:
    """The line that a file of ``removed/`` had in the manifest; None for any other file and for one that has changed since."""
    folder = (home / REMOVED).resolve()
    if not file.resolve().is_relative_to(folder):
        return None
    path = file.resolve().relative_to(folder).as_posix()
    for raw in reversed(_lines(folder / MANIFEST)):
        with suppress(ValidationError):  # somebody has changed it: then the file is added like any other
            line = ManifestLine.model_validate_json(raw)
            if (line.path, line.sha256) == (path, sha256):
                return line
    return None


def put_aside(file: Path, target: Path) -> None:
    """Move ``file`` to ``target``, which is free or of the same bytes; raises OSError, and then it lies where it lay.

    It is copied whole before it goes: the two may be on different disks, and of a link the content is kept.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with file.open("rb") as original:
        fill_whole(target, lambda copy: shutil.copyfileobj(original, copy))
    file.unlink()
    with suppress(OSError):  # it has moved, whether or not the disk says so yet
        sync_folder(file.parent)


def _lines(file: Path) -> list[bytes]:
    """The lines of a list as they are, blank ones left out; none without it. Raises OSError."""
    return [raw for raw in file.read_bytes().split(b"\n") if raw.strip()] if file.is_file() else []
