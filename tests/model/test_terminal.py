"""The terminal with a model: what is printed, and the command that keeps to quotes."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text
from typer.testing import CliRunner

from rag.events import ClaimChecked, Delta, Led
from rag.sources import Span
from rag.types import Answer, Claim, Lead, Status, Usage, Verdict
from tests.model.scripted import KEY, Server
from ui import answer_text, terminal
from ui.cli import app


def told(text: str, status: Status, reason: str = "") -> Verdict:
    return Verdict(Claim(text, Span(0, len(text))), status, reason)


def test_answer_says_who_wrote_it_what_it_cost_and_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(terminal, "out", Console(file=screen, width=200, highlight=False))
    reply = Answer(
        "q", "answered", "x", (told("It is so.", Status.UNCITED, "no source is cited"),), snapshot="s", mode="model",
        model="m-1", usage=Usage(2, 1200, 80, True, 0.0123), left_out=3, rewritten=1, withheld=2,
    )  # fmt: skip
    answer_text.show_answer(reply, {})
    assert "(uncited: no source is cited)" in screen.getvalue() and "2 withheld" in screen.getvalue()
    assert (
        "written by m-1 · 2 calls, about 1,200 + 80 tokens, cost 0.0123 · 1 written again · "
        "3 passages left out for lack of room"
    ) in screen.getvalue()


def test_answer_grows_on_a_terminal_with_its_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(answer_text, "err", Console(file=screen, width=80, force_terminal=True, highlight=False))
    with answer_text.watching({}) as see:
        see(Led(Lead("48 metres", "value")))
        see(Delta("It is so. And then"))
        see(ClaimChecked(told("It is so.", Status.SUPPORTED), 0, 9))
    shown = Text.from_ansi(screen.getvalue()).plain
    assert "48 metres" in shown and "It is so." in shown and "And then" in shown


def test_nothing_grows_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(answer_text, "err", Console(file=screen, width=80))
    with answer_text.watching({}) as see:
        see(Delta("It is so."))
    assert screen.getvalue() == ""


def test_no_model_option_keeps_to_quotes(tiny: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("ONRECORD_JUDGE", "off")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("ONRECORD_EMBEDDER", "minilm")
    server.says("The survey says the Mill Bridge is 48 metres long [1].")
    asked = ["--case", str(tiny), "ask", "How long is the Mill Bridge?", "--json"]
    alone = CliRunner().invoke(app, [*asked, "--no-model"])
    assert json.loads(alone.stdout)["mode"] == "quote" and server.requests == []
    written = CliRunner().invoke(app, asked)
    reply = json.loads(written.stdout)
    assert (reply["mode"], reply["usage"]["calls"], len(server.requests)) == ("model", 1, 1)
    assert KEY not in alone.output + written.output
