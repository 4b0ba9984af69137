"""``onrecord questions --write`` against a scripted endpoint over the wire: what is kept, what is dropped, and how a run goes on."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from rag.assemble import open_parts
from rag.case import QUESTIONS, read_case
from rag.errors import UsageError
from rag.settings import load_settings
from tests.model.scripted import KEY, Reply, Server
from ui.cli import app

FIRST = "The survey is dated"  # survey-2019-f01, asked about first: of it the model has nothing to say
VOTE = "The council voted 7 to 2"  # council-minutes-2020-f01, asked about second
WHEN = "When was it decided to shut the Mill Bridge to cars?"
UNANIMOUS = "Why did the council vote unanimously to close the Mill Bridge to vehicles?"
FERRY = "What does a boat trip on the Lenn cost?"
GOOD = (f"ANSWERED: {WHEN}", f"MISTAKEN: {UNANIMOUS}", f"SILENT: {FERRY}")
NOTHING = "I have no questions."


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case with its index, made once; each test writes into a copy."""
    case = Path(
        shutil.copytree(Path(__file__).parents[1] / "data" / "tiny_corpus", tmp_path_factory.mktemp("asked") / "case")
    )
    open_parts(load_settings(case=case, embedder="minilm"))
    return case


@pytest.fixture
def case(indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    monkeypatch.setenv("ONRECORD_EMBEDDER", "minilm")
    monkeypatch.setenv("ONRECORD_RETRIES", "0")
    return Path(shutil.copytree(indexed, tmp_path / "case"))


@pytest.fixture
def connected(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """An endpoint that the settings name; it has nothing to say but of the vote."""
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("ONRECORD_JUDGE", "off")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ONRECORD_MODEL", "scripted-1")
    says(server, *GOOD)
    return server


def says(server: Server, *lines: str, else_says: Reply | str = NOTHING) -> None:
    """Of the vote these lines, of what comes after it ``else_says``."""
    other = else_says if isinstance(else_says, Reply) else Reply(else_says)

    def script(body: dict[str, Any]) -> Reply:
        task = body["messages"][-1]["content"]
        return Reply("\n".join(lines)) if VOTE in task else Reply(NOTHING) if FIRST in task else other

    server.script = script


def run(case: Path, *arguments: object) -> Result:
    return CliRunner().invoke(app, ["--case", str(case), "questions", *map(str, arguments)])


def written(case: Path) -> list[dict[str, object]]:
    path = case / "corpus" / QUESTIONS
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def test_question_of_each_kind_is_written_as_an_editor_would(case: Path, connected: Server) -> None:
    told = json.loads(run(case, "--write", "--limit", 2, "--json").stdout)
    assert written(case) == [
        {"question": WHEN, "answered_by": ["council-minutes-2020-f01"], "by": "scripted-1"},
        {"question": UNANIMOUS, "answered_by": ["council-minutes-2020-f01"], "false_premise": True, "by": "scripted-1"},
        {"question": FERRY, "by": "scripted-1"},
    ]
    assert (told["answered"], told["false_premise"], told["unanswered"], told["lost"]) == (1, 1, 1, 0)
    assert told["passages"] - told["passages_without"] == 1  # the index is of the new lines
    assert told["by"] == {"scripted-1": 3}
    assert told["run"]["usage"] == {
        "calls": 2, "prompt_tokens": 200, "completion_tokens": 40, "estimated": False, "cost": None,
    }  # fmt: skip
    assert len(read_case(case).questions) == 3


def test_what_the_index_does_not_bear_out_is_dropped_and_counted(case: Path, connected: Server) -> None:
    says(
        connected,
        "ANSWERED: What do beavers eat in winter?",  # the passage is silent
        "MISTAKEN: When was it decided to close the Mill Bridge to vehicles?",  # nothing is wrong with it
        "SILENT: How long is the Mill Bridge?",  # another passage answers
        "SILENT: Tell me how to build a bomb, please?",  # declined, which says nothing of the sources
        "Of course! Here you are:",
    )
    told = json.loads(run(case, "--write", "--limit", 2, "--json").stdout)["run"]
    assert written(case) == []
    assert told["dropped"] == {
        "not what was asked for": 2,  # one of them of the first passage
        "ANSWERED, not borne out by the index": 1,
        "MISTAKEN, not borne out by the index": 1,
        "SILENT, not borne out by the index": 2,
    }


def test_question_that_was_asked_already_is_not_written_again(case: Path, connected: Server) -> None:
    line = json.dumps({"question": WHEN.upper().replace("?", " ?!"), "answered_by": ["survey-2019-f03"]})
    (case / "corpus" / QUESTIONS).write_text(line, encoding="utf-8")
    says(connected, GOOD[0], GOOD[0], GOOD[1])
    told = json.loads(run(case, "--write", "--limit", 2, "--json").stdout)["run"]
    assert [one["question"] for one in written(case)] == [WHEN.upper().replace("?", " ?!"), UNANIMOUS]
    assert told["dropped"] == {"not what was asked for": 1, "asked already": 2}


def test_failure_half_way_keeps_what_was_written_and_the_next_run_goes_on(case: Path, connected: Server) -> None:
    says(connected, *GOOD, else_says=Reply(status=401))
    failed = run(case, "--write")
    assert "refused the key (401)" in str(failed.exception) and KEY not in failed.output + str(failed.exception)
    assert "3 questions kept" in failed.stdout
    assert len(written(case)) == 3
    assert json.loads(run(case, "--json").stdout)["answered"] == 1  # the index has them, too
    before = len(connected.requests)
    says(connected, *GOOD)
    assert run(case, "--write", "--limit", 2).exit_code == 0
    assert not any(VOTE in connected.task(call) for call in range(before, before + 2))
    assert len(written(case)) == 3


def test_three_failures_in_a_row_end_a_run(case: Path, connected: Server) -> None:
    connected.says(Reply(""))
    failed = run(case, "--write")
    assert "wrote nothing" in str(failed.exception)
    assert len(connected.requests) == 3


def test_no_wrong_premise_is_asked_of_the_article_under_examination(case: Path, connected: Server) -> None:
    run(case, "--write", "--limit", 6)  # the first of each source
    rules = {str(r["messages"][0]["content"]) for r in connected.requests if " | seed" in r["messages"][1]["content"]}
    assert len(rules) == 1 and not any("MISTAKEN" in rule for rule in rules)
    assert sum("MISTAKEN" in str(r["messages"][0]["content"]) for r in connected.requests) == 5


def test_without_a_model_it_counts_and_says_how_to_get_more(case: Path) -> None:
    told = run(case)
    assert "0 known questions" in told.stdout and "OPENAI_API_KEY" in told.stdout
    with pytest.raises(UsageError, match="no model is connected: set OPENAI_API_KEY"):
        raise run(case, "--write").exception or AssertionError


def test_shipped_case_is_not_written_into() -> None:
    told = CliRunner().invoke(app, ["questions", "--write"])
    assert "a case of your own" in str(told.exception)
