"""A suite asked by several at once, this process and others, each with its own share of the cores; the answers come back in order."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from concurrent.futures.thread import BrokenThreadPool
from functools import partial
from multiprocessing import get_context
from queue import SimpleQueue

from evals.run import Put, ask_first, asked_of
from evals.saved import Row
from evals.worker import one_a_core, work_for_parent
from rag.assemble import Parts, open_parts
from rag.common.cores import cores, keep_to
from rag.errors import OnRecordError
from rag.settings import Settings

MANY = 200  # questions to be asked, from which more than one process pays
Asker = Callable[[Put], Row]
_opened: list[Parts] = []  # of a process that only asks: its own
_of_thread = threading.local()  # .ask: who asks for it


def jobs_for(questions: int, settings: Settings) -> int:
    """How many processes ask so many questions where nobody says: one where a model writes, whose server is to be asked by one
    at a time, and for a short suite; else one a core."""
    return 1 if settings.writes or questions < MANY else one_a_core()


def asked_by(jobs: int, parts: Parts, put: Sequence[Put]) -> Iterator[Row]:
    """The row of each question, in order, asked by so many processes, of which this is one; raises OnRecordError when another dies.

    The others are started anew and not forked: threads of the models would not survive it.
    """
    jobs = min(jobs, len(put))
    of_core = [cores()[share::jobs] for share in range(jobs)]
    others = [ProcessPoolExecutor(1, get_context("spawn"), _open, (parts.settings, put[0], own)) for own in of_core[1:]]
    starts: SimpleQueue[Callable[[], Asker]] = SimpleQueue()
    for start in (partial(_here, parts, put[0], of_core[0]), *(partial(_there, pool) for pool in others)):
        starts.put(start)
    threads = ThreadPoolExecutor(jobs, "asks", lambda: setattr(_of_thread, "ask", starts.get()()))
    try:
        for row in threads.map(lambda one: _of_thread.ask(one), put):
            yield row.model_copy(update={"at_once": jobs})
    except BrokenProcessPool as exc:
        raise OnRecordError(
            f"one of the {jobs} processes that ask was killed, or could not open the index (its own message, if any, stands above). "
            "Run again with --jobs 1; with --out the run goes on where it stopped."
        ) from exc
    except BrokenThreadPool as exc:
        raise OnRecordError(
            "the first question could not be asked (its own message stands above). Run again with --jobs 1 for that one alone."
        ) from exc
    finally:
        threads.shutdown(cancel_futures=True)
        for pool in others:
            pool.shutdown(cancel_futures=True)


def _here(parts: Parts, first: Put, own: Sequence[int]) -> Asker:
    """Make the calling thread ready to ask."""
    keep_to(own)
    ask_first(first, parts)
    return partial(asked_of, parts=parts)


def _there(pool: ProcessPoolExecutor) -> Asker:
    """Have the process of ``pool`` ask for the calling thread; it takes no question before the index is open there."""
    wait([pool.submit(os.getpid)])
    return lambda put: pool.submit(_ask, put).result()


def _open(settings: Settings, first: Put, own: Sequence[int]) -> None:
    """Make this process ready."""
    work_for_parent(own)
    _opened.append(open_parts(settings))
    ask_first(first, _opened[0])


def _ask(put: Put) -> Row:
    return asked_of(put, _opened[0])
