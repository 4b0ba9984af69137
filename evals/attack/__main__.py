"""``make attack``: every attack, a table of what was tried and what went wrong, written into docs/security.md.

What was tried is kept in out/attack: a run that is stopped, or that ``--minutes`` ends, goes on where it was. ``--afresh`` begins anew,
with ``--only`` that part alone. The exit code is 1 when anything went wrong.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from evals.attack import kills, poison, sockets
from evals.attack.faces import FACES, small_case
from evals.attack.tally import Tallies, Tally, table, write_into
from evals.attack.worker import attack

PAGE, OUT = Path("docs/security.md"), Path("out/attack")
SHARE = {"command line": 0.1, "API": 0.35, "MCP": 0.2, "files": 0.35}  # of the inputs


def main() -> int:
    """Attack; 0 when nothing went wrong."""
    asked = _arguments()
    for name in [name for name in os.environ if name.startswith(("ONRECORD_", "OPENAI_"))]:
        del os.environ[name]  # neither this machine's index nor its model is attacked
    tallies = Tallies(OUT / f"seed-{asked.seed}")
    rows = _rows(tallies, asked)
    wanted = [row for row in rows if not asked.only or any(map(row.name.startswith, asked.only))]
    until = time.monotonic() + asked.minutes * 60
    for tally in wanted:
        if not tally.done and time.monotonic() < until:
            started, before = time.monotonic(), tally.tried
            try:
                _run(tally, asked.seed, until, tallies)
            finally:
                tallies.keep(tally)
            _say(f"{tally.name}: {tally.tried - before} tried in {time.monotonic() - started:.0f} s", *tally.examples)
    told = table(rows, f"Seed {asked.seed}, {datetime.now(UTC):%Y-%m-%d}.")
    _say(told)
    if asked.write:
        write_into(PAGE, told)
    return 1 if any(tally.bad for tally in rows) else 0


def _rows(tallies: Tallies, asked: argparse.Namespace) -> list[Tally]:
    """What is to be tried, each with what was tried before."""
    goals = {name: (what, round(asked.inputs * SHARE[name])) for name, (_, what) in FACES.items()}
    goals |= {name: (what, round(asked.kills * share)) for name, (share, what, _) in kills.KINDS.items()}
    goals |= {name: (poison.WHAT, poison.count()) for name in poison.MODES} | {"sockets": (sockets.WHAT, sockets.TRIED)}
    afresh = [name for name in goals if asked.afresh and (not asked.only or any(map(name.startswith, asked.only)))]
    return [tallies.row(name, *goals[name], afresh=name in afresh) for name in goals]


def _run(tally: Tally, seed: int, until: float, tallies: Tallies) -> None:
    """One part, in a copy of the small case."""
    from rag.ingest.build import build
    from rag.settings import load_settings

    built = OUT / ("kills" if tally.name in kills.KINDS else "case")
    if not (built / ".onrecord" / "snapshot.json").is_file():
        shutil.rmtree(built, ignore_errors=True)
        build(load_settings(case=small_case(built), embedder="minilm" if built.name == "kills" else "auto"))
    with tempfile.TemporaryDirectory(prefix="attack-", ignore_cleanup_errors=True) as folder:
        home = Path(shutil.copytree(built, Path(folder) / "case"))
        if tally.name in FACES:
            attack(tally, home, seed, until, lambda: tallies.keep(tally))
        elif tally.name in kills.KINDS:
            kills.kill(tally, home, seed, until)
        elif tally.name in poison.MODES:
            poison.poison(tally, home)
        else:
            sockets.sockets(tally, home, seed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.attack", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000, help="inputs to the four faces together")
    parser.add_argument("--kills", type=int, default=1_000, help="kills of all kinds together")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=600, help="end in good order after so long")
    parser.add_argument("--only", action="append", help="what the names of rows begin with; may be repeated")
    parser.add_argument("--afresh", action="store_true", help="forget what was tried before")
    parser.add_argument("--write", action="store_true", help=f"write the table into {PAGE}")
    return parser.parse_args()


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
