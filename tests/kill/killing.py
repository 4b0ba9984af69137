"""Kill a command at random moments and look each time whether what must hold still holds.

For another command than ingest: write its functions into ``targets.py`` and call ``kill_at_random`` as the test of
ingest does. ``run`` and ``check`` are names there ("targets:ingest"); they and their arguments cross as JSON.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Imported before the first fork; what has threads is not among it.
HEAVY = (
    "chromadb.api.rust", "llama_index.core", "llama_index.vector_stores.chroma", "onnxruntime", "sentencex", "Stemmer", "bm25s",
    "rag.assemble", "rag.ask", "rag.fetch.run", "protego", "tenacity", "rag.renew", "rag.ingest.add",
    "ui.api.saved", "ui.batch", "targets:ready",
)  # fmt: skip
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KILLED = -9
TIMES = int(os.environ.get("KILL_TIMES", "1"))  # so many times the kills of the suite: KILL_TIMES=20 pytest tests/kill


@dataclass(frozen=True)
class Outcome:
    """How a child ended: ``code`` 0 done, -9 killed, 1 an error; ``result`` is what it returned, or the traceback."""

    code: int
    seconds: float
    result: Any


Order = Callable[..., Outcome]  # (run, *args, kill_after=None)


@contextmanager
def warm_process(*preload: str) -> Iterator[Order]:
    """A function that runs "module:function" in a child of a process where ``preload`` is imported already."""
    path = os.pathsep.join([str(ROOT), str(HERE)])
    remembered = tempfile.TemporaryDirectory()
    process = subprocess.Popen(
        [sys.executable, str(HERE / "warm.py"), *preload],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # One thread each: the tests beside it want the other core.
        env=os.environ | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1", "KILL_REMEMBERED": remembered.name},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    stdin, stdout = process.stdin, process.stdout
    assert json.loads(stdout.readline()) == {"ready": True}

    def order(run: str, *args: Any, kill_after: float | None = None) -> Outcome:
        stdin.write(json.dumps({"run": run, "args": args, "kill_after": kill_after}) + "\n")
        stdin.flush()
        return Outcome(**json.loads(stdout.readline()))

    try:
        yield order
    finally:
        stdin.close()
        process.wait(300)  # a busy machine takes its time
        remembered.cleanup()


def kill_at_random(
    order: Order,
    run: str,
    args: Sequence[Any],
    kills: int,
    lasts: float,
    prepare: Callable[[int], None],
    check: Callable[[int], None],
    seed: int,
) -> None:
    """Until ``run(*args)`` was killed ``kills`` times: ``prepare(i)``, run, kill at a random moment, ``check(i)``.

    ``lasts``: seconds of an undisturbed run, on the machine as it is now; runs that end before their moment correct it
    and are checked too. A failing check is raised with the seed and the moment, which repeat it.
    """
    kills *= TIMES
    moments = random.Random(seed)
    killed = i = 0
    while killed < kills:
        assert i < 4 * kills, f"only {killed} of {i} runs were killed before they ended"
        prepare(i)
        moment = moments.random() * lasts
        outcome = order(run, *args, kill_after=moment)
        assert outcome.code in (0, KILLED), outcome.result
        killed += outcome.code == KILLED
        if outcome.code == 0:
            lasts = (lasts + outcome.seconds) / 2
        try:
            check(i)
        except Exception as exc:
            raise AssertionError(f"seed {seed}, run {i}, killed after {moment:.4f} s of {lasts:.2f}: {exc}") from exc
        i += 1
