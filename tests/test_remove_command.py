"""``onrecord remove`` as a person and a script meet it: what answers afterwards, what is said, and what stops it."""

import json
import sys
from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import open_parts
from rag.case.folder import only_builder, only_writer
from rag.case.originals import Original, originals_dir, write_lock
from rag.index.snapshot import live_snapshot
from rag.renew import audited, renew
from rag.settings import Settings, load_settings
from tests.removing import LEAFLET, ask_of, folder_of, sha256, tree, unname
from ui.cli import main
from ui.terminal import err, out

pytestmark = pytest.mark.usefixtures("by_words")

WALL, COST = "The wall of Ellery is 212 metres long.\n", "The wall of Ellery cost 2.4 million pounds in 2021.\n"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_EMBEDDER", "minilm")
    for console in (out, err):  # they look at COLUMNS once, when the first test of a process loads them
        monkeypatch.setattr(console, "_width", 250)


@pytest.fixture
def indexed(tiny: Path) -> Settings:
    settings = load_settings(case=tiny)
    renew(settings)
    return settings


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def snapshot(settings: Settings) -> str:
    live = live_snapshot(settings)
    assert live is not None
    return live.id


def test_removed_source_answers_again_after_the_command_that_is_shown(
    indexed: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, before = indexed.home, snapshot(indexed)
    assert LEAFLET in open_parts(indexed).index.sources
    assert run(monkeypatch, "--case", home, "remove", LEAFLET) == 0
    shown = capsys.readouterr().out
    assert f"removed {LEAFLET} · The Mill Bridge: a short history" in shown
    assert f"secondary · Ashcombe Historical Society · 2015 · 1 passage · now in {home}/removed/{LEAFLET}.txt" in shown
    assert "indexed 5 sources" in shown and "were known" in shown  # nothing that was there is embedded again
    parts = open_parts(indexed)
    assert LEAFLET not in parts.index.sources
    told = answer("When was the first stone of the Mill Bridge laid?", parts)
    assert LEAFLET not in {cited.source_id for claim in told.claims for cited in claim.citations}
    way = shown.split("to put it back: onrecord ")[1].split()
    assert run(monkeypatch, *way) == 0
    assert snapshot(indexed) == before


def test_json_tells_what_was_taken_out_and_what_the_index_holds(
    indexed: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unname(indexed.home)
    ask_of(indexed.home, {"question": "Who?", "answered_by": [f"{LEAFLET}:para 1"]})
    command = ("remove", "faro-2021", LEAFLET, "--with-questions", "--json")
    assert run(monkeypatch, "--case", indexed.home, *command) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["questions"] == [
        {"place": "corpus/questions.jsonl line 1", "what": "Who?", "names": [f"{LEAFLET}:para 1"], "goes": True}
    ]
    assert told["removed"][1]["kept"] == f"{indexed.home}/removed/{LEAFLET}.txt"
    assert [(one["id"], one["tier"], one["passages"]) for one in told["removed"]] == [
        ("faro-2021", "press", 5), (LEAFLET, "secondary", 1),
    ]  # fmt: skip
    assert (told["changed"], told["sources"]) == (True, 4)
    assert told["snapshot"] == snapshot(indexed)


def test_what_the_case_names_is_refused_in_one_line(
    indexed: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {name: held for name, held in tree(indexed.home).items() if not name.endswith(".lock")}
    assert run(monkeypatch, "--case", indexed.home, "remove", "survey-2019") == 2
    refused = capsys.readouterr()
    assert refused.out == "" and refused.err.count("\n") == 1
    assert "corpus/claims.jsonl lines 1, 2 and 4 (fact_ids and would_decide)" in refused.err
    assert {name: held for name, held in tree(indexed.home).items() if not name.endswith(".lock")} == before


def test_the_shipped_case_keeps_its_sources_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "remove", "uscc-2021") == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "ask --source" in said and "onrecord --case FOLDER remove" in said


@pytest.mark.parametrize(
    ("lock", "said"), [(only_builder, "is building the index"), (only_writer, "is writing the questions")]
)
def test_while_another_process_changes_the_case_nothing_is_taken_out(
    indexed: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lock, said: str
) -> None:
    before = (indexed.home / "corpus" / "manifest.jsonl").read_bytes()
    with lock(indexed.data_dir):
        assert run(monkeypatch, "--case", indexed.home, "remove", LEAFLET) == 1
    assert said in capsys.readouterr().err
    assert (indexed.home / "corpus" / "manifest.jsonl").read_bytes() == before


def test_where_the_index_cannot_be_renewed_the_old_one_answers_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = folder_of(tmp_path / "case", wall=WALL, cost=COST)
    (home / "seeds" / "article.txt").unlink()
    settings = load_settings(case=home)
    renew(settings)
    before = snapshot(settings)
    (home / "corpus" / "cost.txt").write_text(" ", encoding="utf-8")  # nothing that is left can be read
    assert run(monkeypatch, "--case", home, "remove", "wall") == 1
    said = capsys.readouterr().err
    assert "wall: taken out of the case, but the index still answers from it:" in said and "ingest" in said
    assert snapshot(settings) == before
    assert answer("How long is the wall of Ellery?", open_parts(settings)).claims
    assert run(monkeypatch, "--case", home, "remove", "wall") == 2
    assert "no source of" in (said := capsys.readouterr().err) and "any more, but the index still answers" in said


# --- originals ---


@pytest.fixture
def fetched(tiny: Path) -> Settings:
    """The leaflet and a record with an original each, the record's bearing one of its facts."""
    unname(tiny)
    settings = load_settings(case=tiny)
    originals_dir(settings.data_dir).mkdir(parents=True)
    lock = {}
    for source_id in ("survey-2019", LEAFLET):
        file = originals_dir(settings.data_dir) / f"{source_id}.txt"
        file.write_text(
            "The Mill Bridge is 48 metres long and 6.2 metres wide between the parapets.\n", encoding="utf-8"
        )
        url, day = "https://ashcombe.example/full", "2026-01-02T03:04:05Z"
        lock[source_id] = Original(source_id, url, url, file.name, sha256(file), "text/plain", day, bytes=9)
    write_lock(settings.data_dir, lock)
    renew(settings)
    return settings


def test_a_fetched_original_stays_and_is_told_and_may_go_without_a_complaint(
    fetched: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = live_snapshot(fetched)
    assert before and {"survey-2019", "survey-2019.record"} <= {source.id for source in before.sources}
    original = originals_dir(fetched.data_dir) / "survey-2019.txt"
    assert run(monkeypatch, "--case", fetched.home, "remove", "survey-2019") == 0
    shown = capsys.readouterr().out
    assert f"its fetched original stays, unused: {original}" in shown and "audit findings" in shown
    assert original.is_file()
    after = live_snapshot(fetched)
    assert after and not {"survey-2019", "survey-2019.record"} & {source.id for source in after.sources}
    original.unlink()
    assert run(monkeypatch, "--case", fetched.home, "ingest") == 0  # nobody misses it
    run(monkeypatch, "--case", fetched.home, "audit")
    assert "survey-2019" not in capsys.readouterr().err


def test_what_is_put_back_has_its_original_again(fetched: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    home, record = fetched.home, Path("records") / "survey-2019.md"
    assert run(monkeypatch, "--case", home, "remove", "survey-2019") == 0
    assert run(monkeypatch, "--case", home, "add", home / "removed" / record) == 0
    assert (home / "corpus" / record).is_file()
    live = live_snapshot(fetched)
    assert live and {"survey-2019", "survey-2019.record"} <= {source.id for source in live.sources}
    files = {"survey-2019": originals_dir(fetched.data_dir) / "survey-2019.txt"}
    assert [found.source_id for found in audited(fetched, files)] == ["survey-2019"]
