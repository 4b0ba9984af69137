"""The command line as a person and a script meet it."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from rag.assemble import Parts
from ui.cli import COMMANDS, main


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """The exit code of ``onrecord ARGUMENTS``."""
    monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def case_of(parts: Parts) -> Path:
    assert parts.settings.case is not None
    return parts.settings.case


def test_ask_prints_words_mark_place_and_source(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts
) -> None:
    assert run(monkeypatch, "--case", case_of(parts), "ask", "How long is the Mill Bridge?") == 0
    shown = " ".join(capsys.readouterr().out.split())
    office = "Lenn County Engineers' Office, 14 Oct 2019"
    assert f"The Mill Bridge is 48 metres long and 6.2 metres wide. — {office} (our summary) [1]" in shown
    assert "“The Mill Bridge is 48 metres long" not in shown  # the record is ours, and no source's own words
    assert f"{office}, p. 2, table 1 · our summary" in shown and "not confirmed" not in shown
    assert "[1] Structural survey of the Mill Bridge, Ashcombe" in shown


def test_json_is_one_object_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts
) -> None:
    assert run(monkeypatch, "--case", case_of(parts), "ask", "--json", "How long is the Mill Bridge?") == 0
    assert json.loads(capsys.readouterr().out)["status"] == "answered"


def test_saved_answer_is_verified_and_a_tampered_one_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, tmp_path: Path
) -> None:
    run(monkeypatch, "--case", case_of(parts), "ask", "--json", "How long is the Mill Bridge?")
    saved = capsys.readouterr().out
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(saved, encoding="utf-8")
    bad.write_text(saved.replace("48 metres", "49 metres"), encoding="utf-8")
    assert run(monkeypatch, "--case", case_of(parts), "verify", good) == 0
    assert run(monkeypatch, "--case", case_of(parts), "verify", bad, "--json") == 1


def test_sources_lists_tier_and_date(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts
) -> None:
    assert run(monkeypatch, "--case", case_of(parts), "sources", "--json") == 0
    listed = {s["id"]: s for s in json.loads(capsys.readouterr().out)["sources"]}
    assert listed["survey-2019"]["tier"] == "primary"
    assert listed["survey-2019"]["published"] == "2019-10-14"


def test_batch_answers_every_line_and_reports_the_one_it_cannot(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, tmp_path: Path
) -> None:
    lines = [
        {"id": "a", "question": "How long is the Mill Bridge?"},
        {"id": "b", "question": "And how wide?", "history": ["How long is the Mill Bridge?"]},
        {"id": "c", "question": "  "},
    ]
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    asked.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert run(monkeypatch, "--case", case_of(parts), "ask", "--batch", asked, "--out", out) == 3
    got = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in got] == ["a", "b", "c"]
    assert got[1]["answer"]["asked_as"].startswith("How long is the Mill Bridge?")
    assert "empty" in got[2]["error"]
    told = " ".join(capsys.readouterr().err.split())
    assert "2 answers in" in told and "1 error (see its line)" in told


def test_batch_keeps_to_the_sources_named_and_to_whole_lines(
    monkeypatch: pytest.MonkeyPatch, parts: Parts, tmp_path: Path
) -> None:
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    asked.write_text('{"question": "How long is\u2028the Mill Bridge?"}\r\n\n', encoding="utf-8")
    chosen = ("--source", "mayor-2020", "--tier", "seed")
    assert run(monkeypatch, "--case", case_of(parts), "ask", "--batch", asked, "--out", out, *chosen) == 0
    (line,) = out.read_text(encoding="utf-8").strip().split("\n")
    answer = json.loads(line)["answer"]
    assert answer["question"] == "How long is the Mill Bridge?"
    assert {p["source_id"] for p in (*answer["passages"], *answer["nearest"])} <= {"mayor-2020", "seed"}


@pytest.mark.parametrize(("more", "said"), [(("--json",), "--json"), (("Why?",), "a question")])
def test_batch_refuses_what_it_would_not_heed(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    more: tuple[str, ...],
    said: str,
) -> None:
    (tmp_path / "in.jsonl").write_text('{"question": "fine"}', encoding="utf-8")
    assert run(monkeypatch, "ask", "--batch", tmp_path / "in.jsonl", "--out", tmp_path / "out", *more) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("line", ["not json", "[]", '{"text": "no question"}'])
def test_batch_line_that_is_no_question_names_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str
) -> None:
    asked = tmp_path / "in.jsonl"
    asked.write_text('{"question": "fine"}\n' + line, encoding="utf-8")
    assert run(monkeypatch, "ask", "--batch", asked, "--out", tmp_path / "out.jsonl") == 2
    assert "line 2" in capsys.readouterr().err


def test_own_files_become_a_case_and_the_broken_one_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = tmp_path / "mine"
    files.mkdir()
    (files / "notes.txt").write_text("The lighthouse of Port Ellen is 17 metres high.\n", encoding="utf-8")
    (files / "page.html").write_text(
        "<html><title>Keeper</title><body><article><p>The lighthouse keeper of Port Ellen was Isla Grant, "
        "who served there for thirty years until 1931.</p></article></body></html>",
        encoding="utf-8",
    )
    (files / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    case = tmp_path / "case"
    assert run(monkeypatch, "--case", case, "add", files, "--json") == 3
    report = json.loads(capsys.readouterr().out)
    assert report["sources"] == 2
    assert any("broken.pdf" in skipped["reason"] for skipped in report["skipped"])
    assert run(monkeypatch, "--case", case, "ask", "--json", "How high is the lighthouse of Port Ellen?") == 0
    assert "17 metres high" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["ask"], 2, "no question"),
        (["ask", ""], 2, "empty"),
        (["ask", "why " * 25_000], 2, "characters"),
        (["ask", "--batch", "nowhere.jsonl"], 2, "--out"),
        (["ask", "--batch", "nowhere.jsonl", "--out", "out.jsonl"], 2, "nowhere.jsonl does not exist"),
        (["verify", "nowhere.json"], 2, "nowhere.json"),
        (["--case", "nowhere", "ask", "Who?"], 2, "no sources"),
        (["--case", "nowhere", "sources"], 1, "onrecord ingest"),
        (["ask", "--nonsense", "x"], 2, "No such option"),
    ],
)
def test_errors_are_one_line_without_traceback(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    told: str,
) -> None:
    assert run(monkeypatch, *arguments) == code
    shown = capsys.readouterr().err
    assert told in shown
    assert "Traceback" not in shown


def test_bad_setting_names_variable_and_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_TOP_K", "many")
    assert run(monkeypatch, "sources") == 2
    assert "ONRECORD_TOP_K" in capsys.readouterr().err


def test_broken_settings_file_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "onrecord.toml").write_text("top_k = = 3")
    assert run(monkeypatch, "sources") == 2
    assert "onrecord.toml" in capsys.readouterr().err


def test_index_of_another_embedder_says_what_to_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts
) -> None:
    other = "minilm" if parts.index.snapshot.embedder.startswith("e5") else "e5"
    monkeypatch.setenv("ONRECORD_EMBEDDER", other)
    code = run(monkeypatch, "--case", case_of(parts), "ask", "How long is the bridge?")
    shown = capsys.readouterr().err
    assert code == 1
    assert "onrecord ingest" in shown


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['onrecord', '--help']\n"
        "from ui.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'llama_index', 'chromadb', 'gradio', 'numpy', 'pydantic'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_of_a_command_what_it_says_itself(name: str) -> None:
    module, told = COMMANDS[name]
    said = getattr(import_module(f"ui.commands.{module}"), name).__doc__
    assert said.startswith(told.rstrip("."))


def test_a_new_record_is_listed_by_its_path_as_the_corpus_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path
) -> None:
    monkeypatch.setenv("ONRECORD_EMBEDDER", "minilm")
    records = tiny / "corpus" / "records"
    text = (records / "faro-2021.md").read_text(encoding="utf-8").replace("faro-2021", "faro-2022")
    (records / "faro-2022.md").write_text(text, encoding="utf-8")
    assert run(monkeypatch, "--case", tiny, "add", records / "faro-2022.md", "--json") == 0
    assert json.loads(capsys.readouterr().out)["sources"] == 7
