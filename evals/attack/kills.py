"""``kill -9`` at random moments: what was acknowledged is there, the old index or the new one answers, the next run completes.

The tests' own warm process forks a child for each run (tests/kill), so a kill costs a fraction of a second. What the children do stands at the end.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from evals.attack.tally import Tally

HEAVY = (
    "chromadb.api.rust", "llama_index.core", "llama_index.vector_stores.chroma", "onnxruntime", "sentencex", "Stemmer", "bm25s",
    "rag.assemble", "rag.ask", "rag.renew", "rag.ingest.add", "rag.fetch.run", "protego", "tenacity", "ui.api.saved", "ui.batch",
    "targets:ready",
)  # fmt: skip
QUESTION = "How long is the Mill Bridge?"
ONE_IN = 10  # after so many kills the run is left in peace, and must complete and clear up
SAVES, QUESTIONS = 30, 12  # of one child


@dataclass(frozen=True)
class Kind:
    """What is killed: ``share`` of all kills, and the part that prepares it and says how to run and how to look at it."""

    share: float
    what: str
    begin: Callable[[Path, Any], Any]


@dataclass(frozen=True)
class Run:
    """A child's function and what it is given, by the number of the kill; ``look`` says what is wrong, of a finished run too."""

    target: str
    given: Callable[[int], tuple[Any, ...]]
    look: Callable[[bool], str]


def kill(tally: Tally, home: Path, seed: int, until: float) -> None:
    """The kills of this kind that were not made yet; a run that ends before its moment is looked at and not counted."""
    sys.path.insert(0, str(Path("tests/kill").resolve()))
    killing = import_module("killing")
    with killing.warm_process(*HEAVY) as order, KINDS[tally.name].begin(home, order) as run:
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

    answer, said, folder = home.parent / "answer.json", home.parent / "said", home / ".onrecord" / "answers"
    answer.write_text(order("evals.attack.kills:one_answer", str(home)).result, encoding="utf-8")
    saved, looked = Saved(folder, 10**9), 0

    def look(_: bool) -> str:
        nonlocal looked
        made = said.read_text(encoding="utf-8").split("\n")[:-1] if said.exists() else []
        gone = [one for one in made[looked:] if saved.read(one) is None]
        looked = len(made)
        return f"{gone} acknowledged and gone" if gone else ""

    yield Run("evals.attack.kills:save", lambda n: (str(home), str(answer), str(said)), look)


@contextmanager
def _adds(home: Path, order: Any) -> Iterator[Run]:
    """Leaflets, each added until it is known; one that was acknowledged is a source with all its bytes."""
    said = home.parent / "said"

    def given(n: int) -> tuple[str, ...]:
        leaflet = home.parent / f"leaflet-{n % 7}.txt"
        leaflet.write_text(f"In {1700 + n} the Mill Bridge was painted.\n" * 5, encoding="utf-8")
        return str(home), str(leaflet), str(said)

    yield Run("evals.attack.kills:add", given, partial(_index, order, home, said))


@contextmanager
def _ingests(home: Path, order: Any) -> Iterator[Run]:
    yield Run("targets:ingest", lambda n: (str(home), True), partial(_index, order, home, home.parent / "said"))


def _index(order: Any, home: Path, said: Path, peace: bool) -> str:
    looked = order("evals.attack.kills:sound", str(home), str(said), peace)
    return looked.result if isinstance(looked.result, str) else f"nothing answers: {looked}"


@contextmanager
def _batch(home: Path, order: Any) -> Iterator[Run]:
    """A run that goes on where the last was killed; a file that is done has all lines, once each."""
    asked, out, said = home.parent / "asked.jsonl", home.parent / "out.jsonl", home.parent / "said"
    asked.write_text("".join(f'{{"question": "{QUESTION}", "id": "{n}"}}\n' for n in range(QUESTIONS)))

    def look(_: bool) -> str:
        acknowledged = len(said.read_bytes()) if said.exists() else 0
        if out.exists():
            there = out.read_text(encoding="utf-8").count("\n")
            out.unlink()
            said.unlink(missing_ok=True)
            return "" if there == QUESTIONS else f"{there} lines of {QUESTIONS}"
        part = Path(f"{out}.part")
        there = part.read_text(encoding="utf-8").count("\n") - 1 if part.exists() else 0
        return "" if there >= acknowledged else f"{there} lines, {acknowledged} acknowledged"

    yield Run("evals.attack.kills:batch", lambda n: (str(home), str(asked), str(out), str(said)), look)


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
        if peace:
            for file in (data / "originals").iterdir():
                file.unlink()
        return f"{found.problems} {half} {missing}" if found.problems or half or missing else ""

    with wild.wild_server(home.parent) as server:
        server.routes |= dict.fromkeys(ids.values(), tests.in_pieces)
        yield Run("targets:fetch", lambda n: (str(home), server.port), look)


KINDS = {
    "kills of a save": Kind(0.6, "every answer whose link was given is there, and whole", _saves),
    "kills of a batch": Kind(0.1, "every line that was kept is there, and none twice", _batch),
    "kills of an add": Kind(0.1, "the index answers, what was added is there with all its bytes, no half file is left", _adds),
    "kills of a build": Kind(0.1, "the index answers, the next build completes and clears up", _ingests),
    "kills of a fetch": Kind(0.1, "no half file is taken, the next run completes", _fetches),
}  # fmt: skip


def one_answer(home: str) -> str:
    """In a child: an answer, as JSON."""
    from rag.ask import answer
    from rag.assemble import open_parts
    from rag.wire import to_json

    parts = open_parts(_settings(home))
    return to_json(answer(QUESTION, parts), parts.index.sources)


def save(home: str, answer: str, said: str) -> None:
    """In a child: save an answer many times, and say so each time once it is kept, as a server does by its response."""
    from rag.index.owner import readable_snapshot
    from rag.wire import from_json
    from ui.api.saved import Saved

    settings, given = _settings(home), from_json(Path(answer).read_text(encoding="utf-8"))
    live, kept = readable_snapshot(settings), Saved(settings.data_dir / "answers", 10**9)
    sources = {source.id: source.to_source() for source in live.sources} if live else {}
    for _ in range(SAVES):
        _say(said, kept.save(given, sources) + "\n")


def add(home: str, leaflet: str, said: str) -> None:
    """In a child: ``onrecord add``."""
    from rag.ingest.add import add_sources
    from rag.renew import renew

    added = add_sources(_settings(home), [leaflet], {"tier": "press"}, replace=True)
    renew(_settings(home))
    _say(said, "".join(f"{line.line.sha256}\n" for line in added.lines))


def batch(home: str, asked: str, out: str, said: str) -> None:
    """In a child: ``onrecord ask --batch``; a letter for each line that was kept."""
    from ui.batch import run_batch
    from ui.batch_kept import Kept

    keep = Kept.add

    def told(self: Kept, line: str) -> None:
        keep(self, line)
        _say(said, "x")

    with patch.object(Kept, "add", told):
        run_batch(_settings(home), Path(asked), Path(out))


def sound(home: str, said: str, peace: bool) -> str:
    """In a child: what is wrong with the case or its index; "" when the index answers and all that was acknowledged is a source."""
    from rag.case.folder import file_sha256, list_folder
    from rag.index.owner import readable_snapshot
    from rag.ingest.check import damage

    settings, corpus = _settings(home), Path(home) / "corpus"
    live = readable_snapshot(settings)
    if live is None or (wrong := damage(settings.data_dir, live)):
        return f"the index: {wrong if live else 'none'}"
    lines = {line.value.sha256: corpus / line.value.path for line in list_folder(corpus)}
    changed = [file.name for sha256, file in lines.items() if file_sha256(file) != sha256]
    before = Path(said).read_text(encoding="utf-8").split() if Path(said).exists() else []
    gone = set(before) - set(lines)
    if gone:  # replaced by the next leaflet of its name
        gone -= {file_sha256(file) for file in (Path(home) / "removed").rglob("*") if file.is_file()}
    left = [file.name for file in Path(home).rglob(".*.part")] if peace else []
    answers = not peace or "48 metres" in one_answer(home)
    told = {"changed": changed, "gone": sorted(gone), "left": left} | ({} if answers else {"answers": "no"})
    return str(told) if any(told.values()) else ""


def _say(said: str, text: str) -> None:
    handle = os.open(said, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, text.encode())
    os.close(handle)


def _settings(home: str) -> Any:
    from rag.settings import load_settings

    return load_settings(case=Path(home), embedder="minilm")
