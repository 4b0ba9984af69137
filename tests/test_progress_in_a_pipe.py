"""What a long task says where nobody draws bars, and what is said of a whole folder."""

from pathlib import Path

import pytest

from rag.case.folder import list_folder
from rag.errors import UsageError
from rag.ingest.add import add_sources
from rag.settings import load_settings
from rag.sources import Tier
from ui import terminal


def test_a_long_task_says_how_far_it_is_and_a_short_one_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at = iter([0.0, 1.0, 6.0, 6.0, 7.0])
    monkeypatch.setattr(terminal.time, "monotonic", lambda: next(at))
    with terminal.progress() as tick:
        for done in (1, 2, 3):
            tick("reading", done, 340)
    assert capsys.readouterr().err == "reading: 2 of 340\n"


def test_what_is_said_of_a_folder_is_said_of_all_in_it_and_each_is_told(tmp_path: Path) -> None:
    folder, home = tmp_path / "in", tmp_path / "case"
    for name in ("a", "b"):
        (folder / f"{name}.txt").parent.mkdir(exist_ok=True)
        (folder / f"{name}.txt").write_text(f"The station {name} was built in 1931 by the parish.", encoding="utf-8")
    home.mkdir()
    settings, heard = load_settings(case=home, data=home / "data"), list[tuple[str, int, int]]()
    about = {"publisher": "Parish", "published": "2020-05", "tier": Tier("official")}
    add_sources(settings, [str(folder)], about, tick=lambda *told: heard.append(told))
    lines = [line.value for line in list_folder(home / "corpus")]
    assert [(line.publisher, line.published, line.tier) for line in lines] == [("Parish", "2020-05", Tier.OFFICIAL)] * 2
    assert heard == [("adding", 0, 2), ("adding", 1, 2)]
    with pytest.raises(UsageError, match="one source"):
        add_sources(settings, [str(folder)], {"title": "One"})


def test_a_page_that_states_its_date_is_of_that_date(tmp_path: Path) -> None:
    home = tmp_path / "case"
    home.mkdir()
    (tmp_path / "a.md").write_text("---\ndate: 2021-08-24\n---\nThe station was built in 1931.\n", encoding="utf-8")
    (added,) = add_sources(load_settings(case=home, data=home / "data"), [str(tmp_path / "a.md")]).lines
    assert added.line.published == "2021-08-24"
