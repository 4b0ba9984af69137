"""The chart under an answer is of what its first quotes tell, and rows that are near are read line by line."""

from __future__ import annotations

from rag.types import Answer, Citation, Claim, Note, NoteKind, Passage, Source, Span, Status, Verdict
from ui.web.pieces import near
from ui.web.series import series

SOURCES = {"a": Source("a", "Counts", "Customs of Arden")}
WHEAT = [
    f"Wheat landed in {year}: {count} tonnes." for year, count in ((2019, 400), (2020, 510), (2021, 620), (2022, 700))
]
OATS = [f"Oats landed in {year}: {count} tonnes." for year, count in ((2019, 90), (2020, 80), (2021, 70))]


def told(first: list[str], further: list[str]) -> str:
    verdicts, at = [], 0
    for quote in (*first, *further):
        citation = Citation(1, f"a:{at}", "a", quote, Span(at, at + len(quote)), "para 1")
        verdicts.append(Verdict(Claim(quote, Span(at, at + len(quote)), (citation,)), Status.SUPPORTED, ""))
        at += len(quote)
    start = sum(map(len, first))
    notes = (Note(NoteKind.FURTHER, "Further", Span(start, start + 1)),) if further else ()
    answer = Answer("How much was landed?", "answered", "x" * at, tuple(verdicts), notes=notes)
    return str(series(answer, SOURCES) or "")


def test_the_chart_is_of_the_first_quotes() -> None:
    assert "Oats" in told(OATS, WHEAT) and "Wheat" not in told(OATS, WHEAT)


def test_of_further_quotes_alone_none_is_drawn() -> None:
    assert told(["Oats fell every year."], WHEAT) == ""


def test_a_figure_ends_without_the_sentence() -> None:
    assert "620 tonnes<" in told(WHEAT, []) and "tonnes.<" not in told(WHEAT, [])


def test_rows_of_a_passage_that_is_near_stand_each_on_its_own_line() -> None:
    rows = Passage("a:0", "a", "Year = 2020; Oats = 80\n\nYear = 2021; Oats = 70", Span(0, 46), "table 1, row 2-3")
    assert ">Year = 2020; Oats = 80\nYear = 2021; Oats = 70<" in str(near(rows, SOURCES, "en"))
