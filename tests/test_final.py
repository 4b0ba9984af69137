"""A final count stands before the provisional one that it took the place of."""

from __future__ import annotations

import pytest

from rag.answer.final import final_first, settled_first
from rag.types import Source

ASKED = "How many people died of drug overdoses in 2020?"
EARLY = "The agency estimated 93,331 drug overdose deaths in 2020, on provisional data."
FINAL = "Final count for 2020: 91,799 drug overdose deaths."


def test_the_final_count_comes_first() -> None:
    assert final_first([EARLY, "Deaths rose.", FINAL], str, ASKED) == [FINAL, EARLY, "Deaths rose."]


@pytest.mark.parametrize(
    ("quotes", "question"),
    [
        ([EARLY, FINAL], "How many overdose deaths were predicted for 2020?"),
        ([EARLY, "Final count for 2019: 70,630 drug overdose deaths."], ASKED),
        ([EARLY, "The final of the cup in 2020 was lost."], ASKED),
        (["Deaths rose in 2020.", FINAL], ASKED),
        ([], ASKED),
    ],
    ids=["asked for by name", "another year", "another matter", "nothing provisional first", "nothing"],
)
def test_other_quotes_stay_where_they_are(quotes: list[str], question: str) -> None:
    assert final_first(quotes, str, question) == quotes


def test_final_counts_in_other_languages() -> None:
    early, final = (
        "El recuento provisional de 2020 fue de 93.331 muertes.",
        "Recuento definitivo de 2020: 91.799 muertes, según el recuento.",
    )
    assert final_first([early, final], str, "¿Cuántas muertes hubo en 2020?")[0] == final


INTERIM = Source("a", "Loss of the ferry: interim report", "Board of Inquiry", published="2021-04-30")
REPORT = Source("b", "Report on the loss of the ferry", "Board of Inquiry", published="2021-11-04")
PAPER = Source("c", "The ferry, a year later", "The Courier", published="2021-12-01")
THEN = (INTERIM, "Of the crew, 14 men were on deck when the ferry sank.")
NOW = (REPORT, "When the ferry sank, 19 men of the crew were on deck.")
HOW_MANY = "How many men were on deck when the ferry sank?"


def _settled(items: list[tuple[Source, str]], question: str) -> list[tuple[Source, str]]:
    return settled_first(items, lambda item: item[1], lambda item: item[0], question)


def test_what_the_final_report_gives_stands_before_the_interim_one() -> None:
    assert _settled([THEN, NOW], HOW_MANY) == [NOW, THEN]
    assert _settled([THEN, NOW], f"According to the final report, {HOW_MANY}") == [NOW, THEN]
    spanish = (
        Source("d", "Informe preliminar sobre el ferry", "Junta", published="2021"),
        "Había 14 tripulantes en la cubierta del ferry.",
    )
    later = (
        Source("e", "Informe sobre el ferry", "Junta", published="2022"),
        "En la cubierta del ferry había 19 tripulantes.",
    )
    assert _settled([spanish, later], "¿Cuántos tripulantes había en la cubierta del ferry?") == [later, spanish]


def test_who_asks_for_the_interim_report_gets_it_first() -> None:
    assert _settled([NOW, THEN], f"According to the interim report, {HOW_MANY}") == [THEN, NOW]
    both = f"In the interim and in the final report, {HOW_MANY}"
    assert _settled([THEN, NOW], both) == [THEN, NOW] and _settled([NOW, THEN], both) == [NOW, THEN]


@pytest.mark.parametrize(
    "other",
    [
        (PAPER, NOW[1]),
        (REPORT, "The ferry had 19 life rafts."),
        (REPORT, "Men of the crew were on deck when the ferry sank."),
        (Source("e", REPORT.title, REPORT.publisher, published="2020-01-01"), NOW[1]),
    ],
    ids=["another publisher", "another matter", "no figure", "an earlier report"],
)
def test_the_interim_report_stays_first(other: tuple[Source, str]) -> None:
    assert _settled([THEN, other], HOW_MANY) == [THEN, other]


def test_what_has_little_of_the_question_comes_before_nothing() -> None:
    apart = INTERIM, "On 3 May 2020 at 02:51 the pump of the ferry stopped."
    other = REPORT, "The pump of the ferry was taken apart in May 2020, and 58 persons were heard."
    assert _settled([apart, other], "When was the last radio message received?") == [apart, other]


def test_a_final_figure_that_is_promised_behind_the_provisional_one_does_not_settle_it() -> None:
    early = "The provisional voter turnout is 61 per cent. A final figure will be published in June 2023."
    late = "The final voter turnout is 66 per cent, against 70 per cent in 2019."
    assert final_first([early, late], str, "What was the voter turnout?") == [late, early]
    assert final_first([early, late], str, "What was the provisional voter turnout?") == [early, late]
    other = "The final budget is 66 million crowns."
    assert final_first([early, other], str, "What was the voter turnout?") == [early, other]
