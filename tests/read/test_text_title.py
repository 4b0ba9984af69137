"""The title of a plain text is what it is about, not its kind of paper or its writer's address; a good first line stays the title."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.blocks import load

BODY = "\n\nThe board met on Tuesday and settled the account of the new pier, which had been open since the spring."


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("PRESS RELEASE\nFOR IMMEDIATE RELEASE\n\nNew pier of Stenby opens in May\n\nSTENBY, 6 May 2020 - The pier opens.", "New pier of Stenby opens in May"),
        ("Stenby Harbour Trust\nQuay Road 30, Stenby\n\nTo the Mayor\n\nSubject: dredging of the bar in 2021\n\nDear Mayor,", "dredging of the bar in 2021"),
        ("Stenby Harbour Trust\nQuay Road 30, Stenby\n\nStenby, 4 May 2021\n\nDear Mayor,", "Stenby Harbour Trust"),
        ("MEMORANDUM\nTo: The reeve\nFrom: The clerk\nSubject: Keys of the mill\n\nI wrote to you in May.", "Keys of the mill"),
        ("NOTA DE PRENSA\n\nEl puente nuevo abre en mayo\n\nLa alcaldesa lo anunció el lunes.", "El puente nuevo abre en mayo"),
        ("新闻稿\n\n新桥五月通车\n\n市长周一宣布了这一消息。", "新桥五月通车"),
        ("Harbour board\nAnnual report 2019, Stenby", "Harbour board"),
        ("MINUTES OF THE BOARD\nMeeting 5, Stenby", "MINUTES OF THE BOARD"),
        ("The pier and its account", "The pier and its account"),
        ("PRESS RELEASE", "PRESS RELEASE"),
    ],
)  # fmt: skip
def test_title_is_what_the_text_is_about(tmp_path: Path, top: str, title: str) -> None:
    assert load(tmp_path, "a.txt", top + BODY).title == title
