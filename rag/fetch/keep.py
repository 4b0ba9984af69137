"""How one original ended: a body that came becomes it, or waits beside it when it differs from the one on record."""

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from rag.case.originals import Original, originals_dir, problem_of, read_lock, read_original, write_lock
from rag.common.files import sync_folder, why_not, write_whole
from rag.errors import StoreError, UsageError
from rag.fetch.client import Body
from rag.fetch.content import shows_the_same

NEW, OLD = ".new", ".old"


class State(StrEnum):
    """What became of one original."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    CHANGED = "changed"  # another body than the locked one: kept beside it, not taken
    REFUSED = "refused"  # we do not take this, whatever the server says next
    FAILED = "failed"  # it did not come; a later run may have more luck
    NO_NETWORK = "no network"
    NO_ADDRESS = "no address"  # the case names none, or only a copy's


@dataclass(frozen=True, slots=True)
class Outcome:
    """One source's line in the report; ``reason`` is for a person and empty where the state says all."""

    source_id: str
    state: State
    reason: str = ""
    url: str = ""
    final_url: str = ""
    file: str = ""
    bytes: int = 0


def keep(data_dir: Path, body: Body, fetched: Original) -> Outcome:
    """Take ``body`` as the original if there was none; if it differs from the locked one, put it beside and say so.

    The file is in place before the lock names it: killed between the two, the next run fetches it again.
    """
    lock, folder = read_lock(data_dir), originals_dir(data_dir)
    locked = lock.get(fetched.source_id)
    if locked:
        waiting, note = _waiting(folder, locked)
        note.unlink(missing_ok=True)  # a note must never stand beside another body
    if locked and locked.sha256 != fetched.sha256:
        body.part.replace(waiting)
        write_whole(note, json.dumps(asdict(fetched), ensure_ascii=False, indent=1))
        reason = f"changed since {locked.retrieved[:10]}: not taken; see it in {locked.file}{NEW}"
        if _only_code_differs(folder, locked, fetched):
            reason = f"changed since {locked.retrieved[:10]}, but its text is the same: not taken"
        return _outcome(State.CHANGED, fetched, reason, locked.file + NEW)
    if locked:
        waiting.unlink(missing_ok=True)
        # The date stays that of the body; what the server calls it by may be new.
        fetched = replace(locked, etag=fetched.etag, last_modified=fetched.last_modified)
        if not problem_of(locked, data_dir):
            body.part.unlink()
            if fetched != locked:
                write_lock(data_dir, lock | {fetched.source_id: fetched})
            return _outcome(State.UNCHANGED, fetched)
    body.part.replace(folder / fetched.file)
    sync_folder(folder)
    write_lock(data_dir, lock | {fetched.source_id: fetched})
    reason = "an archived copy" if fetched.archived else ""
    return _outcome(State.FETCHED, fetched, "put back: the stored file was gone or altered" if locked else reason)


def accept(data_dir: Path, source_id: str) -> Outcome:
    """Take the body that waits beside the original of ``source_id``; the one before is kept as ``.old``.

    Raises UsageError when none waits, StoreError when it is not what came. Killed at any moment, it can be run again.
    """
    lock, folder = read_lock(data_dir), originals_dir(data_dir)
    locked = lock.get(source_id)
    if not locked or not waiting_for(data_dir, locked):
        raise UsageError(f"no changed original of '{source_id}' is waiting. Run 'onrecord fetch {source_id}' first.")
    waiting, note = _waiting(folder, locked)
    try:
        new = read_original(note)
    except (OSError, ValueError) as exc:
        raise StoreError(f"{note} is damaged. Remove it and run 'onrecord fetch {source_id}'.") from exc
    try:
        if waiting.is_file():
            if problem_of(replace(new, file=waiting.name), data_dir):
                raise StoreError(f"{waiting} is not what was fetched. Run 'onrecord fetch {source_id}' again.")
            before = folder / locked.file
            if before.is_file():
                before.replace(folder / (locked.file + OLD))
            waiting.replace(folder / new.file)
            sync_folder(folder)
        elif problem_of(new, data_dir):  # not even taken half-way by an earlier run
            raise StoreError(f"{waiting} is missing. Run 'onrecord fetch {source_id}' again.")
        write_lock(data_dir, lock | {source_id: new})
        note.unlink(missing_ok=True)
    except OSError as exc:
        raise StoreError(f"{folder} cannot be written ({why_not(exc)}).") from exc
    return _outcome(State.FETCHED, new, f"accepted; the one before is kept as {locked.file}{OLD}")


def waiting_for(data_dir: Path, original: Original) -> bool:
    """True when a changed body of ``original`` waits for a decision."""
    return _waiting(originals_dir(data_dir), original)[1].is_file()


def _only_code_differs(folder: Path, locked: Original, fetched: Original) -> bool:
    """True for web pages whose words stayed while tokens, counters or scripts changed, as they do in most pages."""
    before, after = folder / locked.file, folder / (locked.file + NEW)
    pages = {locked.media_type, fetched.media_type} == {"text/html"} and before.is_file()
    return pages and shows_the_same(before, after)


def _waiting(folder: Path, original: Original) -> tuple[Path, Path]:
    """Where a changed body waits, and the note on it."""
    return folder / f"{original.file}{NEW}", folder / f"{original.file}{NEW}.json"


def _outcome(state: State, original: Original, reason: str = "", file: str = "") -> Outcome:
    return Outcome(
        original.source_id, state, reason, original.url, original.final_url, file or original.file, original.bytes
    )
