"""What a new case from an English article lists as sources, and what a newcomer is told who begins at the wrong end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rag.newcase.sources import find_sources
from rag.types import Block, Span
from ui.cli import main


def _named(text: str) -> list[str]:
    return [one.name for one in find_sources(text, (Block(Span(0, len(text)), "para 1"),), "en")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Orrin Water Board met in May. The Board's accounts are late.", ["Orrin Water Board"]),
        ("According to the minutes of that meeting, the debate lasted eleven minutes.", ["minutes"]),
        ("A review by Dame Anna Berg let her off. The review made nine recommendations.", ["review by Dame Anna Berg"]),
        ("Its adviser, Harwell Partners, was paid by the Gas Regulator.", ["Harwell Partners", "Gas Regulator"]),
        ("It is the worst scandal in the history of local government, and it broke the law.", []),
        ("The Orrin Water Board had broken procurement law, critics hold.", ["Orrin Water Board"]),
        ("The board cited the flood act and the new rent law.", ["flood act", "new rent law"]),
        ("The Lode Bank sued the Orrin Bank. The Bank won.", ["Lode Bank", "Orrin Bank", "Bank"]),
    ],
)
def test_sources_are_named_once_and_nothing_that_nobody_can_look_up(text: str, named: list[str]) -> None:
    assert _named(text) == named


def test_add_makes_no_case_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("The wall is 212 metres long.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["onrecord", "--case", "bridge", "add", "a.txt"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "onrecord new bridge --seed ARTICLE" in capsys.readouterr().err
    assert not (tmp_path / "bridge").exists()
