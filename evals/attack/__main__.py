"""``make attack``: every attack, a table of what was tried and what went wrong, written into docs/security.md.

The exit code is 1 when anything went wrong. ``--inputs`` and ``--kills`` make it shorter, ``--only`` takes one part.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from evals.attack.faces import FACES, small_case
from evals.attack.inputs import Inputs
from evals.attack.kills import kill
from evals.attack.poison import poison
from evals.attack.sockets import sockets
from evals.attack.tally import Tally, table, write_into
from evals.attack.worker import attack

PAGE = Path("docs/security.md")
SHARE = {"command line": 0.2, "API": 0.3, "MCP": 0.2, "files": 0.3}  # of the inputs


def main() -> int:
    """Attack; 0 when nothing went wrong."""
    asked = _arguments()
    for name in [name for name in os.environ if name.startswith(("ONRECORD_", "OPENAI_"))]:
        del os.environ[name]  # neither this machine's index nor its model is attacked
    started, tallies = time.perf_counter(), list[Tally]()
    with tempfile.TemporaryDirectory(prefix="attack-", ignore_cleanup_errors=True) as folder:
        for name, part in _parts(Path(folder), asked).items():
            if not asked.only or name in asked.only:
                tallies += (found := part())
                _say(
                    f"{name} done after {time.perf_counter() - started:.0f} s",
                    *(e for one in found for e in one.examples),
                )
    day, minutes = datetime.now(UTC).strftime("%d %B %Y").lstrip("0"), (time.perf_counter() - started) / 60
    told = table(tallies, f"Seed {asked.seed}, {minutes:.0f} minutes, {day}.")
    _say(told)
    if asked.write:
        write_into(PAGE, told)
    return 1 if any(tally.bad for tally in tallies) else 0


def _parts(folder: Path, asked: argparse.Namespace) -> dict[str, Callable[[], list[Tally]]]:
    """Each part by its name, in a case of its own."""
    from rag.ingest.build import build
    from rag.settings import load_settings

    built = folder / "built"

    def case(name: str) -> Path:
        if not built.is_dir():
            small_case(built)
            build(load_settings(case=built))
        return Path(shutil.copytree(built, folder / name / "case"))

    def one_face(name: str) -> Callable[[], list[Tally]]:
        return lambda: [attack(name, case(name), asked.seed, round(asked.inputs * SHARE[name]))]

    return {
        **{name: one_face(name) for name in FACES},
        "kills": lambda: kill(case("kills"), asked.kills, asked.seed),
        "poison": lambda: poison(case("poison")),
        "sockets": lambda: [sockets(case("sockets"), Inputs(asked.seed))],
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.attack", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000, help="inputs to the four faces together")
    parser.add_argument("--kills", type=int, default=1_000, help="kills, a tenth of them of builds")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", action="append", help="a part: a face, kills, poison or sockets; may be repeated")
    parser.add_argument("--write", action="store_true", help=f"write the table into {PAGE}")
    return parser.parse_args()


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
