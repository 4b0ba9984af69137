"""``kill -9`` at random moments: what was acknowledged is there, the old index or the new one answers, the next run completes.

The tests' own warm process forks a child for each run (tests/kill), so a kill costs a second and not ten.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from evals.attack.tally import Tally

HEAVY = (
    "chromadb.api.rust", "llama_index.core", "llama_index.vector_stores.chroma", "onnxruntime", "sentencex", "Stemmer", "bm25s",
    "rag.assemble", "rag.ask", "rag.renew", "ui.api.saved", "targets:ready",
)  # fmt: skip
QUESTION = "How long is the Mill Bridge?"


def kill(home: Path, times: int, seed: int) -> list[Tally]:
    """A tenth of ``times`` in the middle of a build, the others in the middle of saving an answer."""
    sys.path.insert(0, str(Path("tests/kill").resolve()))
    killing = import_module("killing")
    with killing.warm_process(*HEAVY) as order:
        return [
            _builds(killing, order, home, max(1, times // 10), seed),
            _saves(killing, order, home, times - times // 10, seed),
        ]


def _builds(killing: Any, order: Any, home: Path, times: int, seed: int) -> Tally:
    tally = Tally("kills of a build", "the index answers each time, the next build completes and clears up")

    def check(n: int) -> None:
        tally.tried += 1
        asked = order("targets:ask", str(home), QUESTION)
        if asked.code or "48 metres" not in asked.result["text"]:
            tally.note("lost saves", f"build {n}: the index does not answer: {str(asked.result)[-300:]}")
        if n % 10 == 9 and (left := order("targets:ingest", str(home), False)).code:
            tally.note("other", f"build {n}: the next one does not complete: {str(left.result)[-300:]}")
        if n % 10 == 9 and (parts := list(home.rglob(".*.part"))):
            tally.note("other", f"build {n}: {parts[0].name} is left")

    _kill(killing, order, ("targets:ingest", str(home), True), times, check, seed, tally)
    return tally


def _saves(killing: Any, order: Any, home: Path, times: int, seed: int) -> Tally:
    tally = Tally("kills of a save", "every answer whose link was given is there, and whole")
    said, answers = home.parent / "acknowledged", home.parent / "answers"
    answer = home.parent / "answer.json"
    from rag.ask import answer as ask
    from rag.assemble import open_parts
    from rag.settings import load_settings
    from rag.wire import to_json
    from ui.api.saved import Saved

    parts = open_parts(load_settings(case=home))
    answer.write_text(to_json(ask(QUESTION, parts), parts.index.sources), encoding="utf-8")
    saved = Saved(answers, 10**9)
    looked = 0
    said.touch()

    def check(n: int) -> None:
        nonlocal looked
        lines = said.read_text(encoding="utf-8").split("\n")[:-1]
        for made in lines[looked:]:
            tally.tried += 1
            if saved.read(made) is None:
                tally.note("lost saves", f"kill {n}: {made} was acknowledged and is gone")
        looked = len(lines)

    tally.what += f" ({times:,} kills)"
    run = ("evals.attack.kills:save_many", str(answers), str(answer), str(said))
    _kill(killing, order, run, times, check, seed, tally)
    return tally


def _kill(
    killing: Any, order: Any, run: tuple[Any, ...], times: int, check: Callable[[int], None], seed: int, tally: Tally
) -> None:
    lasts = order(*run).seconds
    try:
        killing.kill_at_random(order, run[0], run[1:], times, lasts, lambda n: None, check, seed)
    except AssertionError as exc:
        tally.note("other", str(exc))


def save_many(folder: str, answer: str, said: str) -> None:
    """In the child: save an answer thirty times, and say so each time once it is kept, as a server does by its response."""
    from rag.wire import from_json
    from ui.api.saved import Saved

    kept, given = Saved(Path(folder), 10**9), from_json(Path(answer).read_text(encoding="utf-8"))
    handle = os.open(said, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for _ in range(30):
        os.write(handle, f"{kept.save(given, {})}\n".encode())
