"""Whose an index is: a folder holds the index of one case, and no other case answers from it or overwrites it.

The index names the home of the case that it was made for. A case that was moved or copied together with its index is known by its
files: it may still open it and bring it up to date.
"""

from __future__ import annotations

from pathlib import Path

from rag.common.files import file_sha256
from rag.errors import StoreError
from rag.index.snapshot import OtherLayout, Snapshot, SnapshotSource, read_snapshot
from rag.settings import Settings


def live_snapshot(settings: Settings) -> Snapshot | None:
    """The live snapshot of this case, None when nothing was built; raises StoreError when it is damaged or another case's."""
    snapshot = read_snapshot(settings.data_dir)
    if snapshot and not _is_ours(snapshot, settings):
        raise StoreError(
            f"index folder {settings.data_dir} belongs to the case {snapshot.home}. Set ONRECORD_DATA to another folder, "
            f"or run '{settings.command} ingest --rebuild' to give this one to the case {settings.home}."
        )
    return snapshot


def built_snapshot(settings: Settings) -> Snapshot:
    """The same; raises StoreError when nothing was built, too."""
    snapshot = live_snapshot(settings)
    if snapshot is None:
        raise StoreError(f"no index in {settings.data_dir}. Run 'onrecord ingest' first.")
    return snapshot


def readable_snapshot(settings: Settings) -> Snapshot | None:
    """The same, and None for one of another version's layout: it is made anew."""
    try:
        return live_snapshot(settings)
    except OtherLayout:
        return None


def _is_ours(snapshot: Snapshot, settings: Settings) -> bool:
    """True for the home that the index names, and for one that holds its files.

    All of them, as a clone does; half is enough where the index came along inside the case or the old home is no more: then the case
    was copied or moved, and may have changed since.
    """
    home = settings.home
    if snapshot.home in ("", str(home)):
        return True
    of_case = [source for source in snapshot.sources if Path(source.file).parts[0] in ("corpus", "seeds")]
    held = sum(_holds(home, source) for source in of_case)
    if settings.data_dir.is_relative_to(home) or not _is_there(Path(snapshot.home)):
        return 2 * held >= len(of_case)
    return held == len(of_case)


def _holds(home: Path, source: SnapshotSource) -> bool:
    return file_sha256(home / source.file) == source.file_sha256


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # of another user, say: it cannot be told that it is no more
        return True
