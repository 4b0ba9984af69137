"""Quotes in the order of their dates, for questions that ask for a timeline."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.answer.timeline import asks_timeline, asks_yearly, date_key, in_order
from rag.ask import answer
from rag.assemble import Parts
from rag.types import Answer, NoteKind


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Give me a timeline of the bridge's repairs", True),
        ("Chronology of closures?", True),
        ("List the votes in chronological order", True),
        ("cronología del puente", True),
        ("大桥的时间线", True),
        ("When was the bridge closed?", False),
        ("How often is the timetable printed?", False),
    ],
)
def test_a_timeline_is_asked_for_in_words(question: str, expected: bool) -> None:
    assert asks_timeline(question) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many visitors came each year?", True),
        ("visitors by year", True),
        ("What were the yearly tolls from 2019 to 2021?", True),
        ("How did the annual budget change over the years?", True),
        ("¿Cuántos visitantes hubo cada año?", True),
        ("历年游客人数", True),
        ("How many visitors came last year?", False),
        ("In which year was it closed?", False),
    ],
)
def test_a_figure_of_every_year_is_asked_for_in_words(question: str, expected: bool) -> None:
    assert asks_yearly(question) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It closed on 2 March 2020 and opened in 2021.", (2020, 3, 2)),
        ("Closed March 2, 2020.", (2020, 3, 2)),
        ("Since Sept. 2019 it is shut.", (2019, 9, 0)),
        ("By December 2019.", (2019, 12, 0)),
        ("Dated 2019-10-14.", (2019, 10, 14)),
        ("In 1887, masons built it.", (1887, 0, 0)),
        ("It cost 1,958 crowns and 2019.5 hours.", None),
        ("No date.", None),
    ],
)
def test_the_first_date_of_a_quote_places_it(words: str, expected: tuple[int, int, int] | None) -> None:
    assert date_key(words) == expected


def test_quotes_without_a_date_are_left_out_and_two_make_no_timeline() -> None:
    assert in_order(["b in 2001", "no date", "a in 1999", "c on 1 May 2001"], str) == [
        "a in 1999",
        "b in 2001",
        "c on 1 May 2001",
    ]
    assert in_order(["b in 2001", "no date", "a in 1999"], str) == []


def quotes(reply: Answer) -> list[str]:
    return [citation.quote for claim in reply.claims for citation in claim.citations]


def test_a_timeline_is_quoted_in_the_order_of_its_dates(parts: Parts) -> None:
    told = quotes(answer("Give me a timeline of the Mill Bridge", parts))
    keys = [key for quote in told if (key := date_key(quote))]
    assert len(keys) >= 3
    assert keys == sorted(keys)


def test_figures_of_every_year_are_quoted_by_year(shipped: Parts) -> None:
    reply = answer("How much fentanyl did CBP seize each year?", shipped)
    ends = min((n.span.start for n in reply.notes if n.kind is NoteKind.FURTHER), default=len(reply.text))
    first = replace(reply, verdicts=tuple(v for v in reply.verdicts if v.claim.span.start < ends))
    years = [key[0] for quote in quotes(first) if (key := date_key(quote))]
    assert years == sorted(years)
    assert {2019, 2020, 2021, 2022, 2023, 2024, 2025} <= set(years)
