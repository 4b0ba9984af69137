"""A suite asked in several processes at once; each opens the index for itself, and their answers come back in order."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from evals.run import Put, ask_first, asked_of
from evals.saved import Row
from rag.assemble import Parts, open_parts
from rag.errors import OnRecordError
from rag.settings import Settings

MANY = 200  # questions to be asked, from which more than one process pays
MOST = 4  # processes, where nobody says how many
_opened: list[Parts] = []  # of a process that asks: its own


def jobs_for(questions: int, settings: Settings) -> int:
    """How many processes ask so many questions where nobody says: one where a model writes, whose server is to be asked by one
    at a time, and for a short suite; else one a core."""
    return 1 if settings.writes or questions < MANY else min(os.cpu_count() or 1, MOST)


def asked_by(jobs: int, settings: Settings, put: Sequence[Put]) -> Iterator[Row]:
    """The row of each question, in order, asked by so many processes; raises OnRecordError when one of them dies.

    A process that is started anew and not forked: threads of the models would not survive it.
    """
    pool = ProcessPoolExecutor(min(jobs, len(put)), get_context("spawn"), _open, (settings, put[0]))
    try:
        for row in pool.map(_ask, put):
            yield row.model_copy(update={"at_once": jobs})
    except BrokenProcessPool as exc:
        raise OnRecordError(
            f"one of the {jobs} processes that ask was killed, or could not open the index (its own message, if any, stands above). "
            "Run again with --jobs 1; with --out the run goes on where it stopped."
        ) from exc
    finally:
        pool.shutdown(cancel_futures=True)


def _open(settings: Settings, first: Put) -> None:
    """Make this process ready: it leaves Ctrl+C to the one that started it, and ends with it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _opened.append(open_parts(settings))
    ask_first(first, _opened[0])


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _ask(put: Put) -> Row:
    return asked_of(put, _opened[0])
