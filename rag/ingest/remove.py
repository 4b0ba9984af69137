"""Sources are taken out of a case under its locks; nothing that was fetched or found out about them is lost."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rag.case.audited import is_remainder, remainder_id
from rag.case.folder import source_ids
from rag.case.lock import only_builder, only_writer
from rag.case.originals import read_lock
from rag.case.remove import Going, Removal, carry_out, plan_removal
from rag.errors import StoreError, UsageError
from rag.index.snapshot import Snapshot, SnapshotSource
from rag.settings import Settings


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


def plan(settings: Settings, ids: Sequence[str], with_questions: bool, live: Snapshot | None) -> Removed:
    """What ``remove_sources`` would do; raises UsageError or CorpusError where it cannot be told."""
    removal = _planned(settings, ids, with_questions, live)
    return _with_index(settings, removal, removal.going, live)


def remove_sources(settings: Settings, ids: Sequence[str], with_questions: bool, live: Snapshot | None) -> Removed:
    """Take the sources of ``ids`` out of the case: all of them, or none where one cannot go. The index is not touched.

    ``live`` is what the index holds. Raises UsageError for a wrong id and where the case still names a source, CorpusError when the
    case is wrong or cannot be written, StoreError while another process changes it.
    """
    with only_builder(settings.data_dir), only_writer(settings.data_dir):
        removal = _planned(settings, ids, with_questions, live)
        return _with_index(settings, removal, carry_out(removal), live)


def _planned(settings: Settings, ids: Sequence[str], with_questions: bool, live: Snapshot | None) -> Removal:
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
    return plan_removal(settings.home, ids, with_questions)


def _with_index(settings: Settings, removal: Removal, going: Sequence[Going], live: Snapshot | None) -> Removed:
    fetched: dict[str, Path] = {}
    with suppress(StoreError):  # a damaged list of originals is told by what reads them
        fetched = {one.source_id: one.path(settings.data_dir) for one in read_lock(settings.data_dir).values()}
    held = {source.id: source for source in live.sources} if live else {}
    leaving = []
    for one in going:
        original = fetched.get(one.line.id)
        own = [held[source_id] for source_id in (one.line.id, remainder_id(one.line.id)) if source_id in held]
        there = original if original and original.is_file() else None
        leaving.append(Leaving(one, held.get(one.line.id), sum(source.passages for source in own), there))
    return Removed(removal, tuple(leaving))
