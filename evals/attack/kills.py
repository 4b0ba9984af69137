"""``kill -9`` at random moments: what was acknowledged is there, the old index or the new one answers, the next run completes.

The tests' own warm process forks a child for each run (tests/kill), so a kill costs a fraction of a second. What the children do stands in its targets.py.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from evals.attack.tally import Tally

ONE_IN = 10  # after so many kills the run is left in peace, and must complete and clear up
QUESTIONS = 12  # of a batch


@dataclass(frozen=True)
class Run:
    """A child's function and what it is given, by the number of the kill; ``look`` says what is wrong, of a run left in peace (True) too."""

    target: str
    given: Callable[[int], tuple[Any, ...]]
    look: Callable[[bool], str]


def kill(tally: Tally, home: Path, seed: int, until: float) -> None:
    """The kills of this kind that were not made yet; a run that ends before its moment is looked at and not counted."""
    sys.path.insert(0, str(Path("tests/kill").resolve()))
    killing = import_module("killing")
    with killing.warm_process(*killing.HEAVY) as order, KINDS[tally.name][2](home, order) as run:
        lasts, n = order(run.target, *run.given(0)).seconds, tally.tried
        while not tally.done and time.monotonic() < until:
            n += 1
            peace = n % ONE_IN == 0
            moment = random.Random(f"{seed}-{tally.name}-{n}").random() * lasts
            killed = order(run.target, *run.given(n), kill_after=moment)
            tally.tried += killed.code == killing.KILLED
            if killed.code == 0:
                lasts = (lasts + killed.seconds) / 2
            after = order(run.target, *run.given(n)) if peace else killed
            if after.code not in (0, killing.KILLED):
                tally.note("other", f"kill {n}, after {moment:.4f} s: {str(after.result)[-300:]}")
            elif wrong := run.look(peace):
                tally.note("lost saves", f"kill {n}, after {moment:.4f} s: {wrong}")


@contextmanager
def _saves(home: Path, order: Any) -> Iterator[Run]:
    from ui.api.saved import Saved

    answer, said = home.parent / "answer.json", home.parent / "said"
    saved = Saved(home / ".onrecord" / "answers", 10**9)
    answer.write_text(order("targets:one_answer", str(home)).result, encoding="utf-8")
    looked = 0

    def look(_: bool) -> str:
        nonlocal looked
        made = said.read_text(encoding="utf-8").split("\n")[:-1] if said.exists() else []
        gone = [one for one in made[looked:] if saved.read(one) is None]
        looked = len(made)
        return f"{gone} acknowledged and gone" if gone else ""

    yield Run("targets:save", lambda n: (str(home), str(answer), str(said)), look)


@contextmanager
def _adds(home: Path, order: Any) -> Iterator[Run]:
    """Leaflets, each added until it is known; one that was acknowledged is a source with all its bytes."""
    said = str(home.parent / "said")

    def given(n: int) -> tuple[str, ...]:
        leaflet = home.parent / f"leaflet-{n % 7}.txt"
        leaflet.write_text(f"In {1700 + n} the Mill Bridge was painted.\n" * 5, encoding="utf-8")
        return str(home), str(leaflet), said

    yield Run("targets:add", given, lambda peace: _index(order, home, said, peace))


@contextmanager
def _builds(home: Path, order: Any) -> Iterator[Run]:
    said = str(home.parent / "said")  # nothing is acknowledged
    yield Run("targets:ingest", lambda n: (str(home), True), lambda peace: _index(order, home, said, peace))


def _index(order: Any, home: Path, said: str, peace: bool) -> str:
    looked = order("targets:sound", str(home), said, peace)
    return looked.result if isinstance(looked.result, str) else f"nothing answers: {looked}"


@contextmanager
def _batches(home: Path, order: Any) -> Iterator[Run]:
    """A run that goes on where the last was killed; a file that is done has all lines, once each."""
    asked, out, said = home.parent / "asked.jsonl", home.parent / "out.jsonl", home.parent / "said"
    part = home.parent / "out.jsonl.part"
    asked.write_text(
        "".join(f'{{"question": "How long is the Mill Bridge?", "id": "{n}"}}\n' for n in range(QUESTIONS))
    )

    def look(_: bool) -> str:
        wanted, there = len(_bytes(said)), _bytes(part).count(b"\n") - 1
        if out.exists():
            wanted, there = QUESTIONS, _bytes(out).count(b"\n")
            out.unlink()
            said.unlink(missing_ok=True)
            return "" if there == wanted else f"{there} lines of {wanted}"
        return "" if max(there, 0) >= wanted else f"{there} lines, {wanted} acknowledged"

    yield Run("targets:batch", lambda n: (str(home), str(asked), str(out), str(said)), look)


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


@contextmanager
def _fetches(home: Path, order: Any) -> Iterator[Run]:
    """The test's own server; what the list of originals names is whole, and of a run in peace all are there."""
    from rag.case.originals import read_originals

    wild, tests = import_module("tests.fetch.wild"), import_module("test_kill_fetch")
    ids, data = tests._name_addresses(home), home / ".onrecord"

    def look(peace: bool) -> str:
        found = read_originals(data)
        half = [i for i, one in found.sound.items() if one.path(data).read_bytes() != tests.BODY]
        missing = set(ids) - set(found.sound) if peace else set()
        for file in (data / "originals").iterdir() if peace else ():
            file.unlink()
        return f"{found.problems} {half} {missing}" if found.problems or half or missing else ""

    with wild.wild_server(home.parent) as server:
        server.routes |= dict.fromkeys(ids.values(), tests.in_pieces)
        yield Run("targets:fetch", lambda n: (str(home), server.port), look)


# The share of all kills, what must hold, and what prepares the case.
KINDS: dict[str, tuple[float, str, Callable[[Path, Any], AbstractContextManager[Run]]]] = {
    "kills of a save": (0.6, "every answer whose link was given is there, and whole", _saves),
    "kills of a batch": (0.1, "every line that was kept is there, and none twice", _batches),
    "kills of an add": (0.1, "the index answers, what was added is there with all its bytes, no half file is left", _adds),
    "kills of a build": (0.1, "the index answers, the next build completes and clears up", _builds),
    "kills of a fetch": (0.1, "no half file is taken, the next run completes", _fetches),
}  # fmt: skip
