"""The chart under an answer is of what its first quotes tell, and rows that are near are read line by line."""

from rag.sources import Citation, Hit, Passage, Source, Span
from rag.types import Answer, Claim, Note, NoteKind, Status, Verdict
from ui.web.html import part
from ui.web.series import series, times

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


def test_a_year_without_a_figure_keeps_its_place() -> None:
    assert times(["2021", "2018", "2019"]) == ["2018", "2019", "2020", "2021"]
    assert times(["2019-11", "2020-02"]) == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert "or-series-gap" in told([WHEAT[0], WHEAT[1], WHEAT[3]], [])


def test_a_year_that_was_read_and_not_cited_is_drawn_and_does_not_go_before_a_cited_one() -> None:
    verdicts = []
    for place, quote in enumerate(WHEAT[:2]):
        citation = Citation(1, f"a:{place}", "a", quote, Span(place, place + 1), "para 1")
        verdicts.append(Verdict(Claim(quote, Span(place, place + 1), (citation,)), Status.SUPPORTED, ""))
    near = "Wheat landed in 2020: 999 tonnes. Wheat landed in 2021: 620 tonnes."
    hits = (Hit(Passage("a:9", "a", near, Span(9, 9 + len(near))), 1.0),)
    answer = Answer("How much was landed?", "answered", "x" * 80, tuple(verdicts), hits=hits)
    shown = str(series(answer, SOURCES))
    assert "620 tonnes" in shown and "510 tonnes" in shown and "999" not in shown


def test_fiscal_years_are_a_series_of_their_own_and_a_remark_is_no_part_of_it() -> None:
    quotes = [
        "Oats seized, FY2019: 90 lb.",
        "Oats seized, FY2020: 80 lb, the lowest of 3.",
        "Oats seized, FY2021: 70 lb.",
    ]
    shown = told(quotes, [])
    assert shown.index("FY2019") < shown.index("FY2020") < shown.index("FY2021") and "Oats seized (lb)" in shown
    assert told([*quotes[:2], "Oats seized, 2021: 70 lb."], []) == ""


def test_rows_of_a_passage_that_is_near_stand_each_on_its_own_line() -> None:
    rows = Passage("a:0", "a", "Year = 2020; Oats = 80\n\nYear = 2021; Oats = 70", Span(0, 46), "table 1, row 2-3")
    assert ">Year = 2020; Oats = 80\nYear = 2021; Oats = 70<" in part("pieces.near", "en", rows, True, sources=SOURCES)
