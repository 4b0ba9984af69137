"""One face attacked in a process of its own: it may abort, and the campaign goes on behind the input that did it."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

from evals.attack.faces import FACES
from evals.attack.inputs import Inputs
from evals.attack.tally import Tally

HANG_S = 120.0  # for one input
START_S = 900.0  # a busy machine takes its time to load the models


def attack(name: str, home: Path, seed: int, count: int) -> Tally:
    """``count`` inputs to the face of that name."""
    tally = Tally(name, FACES[name][1])
    start = time.perf_counter()
    while tally.tried < count:
        _until_it_ends(tally, name, home, seed, count)
    print(
        f"{name}: {count} inputs in {time.perf_counter() - start:.0f} s, {dict(tally.bad)}", file=sys.stderr, flush=True
    )
    return tally


def _until_it_ends(tally: Tally, name: str, home: Path, seed: int, count: int) -> None:
    command = [sys.executable, "-m", "evals.attack.worker", name, str(home), str(seed), str(tally.tried), str(count)]
    told_apart = {"XDG_STATE_HOME": str(home.parent / "state"), "PYTHONPATH": str(Path.cwd()), "OMP_NUM_THREADS": "1"}
    log = home.parent / f"{name}.stderr"
    with (
        log.open("ab") as err,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err, env=os.environ | told_apart) as worker,
    ):
        assert worker.stdout is not None
        wait, buffer, ready_now = START_S, b"", False
        while tally.tried < count:
            ready, _, _ = select.select([worker.stdout], [], [], wait)
            chunk = os.read(worker.stdout.fileno(), 65536) if ready else b""
            if not chunk:
                worker.kill()
                if not ready_now:
                    raise RuntimeError(f"the worker of {name} did not start within {START_S:.0f} s; see {log}")
                kind = "aborts" if ready else "hangs"
                tally.note(kind, f"input {tally.tried} of seed {seed}; see {log}")
                tally.tried += 1
                return
            wait = HANG_S
            *lines, buffer = (buffer + chunk).split(b"\n")
            for line in lines:
                told = json.loads(line)
                if told == "ready":
                    ready_now = True
                    continue
                tally.tried += 1
                if told:
                    tally.note(*told)


def main() -> None:
    """Attack, and say a line of JSON for each input: null, or what went wrong."""
    name, home, seed, start, count = sys.argv[1:]
    told = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else prints
    face = FACES[name][0](Path(home), Inputs(int(seed)))
    for n in range(-1, int(count)):
        if n < 0:
            said: object = "ready"
        elif n < int(start):
            continue
        else:
            try:
                said = face(n)
            except Exception as exc:
                said = ("tracebacks", f"input {n}: {type(exc).__name__}: {exc}")
        told.write(json.dumps(said) + "\n")
        told.flush()


if __name__ == "__main__":
    main()
