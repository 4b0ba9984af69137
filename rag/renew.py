"""The index brought up to date with the case and with the originals that were fetched for it."""

from __future__ import annotations

from rag.audit import audited
from rag.case.audited import AuditedSource
from rag.case.folder import source_ids
from rag.case.originals import Original, read_originals
from rag.common.clock import Tick
from rag.common.files import refused_to_write
from rag.errors import StoreError, one_line
from rag.index.owner import readable_snapshot
from rag.index.snapshot import Skipped
from rag.ingest.build import BuildReport, build
from rag.ingest.read import Superseding
from rag.settings import Settings


def renew(settings: Settings, tick: Tick = lambda stage, done, total: None, rebuild: bool = False) -> BuildReport:
    """Build the index where something changed; fetched originals take the place of our records.

    An original that cannot be used leaves its record serving, and the report says why. Raises CorpusError or
    StoreError; the old index stays.
    """
    try:
        originals = read_originals(settings.data_dir, source_ids(settings.home))
    except StoreError as exc:  # a damaged lock must not stop the records
        return build(settings, tick, rebuild, skipped=[Skipped(file="originals", reason=str(exc))])
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
    return build(settings, tick, rebuild, originals=used, skipped=skipped)


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
