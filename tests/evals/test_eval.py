"""``onrecord eval`` as a person, a script and a killed machine meet it."""

import json
import re
from pathlib import Path

import pytest

from evals.compare import changes, turned
from evals.report import as_html, as_plain
from evals.run import header_of, run_suite
from evals.saved import Row, Run, RunFolder, fingerprint, read_run
from evals.schema import Question, before, read_suite
from evals.summary import MEASURES, figures
from rag.assemble import Parts
from rag.errors import UsageError
from tests.evals.running import run_eval
from ui.cli import main

SUITE = [
    {"id": "a", "question": "How long is the Mill Bridge?", "key_points": [{"text": "48 m", "support": ["survey-2019-f01"]}]},
    {"id": "b", "question": "Who painted the Mill Bridge blue?", "must_refuse": True, "type": "unanswerable"},
    {"id": "c", "question": "What did the mayor promise?", "type": "fact", "evidence": ["mayor-2020-f02"]},
    {"id": "d", "question": "And how wide is it?", "history": ["How long is the Mill Bridge?"]},
]  # fmt: skip


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    file = tmp_path / "suite.jsonl"
    file.write_text("\n".join(map(json.dumps, SUITE)) + "\n", encoding="utf-8")
    return file


def run(monkeypatch: pytest.MonkeyPatch, parts: Parts, *arguments: object) -> int:
    return run_eval(monkeypatch, parts.settings.case or Path(), *arguments)


def row(name: str, points: float, refused: bool = False, question: str = "q") -> Row:
    return Row(
        id=name, question=question, type="fact", language="en", must_refuse=False, refused=refused, confidence=0.9,
        milliseconds=10, parts={"key_point_recall": (points, 1.0)},
        answer={"asked_as": question, "notes": [], "claims": [], "conflicts": [], "nearest": []},
    )  # fmt: skip


def run_of(parts: Parts, suite: Path, *rows: Row) -> Run:
    return Run(header=header_of(suite, parts), rows=rows)


def test_a_run_writes_its_report_and_prints_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, suite: Path, tmp_path: Path
) -> None:
    assert run(monkeypatch, parts, suite, "--out", tmp_path / "out", "--json") == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain["figures"]["citations_verbatim"]["value"] == 1
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "rows.jsonl",
        "run.lock",
        "report.html",
        "report.json",
    }
    assert len(read_run(tmp_path / "out").rows) == len(SUITE)


@pytest.mark.parametrize(
    ("floor", "code"), [("citations_verbatim=1", 0), ("recall@10=1.01", 1), ("p95_ms=0", 1), ("conflict_shown=0", 1)]
)
def test_the_exit_code_says_whether_a_floor_was_missed(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    parts: Parts,
    suite: Path,
    floor: str,
    code: int,
) -> None:
    assert run(monkeypatch, parts, suite, "--fail-under", floor) == code
    assert ("missed: " in capsys.readouterr().err) == bool(code)


@pytest.mark.parametrize("floor", ["recall=0.8", "recall@10=high", "recall@10"])
def test_a_floor_that_means_nothing_is_an_error_before_any_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, suite: Path, floor: str
) -> None:
    assert run(monkeypatch, parts, suite, "--fail-under", floor) == 2
    assert f"--fail-under '{floor}'" in capsys.readouterr().err


def test_a_killed_run_goes_on_and_gives_the_same_scores(parts: Parts, suite: Path, tmp_path: Path) -> None:
    questions, header = read_suite(suite), header_of(suite, parts)
    whole = run_suite(questions, parts)
    folder = RunFolder(tmp_path / "out")
    folder.begin(header)
    run_suite(questions[:2], parts, keep=folder)
    with (tmp_path / "out" / "rows.jsonl").open("a") as file:
        file.write('{"id": "c", "question": "What d')  # killed in mid-line
    done = folder.begin(header)
    assert set(done) == {"a", "b"}
    assert [r.parts for r in run_suite(questions, parts, done=done, keep=folder)] == [r.parts for r in whole]
    assert [r.id for r in read_run(tmp_path / "out").rows] == ["a", "b", "c", "d"]


def test_a_folder_with_another_run_is_not_mixed_in(parts: Parts, suite: Path, tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "out")
    folder.begin(header_of(suite, parts))
    with pytest.raises(UsageError, match="another snapshot"):
        folder.begin(header_of(suite, parts).model_copy(update={"snapshot": "other"}))


def test_a_conversation_in_the_suite_is_asked_as_one(parts: Parts, suite: Path) -> None:
    last = run_suite(read_suite(suite), parts)[-1]
    assert "Mill Bridge" in last.answer["asked_as"]
    assert "6.2 metres" in last.answer["text"]


def test_the_same_seed_gives_the_same_intervals() -> None:
    rows = [row(str(n), n % 2) for n in range(20)]
    assert figures(rows, 3) == figures(rows, 3)
    found = figures(rows, 3)["key_point_recall"]
    assert found.low < found.value == 0.5 < found.high


def test_a_comparison_names_what_turned_and_which_way(parts: Parts, suite: Path) -> None:
    before = run_of(parts, suite, row("a", 1), row("b", 0.5), row("gone", 1), row("other", 1, question="another"))
    now = run_of(parts, suite, row("a", 0, refused=True), row("b", 1), row("new", 1), row("other", 0))
    assert [(t.id, t.how, t.better) for t in turned(before, now)] == [
        ("a", "refused now", False), ("b", "key points 0.50 → 1.00", True),
    ]  # fmt: skip
    change = next(c for c in changes(before, now) if c.name == "key_point_recall")
    assert (change.before, change.now) == (0.75, 0.5)
    assert not change.better


def test_a_run_of_another_suite_is_not_compared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, suite: Path, tmp_path: Path
) -> None:
    folder = RunFolder(tmp_path / "other")
    folder.begin(header_of(suite, parts))
    folder.add(row("z", 1))
    assert run(monkeypatch, parts, suite, "--compare", tmp_path / "other") == 2
    assert "no question in common" in " ".join(capsys.readouterr().err.split())


def test_what_was_not_checked_stands_apart_in_every_report(parts: Parts, suite: Path) -> None:
    told = row("a", 1)
    claims = [
        {"text": "It is long.", "verdict": verdict, "reason": "why", "citations": []}
        for verdict in ("supported", "not checked")
    ]
    made = run_of(parts, suite, told.model_copy(update={"answer": told.answer | {"claims": claims}}))
    assert as_plain(made)["verdicts"] == {"supported": 1, "not checked": 1}
    assert "not checked (in no average)" in as_html(made)


def test_run_on_another_processor_is_told_and_equal_findings_share_a_fingerprint(parts: Parts, suite: Path) -> None:
    here = run_of(parts, suite, row("a", 1))
    there = here.model_copy(update={"header": here.header.model_copy(update={"processor": "Slow 1"})})
    assert here.header.processor in as_html(here)
    assert "another processor (Slow 1)" in as_html(here, there) and "another processor" not in as_html(here, here)
    assert fingerprint(here) == fingerprint(there)


def test_nothing_of_a_suite_or_an_answer_becomes_html(parts: Parts, suite: Path) -> None:
    hostile = "<script>alert(1)</script><img src=//x onerror=y>"
    page = as_html(run_of(parts, suite, row("a", 1, question=hostile), row("b", 0, question="q")))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"(?:src|href)=[\"'](?!#)", page.replace('xlink:href="#', 'href="#'))


def test_a_suite_without_refusals_still_has_a_report(parts: Parts, suite: Path) -> None:
    assert as_plain(run_of(parts, suite, row("a", 1)))["refusal_auroc"] is None


def test_the_published_schema_of_a_suite_is_what_is_read() -> None:
    schema = Path(__file__).parents[2] / "docs" / "suite.schema.json"
    assert json.loads(schema.read_text(encoding="utf-8")) == Question.model_json_schema()


def test_a_later_turn_follows_all_turns_before_it() -> None:
    turns = [Question(id=str(n), question=f"{n}?", pair_id="p", turn=n) for n in (2, 1, 3)]
    assert before(turns[2], turns) == ("1?", "2?")
    assert before(turns[1], turns) == ()
    assert before(Question(id="x", question="?", history=("a?",), pair_id="p", turn=2), turns) == ("a?",)


def test_names_that_the_index_does_not_have_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, tmp_path: Path
) -> None:
    (tmp_path / "s.jsonl").write_text(
        '{"id": "a", "question": "How long is the Mill Bridge?", "evidence": ["survey-2019-f01", "nope-f01"],'
        ' "acceptable_sources": ["survey-2019", "nobody"]}\n'
    )
    assert run(monkeypatch, parts, tmp_path / "s.jsonl", "--json") == 0
    told = " ".join(capsys.readouterr().err.split())
    assert "on them: nope-f01" in told and "on them: nobody" in told
    assert "survey" not in told


def test_the_documentation_names_every_measure_and_no_other() -> None:
    text = (Path(__file__).parents[2] / "docs" / "evals.md").read_text(encoding="utf-8")
    (table,) = (part for part in text.split("\n\n") if part.startswith("| measure |"))
    assert set(re.findall(r"`([^`]+)`", "".join(line.split(" | ")[0] for line in table.splitlines()))) == set(MEASURES)


def test_a_case_of_ones_own_needs_a_suite_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path
) -> None:
    monkeypatch.setattr("sys.argv", ["onrecord", "--case", str(tiny), "eval"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "Give a suite of your own" in " ".join(capsys.readouterr().err.split())
