"""The folder of a run: one run at a time writes there, and nothing but runs lies there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from evals.saved import ROWS
from rag.common.files import sweep_parts, why_not
from rag.errors import UsageError

REPORTS = {kind: f"report.{kind}" for kind in ("html", "json")}
LOCK = "run.lock"
_TOLD = 3  # foreign files that are named


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for one run, made where there is none; raises UsageError when it is no folder, holds other things than a
    run, cannot be written, or another run is writing there."""
    try:
        _check(folder)
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        lock.acquire(timeout=0)
    except Timeout as exc:
        raise UsageError(f"--out {folder}: another run is writing there. Wait for it, or give another folder.") from exc
    except OSError as exc:
        raise UsageError(f"--out {folder} cannot be written ({why_not(exc)}). Give a folder you may write.") from exc
    try:
        sweep_parts(folder)
        yield
    finally:
        lock.release()


def _check(folder: Path) -> None:
    """Raise UsageError where a run would be mixed into somebody's other files."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--out {folder} is a file. Give a folder.")
    if not folder.is_dir() or (folder / ROWS).is_file():
        return
    other = sorted(one.name for one in folder.iterdir() if one.name not in {*REPORTS.values(), LOCK})
    other = [name for name in other if not name.startswith(".")]
    if other:
        more = f" and {len(other) - _TOLD} more" if len(other) > _TOLD else ""
        raise UsageError(
            f"--out {folder} holds no run but other things ({', '.join(other[:_TOLD])}{more}). Give an empty or a new folder."
        )
