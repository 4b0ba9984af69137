"""``make attack``: every attack, a table of what was tried and what went wrong, written into docs/security.md.

What was tried is kept in out/attack: a run that is stopped, or that ``--minutes`` ends, goes on where it was; to begin anew, delete that
folder. The exit code is 1 when anything went wrong.
"""

import argparse
import os
import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from evals.attack import kills, poison, sockets
from evals.attack.faces import FACES
from evals.attack.tally import Tally, table, write_into
from evals.attack.worker import attack

PAGE, OUT = Path("docs/security.md"), Path("out/attack")


def main() -> int:
    """Attack; 0 when nothing went wrong."""
    asked = _arguments()
    for name in [name for name in os.environ if name.startswith(("ONRECORD_", "OPENAI_"))]:
        del os.environ[name]  # neither this machine's index nor its model is attacked
    kept, until = OUT / f"seed-{asked.seed}", time.monotonic() + asked.minutes * 60
    rows = [Tally(*row) for row in _goals(asked.inputs, asked.kills)]
    for tally in rows:
        tally.recall(kept)
        wanted = not asked.only or tally.name.startswith(tuple(asked.only))
        if not wanted or tally.done or time.monotonic() > until:
            continue
        started, before = time.monotonic(), tally.tried
        try:
            _run(tally, asked.seed, until, kept)
        finally:
            tally.keep(kept)
        told = f"{tally.name}: {tally.tried - before} tried in {time.monotonic() - started:.0f} s"
        print(told, *tally.examples, sep="\n", flush=True)
    told = table(rows, f"Seed {asked.seed}, {datetime.now(UTC):%Y-%m-%d}.")
    print(told)
    if asked.write:
        write_into(PAGE, told)
    return 1 if any(tally.bad for tally in rows) else 0


def _goals(inputs: int, killed: int) -> list[tuple[str, str, int]]:
    """The name of each part, what it tries, and how often."""
    return [
        *((name, what, round(inputs * share)) for name, (_, share, what) in FACES.items()),
        *((name, what, round(killed * share)) for name, (share, what, _) in kills.KINDS.items()),
        *((name, poison.WHAT, len(poison.orders())) for name in poison.MODES),
        ("sockets", sockets.WHAT, sockets.TRIED),
    ]


def _run(tally: Tally, seed: int, until: float, kept: Path) -> None:
    """One part, in a copy of the tests' small case."""
    from rag.ingest.build import build
    from rag.settings import load_settings

    quick = tally.name in kills.KINDS  # kills are of the small embedder
    built = OUT / ("kills" if quick else "case")
    if not (built / ".onrecord" / "snapshot.json").is_file():
        shutil.rmtree(built, ignore_errors=True)
        shutil.copytree(Path("tests/data/tiny_corpus"), built)
        build(load_settings(case=built, embedder="minilm" if quick else "auto"))
    with tempfile.TemporaryDirectory(prefix="attack-", ignore_cleanup_errors=True) as folder:
        home = Path(shutil.copytree(built, Path(folder) / "case"))
        if tally.name in FACES:
            attack(tally, home, seed, until, kept)
        elif quick:
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
    parser.add_argument("--write", action="store_true", help=f"write the table into {PAGE}")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
