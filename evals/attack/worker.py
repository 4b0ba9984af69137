"""One face attacked in a process of its own: it may abort, and the campaign goes on behind the input that did it."""

import multiprocessing
import os
import time
from multiprocessing.connection import Connection
from pathlib import Path

from evals.attack.faces import FACES, spared
from evals.attack.inputs import Input
from evals.attack.tally import Tally

HANG_S = 120.0  # for one input
START_S = 900.0  # a busy machine takes its time to load the models
KEEP_EACH = 50  # inputs


def attack(tally: Tally, home: Path, seed: int, until: float, kept: Path) -> None:
    """The inputs to the face of ``tally`` that were not tried yet, by one process after the other; what came of them is kept in ``kept``."""
    while not tally.done and time.monotonic() < until:
        fresh = multiprocessing.get_context("spawn")
        ours, theirs = fresh.Pipe()
        process = fresh.Process(target=_work, args=(tally.name, home, seed, tally.tried, theirs))
        process.start()
        theirs.close()
        try:
            _listen(tally, ours, until, kept)
        finally:
            process.kill()
            process.join()


def _listen(tally: Tally, said: Connection, until: float, kept: Path) -> None:
    """Count what is said of each input until the process dies, hangs, or has nothing more to do."""
    if not said.poll(START_S) or said.recv() != "ready":
        raise RuntimeError(f"the worker of {tally.name} did not start")
    while not tally.done and time.monotonic() < until:
        try:
            wrong = said.recv() if said.poll(HANG_S) else ("hangs", "")
        except EOFError:
            wrong = ("aborts", "")
        if wrong:
            tally.note(wrong[0], f"input {tally.tried}: {wrong[1]}")
        tally.tried += 1
        if tally.tried % KEEP_EACH == 0:
            tally.keep(kept)
        if wrong and wrong[0] in ("hangs", "aborts"):
            return


def _work(name: str, home: Path, seed: int, n: int, told: Connection) -> None:
    """Attack, and say of each input None, or the kind of what went wrong and an example."""
    os.environ["XDG_STATE_HOME"] = str(home.parent / "state")  # for the log
    os.environ["PYTHONPATH"] = str(Path.cwd())  # for what it starts
    with (home.parent / f"{name}.out").open("ab") as out:
        for stream in (1, 2):  # whatever prints
            os.dup2(out.fileno(), stream)
    face = FACES[name][0](home)
    told.send("ready")
    while True:
        try:
            with spared(n):
                wrong = face(Input(seed, n))
        except Exception as exc:
            wrong = ("tracebacks", f"{type(exc).__name__}: {exc}")
        told.send(wrong)
        n += 1
