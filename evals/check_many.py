"""Many answers checked by several processes at once; the verdicts come back in order, the same as of one process."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from evals.worker import one_a_core, work_for_parent
from rag.errors import OnRecordError
from rag.grounded.check import CheckedAnswer, check_in_batches
from rag.grounded.library import Library
from rag.grounded.statements import Outside

LARGE = 500_000  # bytes of a file of answers, from which more than one process pays
CHUNK, AHEAD = 16, 4  # answers that a process gets at once; chunks that wait for each
_library: list[Library] = []  # of a process that only checks: what it was given


def jobs_for(answers: Path) -> int:
    """How many processes check a file where nobody says: one for a short file, else one a core."""
    return 1 if answers.stat().st_size < LARGE else one_a_core()


def check_all(answers: Iterable[Outside], library: Library, jobs: int = 1) -> Iterator[CheckedAnswer]:
    """A verdict on each statement of each answer, in order, by so many processes; only what is being checked is held in memory.

    Raises OnRecordError when one of them dies.
    """
    if jobs <= 1:
        yield from check_in_batches(answers, library)
        return
    waiting = iter(answers)
    chunks = iter(lambda: tuple(islice(waiting, CHUNK)), ())
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (library,))
    running: deque[Future[tuple[CheckedAnswer, ...]]] = deque()
    try:
        for chunk in chunks:
            running.append(pool.submit(_check, chunk))
            if len(running) >= jobs * AHEAD:
                yield from running.popleft().result()
        while running:
            yield from running.popleft().result()
    except BrokenProcessPool as exc:
        raise OnRecordError(
            f"one of the {jobs} processes that check was killed (its own message, if any, stands above). Run again with --jobs 1."
        ) from exc
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(library: Library) -> None:
    work_for_parent()
    _library.append(library)


def _check(answers: tuple[Outside, ...]) -> tuple[CheckedAnswer, ...]:
    return tuple(check_in_batches(answers, _library[0]))
