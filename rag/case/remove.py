"""Sources are taken out of a case: their manifest lines go, their files are kept in ``removed/``, and the rest stays readable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rag.case.editors import QUESTIONS, checked, question_lines, read_claims, read_disputes
from rag.case.folder import MANIFEST, file_inside, lines_of, unlisted
from rag.case.lines import KnownQuestion, Line, ManifestLine, wrong
from rag.case.listed import Listed, list_sources, no_sources
from rag.case.places import in_words, step_to
from rag.case.referring import (
    Reference,
    claims_naming_nothing,
    disputes_naming_nothing,
    places,
    questions_left,
    questions_naming_nothing,
)
from rag.case.removed import REMOVED, free_path, keep_lines, put_aside, sha256_or_none
from rag.common.files import sweep_parts, why_not, write_whole
from rag.errors import CorpusError, UsageError


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
    listed: bool  # the folder has a manifest; without one every file in it counts
    refusal: str = ""
    manifest: bytes | None = None  # what the manifest becomes; None where the folder has none and needs none
    known: bytes | None = None  # what the known questions become; None where they stay


def plan_removal(home: Path, ids: Sequence[str], with_questions: bool = False) -> Removal:
    """What taking the sources of ``ids`` out of the case in ``home`` would change; nothing is changed yet.

    A file of theirs that is missing or has changed is no error. Raises UsageError for an id that is not in ``corpus/`` and for the
    last source of all, CorpusError for whatever else of the case is wrong.
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
    going = tuple(_going(line, home, left) for line in found)
    claims, disputes = claims_naming_nothing(corpus, left), disputes_naming_nothing(corpus, left)
    known = question_lines(corpus)
    questions, kept = questions_naming_nothing(known, left), questions_left(known, left)
    removal = Removal(
        home=home,
        going=going,
        claims=claims,
        disputes=disputes,
        questions=questions,
        dropped=frozenset(line.number for line in known) - {line.number for line in kept},
        only_article=not left.sources,
        listed=(corpus / MANIFEST).is_file(),
        refusal=_refusal(wanted, claims, disputes, () if with_questions else questions),
        manifest=_manifest(corpus, found, left, going),
        known=_questions(corpus, questions, kept) if questions and with_questions else None,
    )
    if not removal.refusal:  # then the case has to be readable afterwards
        read_claims(corpus, left.records, left.kinds)
        read_disputes(corpus, left.records, left.kinds)
        checked(kept, left.records, left.kinds)
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
        if removal.manifest is not None:
            write_whole(corpus / MANIFEST, removal.manifest)
    except OSError as exc:
        place = exc.filename or removal.home
        raise CorpusError(f"{place} cannot be written ({why_not(exc)}). Nothing is lost: run it again.") from exc
    return tuple(_moved(one, kept, removal.manifest is not None) for one in removal.going)


def _moved(one: Going, kept: Path, listed: bool) -> Going:
    """The source with its file moved; where that fails it stays where it is, which only matters to a folder without a list."""
    if not one.kept:
        return one
    try:
        put_aside(one.file, kept / one.kept)
    except OSError as exc:
        if not listed:
            raise CorpusError(
                f"{one.file} cannot be moved to {kept} ({why_not(exc)}): {one.line.id!r} stays a source. Move the file yourself."
            ) from exc
        return replace(one, kept="", why=f"it cannot be moved ({why_not(exc)})")
    return one


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
    sha256 = sha256_or_none(file) or told.sha256
    told = told.model_copy(update={"sha256": sha256})
    return Going(told, file, kept=free_path(home / REMOVED, told.path, sha256))


def _refusal(
    ids: Sequence[str], claims: Sequence[Reference], disputes: Sequence[Reference], questions: Sequence[Reference]
) -> str:
    """Why ``ids`` may not go, and the next step; empty where nothing names them."""
    them = "it" if len(ids) == 1 else "them"
    said = []
    if claims:
        fields = " and ".join(sorted({field for one in claims for field in one.fields}))
        said.append(f"{places(claims)} ({fields}): name there what decides without {them}, or nothing")
    if disputes:
        said.append(f"{places(disputes)} (sides): name there who else says so, or delete the line")
    if questions:
        said.append(f"{places(questions)} (answered_by): change that, or let --with-questions take {them} out of there")
    if not said:
        return ""
    return f"{in_words(ids)} cannot go while the case names {them}. {'; '.join(said)}."


def _manifest(corpus: Path, found: Sequence[Line[ManifestLine]], left: Listed, going: Sequence[Going]) -> bytes | None:
    """The manifest without the lines that go, its other bytes as they are.

    Without a manifest every file counts and none is written, unless another source would be called otherwise, for its id came from a
    name that both had, or a file stays that would go on counting.
    """
    if (corpus / MANIFEST).is_file():
        return _rewritten(corpus / MANIFEST, {line.number: None for line in found})
    after = unlisted(corpus, {one.line.path for one in going})
    if [line.value for line in after] == [line.value for line in left.sources] and all(one.kept for one in going):
        return None
    return b"".join(line.value.model_dump_json(exclude_defaults=True).encode() + b"\n" for line in left.sources)


def _questions(corpus: Path, changed: Sequence[Reference], kept: Sequence[Line[KnownQuestion]]) -> bytes:
    """The known questions as they are left; lines that name nothing that goes keep their bytes."""
    left = {line.number: line.value.model_dump_json(exclude_defaults=True) for line in kept}
    return _rewritten(corpus / QUESTIONS, {one.number: left.get(one.number) for one in changed})


def _rewritten(file: Path, lines: Mapping[int, str | None]) -> bytes:
    """The file's bytes with other words in these lines, counted from 1, and without those that are None."""
    found = []
    for number, raw in enumerate(file.read_bytes().split(b"\n"), 1):
        line = lines.get(number, "")
        if line is not None:
            found.append(line.encode() if line else raw)
    return b"\n".join(found)


def _keep_questions(file: Path, kept: Path, changed: Sequence[Reference]) -> None:
    """Add the lines that change or go to ``kept``, where they are not there already; raises OSError."""
    before = kept.read_bytes() if kept.is_file() else b""
    raw, held = file.read_bytes().split(b"\n"), set(before.split(b"\n"))
    lines = [line for line in (raw[one.number - 1].rstrip(b"\r") for one in changed) if line not in held]
    write_whole(kept, before + b"".join(line + b"\n" for line in lines))
