"""The index brought up to date with the case and its fetched originals; every fact of the case's records held against these."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from rag.answer.proving import prover
from rag.case import Entry, read_case, read_record
from rag.case.audited import AuditedSource, AuditReport, read_audit, write_audit
from rag.case.folder import source_ids
from rag.case.originals import Original, read_originals
from rag.common.clock import Tick
from rag.common.files import file_sha256, refused_to_write
from rag.errors import LoadError, StoreError, UsageError, one_line
from rag.index.snapshot import Skipped, now, readable_snapshot
from rag.ingest.apart import Apart, reader_apart
from rag.ingest.build import SPLITTER, BuildReport, build
from rag.ingest.read import Superseding
from rag.reason import Code, reason
from rag.settings import Settings
from rag.sources import Audit, SourceText
from rag.verify.records import OriginalText, finding, hold


def audit(
    settings: Settings,
    originals: Mapping[str, Path],
    only: Collection[str] = (),
    tick: Tick = lambda stage, done, total: None,
) -> AuditReport:
    """Hold the records of ``only`` (all, when empty) against ``originals``, files by source id, and store the result.

    Sources without an original are left out; earlier findings on sources that are not ``only`` stay. Raises
    UsageError for an id that is no record of the case, CorpusError or StoreError when those are wrong.
    """
    records = {e.source.id: e for e in read_case(settings.home).entries if e.record}
    for unknown in (one for one in only if one not in records):
        raise UsageError(f"source '{unknown}' is no record of this case. See 'onrecord sources'.")
    wanted = [i for i in records if i in originals and (not only or i in only)]
    found: dict[str, AuditedSource] = {}
    reader = reader_apart(settings.read_timeout_s, settings.read_memory_mb)
    for done, source_id in enumerate(wanted):
        tick("audit", done, len(wanted))
        found[source_id] = _audit(records[source_id], originals[source_id], settings, reader)
    tick("audit", len(wanted), len(wanted))
    report = AuditReport(sources=tuple(found.values()))
    earlier = {source.source_id: source for source in _earlier(settings.data_dir).sources}
    if any(
        (was := earlier.get(i)) is None or one.model_copy(update={"made": was.made}) != was for i, one in found.items()
    ):  # else the folder may be read-only
        merged = {i: one for i, one in earlier.items() if only and i in originals} | found
        write_audit(settings.data_dir, AuditReport(sources=tuple(merged[i] for i in records if i in merged)))
    return report


def audited(
    settings: Settings,
    originals: Mapping[str, Path],
    tick: Tick = lambda stage, done, total: None,
    anew: bool = False,
) -> tuple[AuditedSource, ...]:
    """The findings on every record with an original: the stored ones where nothing has changed since, else made now.

    All are made ``anew`` when asked; one whose original could not be read always is, as a setting may have changed.
    """
    records = {e.source.id: e for e in read_case(settings.home).entries if e.record and e.source.id in originals}
    known = {source.source_id: source for source in _earlier(settings.data_dir).sources}
    stale = [i for i, entry in records.items() if anew or not _is_current(known.get(i), entry, originals[i])]
    if stale:
        known |= {source.source_id: source for source in audit(settings, originals, stale, tick).sources}
    return tuple(known[i] for i in records)


def _is_current(found: AuditedSource | None, entry: Entry, file: Path) -> bool:
    if found is None or found.problem or found.reader != SPLITTER or found.original_sha256 != file_sha256(file):
        return False
    return found.record_sha256 == read_record(entry.path).source.sha256


def _earlier(data: Path) -> AuditReport:
    """The stored report; one that is damaged is written anew."""
    try:
        return read_audit(data)
    except StoreError:
        return AuditReport()


def _audit(entry: Entry, file: Path, settings: Settings, reader: Apart) -> AuditedSource:
    """One record against its original; an original that cannot be read leaves every fact unchecked."""
    record, sha256, problem = read_record(entry.path), file_sha256(file), ""
    try:
        read = reader.load(file, settings.max_file_mb)
        source = replace(record.source, title=read.title, language=read.language, published=read.published)
        original = OriginalText(SourceText(source, read.text, read.blocks))
    except LoadError as exc:
        original, problem = None, str(exc)
    told = [(block.span.of(record.text), block) for block in record.blocks]
    facts = tuple(
        hold(*one, original) if original else finding(*one, Audit.NOT_CHECKED, [reason(Code.UNREADABLE, why=problem)])
        for one in told
    )
    if file_sha256(file) != sha256:  # it was replaced while it was read: which of the two was compared?
        raise StoreError(f"original {file} changed while it was audited. Run 'onrecord audit' again.")
    return AuditedSource(
        source_id=record.source.id,
        title=record.source.title,
        original=_shown(file, settings.data_dir),
        original_sha256=sha256,
        record_sha256=record.source.sha256,
        made=now(),
        reader=SPLITTER,
        problem=problem,
        facts=facts,
    )


def _shown(file: Path, data: Path) -> str:
    """Relative to the data folder where it lies inside, so that the folder may move."""
    whole = file.resolve()
    return whole.relative_to(data.resolve()).as_posix() if whole.is_relative_to(data.resolve()) else str(whole)


def renew(settings: Settings, tick: Tick = lambda stage, done, total: None, rebuild: bool = False) -> BuildReport:
    """Build the index where something changed; fetched originals take the place of our records.

    An original that cannot be used leaves its record serving, and the report says why. Raises CorpusError or
    StoreError; the old index stays.
    """
    try:
        originals = read_originals(settings.data_dir, source_ids(settings.home))
    except StoreError as exc:  # a damaged lock must not stop the records
        problems = [Skipped(file="originals", reason=str(exc))]
        return build(settings, tick, rebuild, skipped=problems, prove=prover(settings, rebuild))
    skipped = [Skipped(file="originals", reason=problem) for problem in originals.problems]
    used: dict[str, Superseding] = {}
    if originals.sound:
        files = {i: original.path(settings.data_dir) for i, original in originals.sound.items()}
        for found in audited(settings, files, tick, anew=rebuild):
            problem = _unusable(found)
            if problem:
                skipped.append(Skipped(file=found.original, reason=problem))
            else:
                used[found.source_id] = _superseding(originals.sound[found.source_id], found, settings)
    return build(settings, tick, rebuild, originals=used, skipped=skipped, prove=prover(settings, rebuild))


def renew_or_serve(settings: Settings, tick: Tick = lambda stage, done, total: None) -> str:
    """The index renewed before it is served; where nothing can be written, why the one that is there answers as it is, in one line.

    Raises as ``renew`` does where there is none, and for any other trouble.
    """
    try:
        renew(settings, tick)
    except StoreError as exc:
        if refused_to_write(settings.data_dir) is None or readable_snapshot(settings) is None:
            raise
        return f"the index is served as it is: {one_line(exc)}"
    return ""


def _unusable(found: AuditedSource) -> str:
    """Why an original cannot take its record's place; "" when it can."""
    if found.problem:
        return f"the original of {found.source_id} cannot be read, our record serves: {found.problem}"
    if found.bears_nothing:
        return (
            f"the original of {found.source_id} bears none of the facts we have of it, so our record"
            " serves. Look at the file: it may be another page than the one meant."
        )
    return ""


def _superseding(original: Original, found: AuditedSource, settings: Settings) -> Superseding:
    return Superseding(
        file=original.path(settings.data_dir),
        sha256=original.sha256,
        url=original.final_url,
        retrieved=original.retrieved,
        archived=original.archived,
        stands={fact.id: fact.start for fact in found.borne},
        kept=frozenset(found.kept),
    )
