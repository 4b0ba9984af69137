"""Who holds an office now: a later source's word that somebody left it comes before the older one that names him."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.answer.draft import Pick
from rag.answer.succeeded import with_successor
from rag.ask import answer
from rag.types import Kind, Passage, Source, Span
from tests.rows.test_named import opened
from tests.verify.test_conflicts import Shelf

REPORT = "The board has five members. Dr Ann Hark has been chair since 1 May 2017, Bram Cole vice-chair since 2019."
LATER = "The Foundation named Bram Cole chair on Tuesday. Cole, 58, replaces Ann Hark, who stepped down on 31 March."


def first(question: str, report: str = REPORT, later: str = LATER, published: str = "2024-04-10") -> str:
    """The start of what is quoted first, where the older report was found alone."""
    sources = {
        "report": Source("report", "Report", "Harbour Trust", published="2023-07-28", kind=Kind.DOCUMENT),
        "news": Source("news", "News", "Voice", published=published, kind=Kind.DOCUMENT),
    }
    old, new = (
        Passage(f"{name}:0", name, text, Span(0, len(text)), "para 1")
        for name, text in (("report", report), ("news", later))
    )
    return with_successor([Pick(old, old.span)], Shelf((old, new), sources), question, 8)[0].quote[:20]  # type: ignore[arg-type]


def test_who_has_left_is_told_first() -> None:
    for question in ("Who is chair of the Trust now?", "who chairs the board?", "¿Quién preside ahora el puerto?"):
        assert first(question) == LATER[:20]


@pytest.mark.parametrize("question", ["Who was chair in 2021?", "When did Ann Hark become chair?", "Who is Ann Hark?"])
def test_who_asks_otherwise_is_answered_as_before(question: str) -> None:
    assert first(question) == REPORT[:20]


def test_an_older_word_or_one_of_another_person_changes_nothing() -> None:
    asked = "Who is chair of the Trust now?"
    assert first(asked, published="2022-04-10") == REPORT[:20]
    assert first(asked, later="Hugh Penn stepped down on 31 March.") == REPORT[:20]
    assert first(asked, later="Ann Hark opened the new quay.") == REPORT[:20]
    assert first(asked, later="ANN HARK: Three of the patients died.") == REPORT[:20]
    assert first(asked, later="ANN HARK: I told them that I will step down.") == "ANN HARK: I told them"[:20]


def test_an_office_is_no_name_to_be_looked_up(tmp_path: Path) -> None:
    reply = answer("Who is the chair?", opened(tmp_path, ("report.txt", "Report", REPORT)))
    assert not any("speak of" in note.text for note in reply.notes)
