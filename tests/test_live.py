"""A chat that runs while the index is brought up to date: the next question has the new snapshot."""

import shutil
import threading
from pathlib import Path

import pytest

from rag.ask import answer, ask
from rag.assemble import open_parts
from rag.events import Checked
from rag.ingest.add import add_sources
from rag.ingest.build import build
from rag.live import Live
from rag.settings import Settings, load_settings
from rag.sources import Span

QUESTION = "Who keeps the lighthouse of Port Ellen?"
KEEPER = "The lighthouse of Port Ellen is kept by Isla Grant, who has lived there since the summer of 1931.\n"


@pytest.fixture
def quick(tiny: Path) -> Settings:
    return load_settings(case=tiny, embedder="minilm")


def _add(settings: Settings, folder: Path, words: str, name: str = "keeper.txt") -> str:
    (folder / name).write_text(words, encoding="utf-8")
    add_sources(settings, [folder / name])
    return build(settings).snapshot.id


def test_next_question_is_answered_from_the_new_snapshot(quick: Settings, tmp_path: Path) -> None:
    live = Live(open_parts(quick))
    before = live.parts()
    assert answer(QUESTION, before).refused
    new = _add(quick, tmp_path, KEEPER)
    reply = answer(QUESTION, live.parts())
    assert reply.snapshot == new
    assert "Isla Grant" in reply.text
    assert live.parts() is live.parts()  # opened once


def test_answer_under_way_keeps_its_snapshot(quick: Settings, tmp_path: Path) -> None:
    live = Live(open_parts(quick))
    old = live.parts()
    events = ask("How long is the Mill Bridge?", old)
    next(events)
    for i in range(2):  # the second switch takes the old build's folder away
        _add(quick, tmp_path, KEEPER + str(i), f"{i}.txt")
    *_, last = events
    assert isinstance(last, Checked)
    assert last.answer.snapshot == old.index.snapshot.id
    assert {v.status for v in last.answer.verdicts} <= {"supported", "the article's words"}


def test_index_that_cannot_be_opened_leaves_the_old_one_answering(quick: Settings) -> None:
    live = Live(open_parts(quick))
    old = live.parts()
    shutil.rmtree(quick.data_dir / "snapshots")
    (quick.data_dir / "snapshot.json").write_text("{}")
    assert live.parts() is old
    (quick.data_dir / "snapshot.json").unlink()
    assert live.parts() is old


def test_an_index_that_rots_is_named_and_made_anew_while_the_old_one_answers(
    quick: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    live = Live(open_parts(quick))
    old, events = live.parts(), ask(QUESTION, live.parts())
    _add(quick, tmp_path, KEEPER, "keeper.txt")
    new = build(quick).snapshot
    (graph,) = (new.build_dir(quick.data_dir) / "chroma").glob("*/data_level0.bin")
    graph.write_bytes(b"\xff" * 3000 + graph.read_bytes()[3000:])  # Chroma's native code would end the process
    assert live.parts() is old and list(events)
    for thread in threading.enumerate():
        if thread.name == "mend":
            thread.join()
    assert "data_level0.bin" in caplog.text
    found = live.parts().index
    assert found.snapshot.id == new.id and found.snapshot.build != new.build
    assert open_parts(quick).index.snapshot.build == found.snapshot.build


def test_words_of_a_changed_text_are_never_marked(quick: Settings, tiny: Path, tmp_path: Path) -> None:
    live = Live(open_parts(quick))
    held = live.holding("survey-2019", Span(0, 5))
    assert held is not None
    assert held.span == Span(0, 5)
    for seed in (tiny / "seeds").iterdir():  # the article goes, which is allowed, and comes back otherwise
        seed.unlink()
    (tiny / "seeds" / "seed.txt").write_text(
        "The bridge was shut, said the town, for reasons of safety.\n\n" * 8, encoding="utf-8"
    )
    build(quick)
    live.parts()
    held = live.holding("seed", Span(0, 5))
    assert held is not None
    assert held.span is None
    assert live.holding("nowhere") is None
