"""Many answers checked by several processes at once; the verdicts come back in order, the same as of one process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from evals.check import CheckedAnswer, check
from evals.library import Library
from evals.outside import Outside
from evals.worker import one_a_core, work_for_parent
from rag.errors import OnRecordError

MANY = 500  # statements, from which more than one process pays
_library: list[Library] = []  # of a process that only checks: what it was given


def jobs_for(answers: Sequence[Outside]) -> int:
    """How many processes check them where nobody says: one for a short file, else one a core."""
    statements = sum(len(one.statements) for one in answers)
    return 1 if statements < MANY else one_a_core()


def check_all(answers: Sequence[Outside], library: Library, jobs: int = 1) -> Iterator[CheckedAnswer]:
    """A verdict on each statement of each answer, in order, by so many processes; raises OnRecordError when one of them dies."""
    jobs = min(jobs, len(answers))
    if jobs <= 1:
        yield from (check(one, library) for one in answers)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (library,))
    try:
        yield from pool.map(_check, answers, chunksize=min(16, -(-len(answers) // (4 * jobs))))
    except BrokenProcessPool as exc:
        raise OnRecordError(
            f"one of the {jobs} processes that check was killed (its own message, if any, stands above). Run again with --jobs 1."
        ) from exc
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(library: Library) -> None:
    work_for_parent()
    _library.append(library)


def _check(outside: Outside) -> CheckedAnswer:
    return check(outside, _library[0])
