"""One face attacked in a process of its own: it may abort, and the campaign goes on behind the input that did it."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from evals.attack.faces import FACES, spared
from evals.attack.inputs import Inputs
from evals.attack.tally import Tally

HANG_S = 120.0  # for one input
START_S = 900.0  # a busy machine takes its time to load the models


def attack(tally: Tally, home: Path, seed: int, until: float, keep: Callable[[], None]) -> None:
    """The inputs to the face of ``tally`` that were not tried yet; ``keep`` is called now and then."""
    while not tally.done and time.monotonic() < until:
        _until_it_ends(tally, home, seed, until, keep)


def _until_it_ends(tally: Tally, home: Path, seed: int, until: float, keep: Callable[[], None]) -> None:
    command = [sys.executable, "-m", "evals.attack.worker", tally.name, str(home), str(seed), str(tally.tried)]
    told_apart = {"XDG_STATE_HOME": str(home.parent / "state"), "PYTHONPATH": str(Path.cwd()), "OMP_NUM_THREADS": "1"}
    log = home.parent / f"{tally.name}.stderr"
    with (
        log.open("ab") as err,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err, env=os.environ | told_apart) as worker,
    ):
        assert worker.stdout is not None
        wait, buffer = START_S, b""
        while not tally.done and time.monotonic() < until:
            ready, _, _ = select.select([worker.stdout], [], [], wait)
            chunk = os.read(worker.stdout.fileno(), 65536) if ready else b""
            if not chunk:
                worker.kill()
                if wait == START_S:
                    raise RuntimeError(f"the worker of {tally.name} did not start: {log.read_text()[-2000:]}")
                tally.note("aborts" if ready else "hangs", f"input {tally.tried} of seed {seed}")
                tally.tried += 1
                return
            wait = HANG_S
            *lines, buffer = (buffer + chunk).split(b"\n")
            for line in lines:
                if (told := json.loads(line)) == "ready":
                    continue
                tally.tried += 1
                if told:
                    tally.note(*told)
                if tally.tried % 50 == 0:
                    keep()
        worker.kill()


def main() -> None:
    """Attack, and say a line of JSON for each input: null, or what went wrong."""
    name, home, seed, start = sys.argv[1:]
    told = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else prints
    face, n = FACES[name][0](Path(home), Inputs(int(seed))), int(start)
    said: object = "ready"
    while True:
        told.write(json.dumps(said) + "\n")
        told.flush()
        try:
            with spared(n):
                said = face(n)
        except Exception as exc:
            said = ("tracebacks", f"input {n}: {type(exc).__name__}: {exc}")
        n += 1


if __name__ == "__main__":
    main()
