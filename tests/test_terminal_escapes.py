"""What strangers wrote is text on a terminal, whatever it would command."""

import json
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from rag.ask import answer
from rag.assemble import Parts
from rag.wire import to_json
from tests.test_cli import case_of, run
from ui.commands.feedback import Feedback, keep
from ui.terminal import out

ESCAPE = "\x1b]0;owned\x07\x1b[2J\x9b1A"


def test_a_comment_of_the_chat_commands_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, tmp_path: Path
) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    given = Feedback(
        when="2026-01-01T00:00:00Z",
        rating="up",
        comment=f"good {ESCAPE}",
        question=ESCAPE,
        answer="",
        snapshot="",
        mode="quote",
    )
    keep(parts.settings.model_copy(update={"data": tmp_path}).data_dir, given)
    assert run(monkeypatch, "--case", case_of(parts), "feedback") == 0
    shown = capsys.readouterr().out
    assert not set(shown) & {"\x1b", "\x9b", "\x07"}
    assert "[U+001B]" in shown and "[U+009B]" in shown


def test_an_answer_of_a_stranger_commands_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], parts: Parts, tmp_path: Path
) -> None:
    saved = json.loads(to_json(answer("How long is the Mill Bridge?", parts), parts.index.sources))
    saved["claims"][0]["text"] = ESCAPE
    saved["snapshot"] = ESCAPE
    for field in ("claims", ESCAPE):
        file = tmp_path / "answer.json"
        file.write_text(json.dumps(saved | {field: saved["claims"]}), encoding="utf-8")
        assert run(monkeypatch, "--case", case_of(parts), "verify", file) in (1, 2)
        shown = capsys.readouterr()
        assert not set(shown.out + shown.err) & {"\x1b", "\x9b", "\x07"}
        assert "[U+001B]" in shown.out + shown.err


def test_a_text_keeps_its_styles_and_a_table_its_cells() -> None:
    table = Table("a name of some length")
    table.add_row(Text("a\x1bb", style="red"))
    with out.capture() as captured:
        out.print(table, Text("plain"))
    assert "a[U+001B]b" in captured.get()
    assert "plain" in captured.get()
