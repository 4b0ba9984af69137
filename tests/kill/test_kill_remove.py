"""``kill -9`` at random moments of a removal: the case is readable, nothing of it is lost, the index of before or after answers."""

import shutil
from pathlib import Path

from killing import Order, kill_at_random
from test_kill_ingest import QUESTION, _done, _live

from rag.case import read_case
from tests.removing import LEAFLET, ask_of, nothing_is_lost, remove, tree

KILLS_OF_FILES, KILLS = 6, 2


def test_killed_among_the_files_the_case_is_whole_and_the_next_run_completes(
    order: Order, tiny: Path, tmp_path: Path
) -> None:
    whole = _with_a_question(tiny, tmp_path)
    lasts = _done(order("targets:take_out", str(tiny), LEAFLET)).seconds
    before: dict[str, bytes] = {}

    def prepare(i: int) -> None:
        nonlocal before
        _put_back(whole, tiny)
        before = tree(tiny)

    def check(i: int) -> None:
        nothing_is_lost(before, tree(tiny))
        if _is_listed(tiny):
            remove(tiny, LEAFLET, with_questions=True)
            nothing_is_lost(before, tree(tiny))
            assert not list(tiny.rglob("*.part"))
        assert not _is_listed(tiny)

    kill_at_random(order, "targets:take_out", (str(tiny), LEAFLET), KILLS_OF_FILES, lasts, prepare, check, seed=5)


def test_killed_removal_leaves_the_index_of_before_or_after_answering(order: Order, tiny: Path, tmp_path: Path) -> None:
    whole = _with_a_question(tiny, tmp_path)
    home = str(tiny)
    with_it = _done(order("targets:ingest", home, False)).result
    done = _done(order("targets:remove", home, LEAFLET))

    def prepare(i: int) -> None:
        _put_back(whole, tiny)
        assert _done(order("targets:ingest", home, False)).result == with_it

    def check(i: int) -> None:
        asked = _done(order("targets:ask", home, QUESTION)).result
        assert "48 metres" in asked["text"]
        assert asked["snapshot"] == _live(tiny).id in (with_it, done.result)
        if _is_listed(tiny):
            _done(order("targets:take_out", home, LEAFLET))
        assert _done(order("targets:ingest", home, False)).result == done.result

    kill_at_random(order, "targets:remove", (home, LEAFLET), KILLS, done.seconds, prepare, check, seed=6)


def test_what_nobody_is_to_read_is_gone_after_deleting_it_from_removed_and_a_rebuild(order: Order, tiny: Path) -> None:
    """Each command in a process of its own: Chroma's files hold unset memory of the one that made them."""
    home, words = str(tiny), (tiny / "corpus" / f"{LEAFLET}.txt").read_bytes().split(b". ")[0]

    def holding() -> set[str]:
        return {name.partition("/")[0] for name, held in tree(tiny).items() if words in held}

    _done(order("targets:ingest", home, False))
    _done(order("targets:remove", home, LEAFLET))
    assert holding() == {"removed", ".onrecord"}  # there in the index before
    (tiny / "removed" / f"{LEAFLET}.txt").unlink()
    _done(order("targets:ingest", home, True))
    assert holding() == set()


def _with_a_question(home: Path, folder: Path) -> Path:
    """The case with a known question that the leaflet answers, and a copy of it."""
    ask_of(home, {"question": "Who laid it?", "answered_by": [f"{LEAFLET}:para 1"]}, {"question": "Who sang?"})
    return Path(shutil.copytree(home, folder / "whole"))


def _put_back(whole: Path, home: Path) -> None:
    for name in ("corpus", "removed"):
        shutil.rmtree(home / name, ignore_errors=True)
    shutil.copytree(whole / "corpus", home / "corpus")


def _is_listed(home: Path) -> bool:
    return LEAFLET in [entry.source.id for entry in read_case(home).entries]
