"""onrecord summarize at the terminal."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rag.assemble import Parts
from rag.errors import UsageError
from ui.cli import app

TOPIC = "the Mill Bridge, 2019-2021"


def _run(parts: Parts, *arguments: str) -> str:
    result = CliRunner().invoke(app, ["--case", str(parts.settings.home), *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_files_are_written_and_verified_again(parts: Parts, tmp_path: Path) -> None:
    for name in ("brief.html", "brief.pdf"):
        _run(
            parts,
            "summarize",
            TOPIC,
            "--length",
            "8",
            "--out",
            str(tmp_path / name),
            "--bibliography",
            str(tmp_path / "r.bib"),
        )
        assert "sentences supported" in _run(parts, "verify", str(tmp_path / name))
    assert "@" in (tmp_path / "r.bib").read_text(encoding="utf-8")
    assert not list(tmp_path.glob("*.part"))


def test_brief_fits_eighty_columns(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.commands.summarize import show_brief
    from ui.terminal import out

    monkeypatch.setattr(out, "width", 80)
    with out.capture() as caught:
        from rag.brief import Scope, summarize
        from rag.brief.types import About

        brief = summarize(Scope(About.TOPIC, TOPIC), parts)
        show_brief(brief)
    text = caught.get()
    assert max(map(len, text.splitlines())) <= 80
    assert "What the sources do not say" in text or "Timeline" in text
    assert "[1]" in text and "[^" not in text and "onrecord-brief" not in text
    shown = "".join(text.split())
    assert all("".join(c.quote.split()) in shown for c in brief.claims[0].citations)


def test_json_is_all_that_is_printed(parts: Parts) -> None:
    assert json.loads(_run(parts, "summarize", "--source", "survey-2019", "--json"))["kind"] == "brief"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["x", "--claims"],
        ["x", "--language", "fr"],
        ["x", "--tier", "gossip"],
        ["x", "--length", "endless"],
        ["x", "--out", "a.xls"],
        ["x", "--bibliography", "a.txt"],
        ["x", "--bibliography", "a.json", "--out", "a.json"],
    ],
)
def test_wrong_options_are_refused_before_anything_is_loaded(arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        CliRunner().invoke(app, ["summarize", *arguments], catch_exceptions=False)
