"""The years of a span are each found alone, and those of which nothing is told are named."""

from __future__ import annotations

import pytest

from rag.answer.timeline import YEAR, date_key
from rag.ask import answer
from rag.assemble import Parts
from rag.types import Answer, NoteKind

DEATHS = "yearly US overdose deaths from 2019 to 2026"


def first_years(reply: Answer) -> list[int]:
    """The first year of each quote that comes before the further ones."""
    ends = min((n.span.start for n in reply.notes if n.kind is NoteKind.FURTHER), default=len(reply.text))
    told = [c.quote for claim in reply.claims if claim.span.start < ends for c in claim.citations]
    return [key[0] for quote in told if (key := date_key(quote))]


def test_each_year_has_its_quote_in_order(shipped: Parts) -> None:
    assert first_years(answer("yearly US overdose deaths from 2019 to 2023", shipped)) == [2019, 2020, 2021, 2022, 2023]


def test_a_year_of_which_nothing_was_found_is_named(shipped: Parts) -> None:
    reply = answer(DEATHS, shipped)
    told = first_years(reply)
    assert told == sorted(set(told))
    missing = sorted(set(range(2019, 2027)) - set(told))
    assert missing, "this would test nothing"
    notes = [note.text for note in reply.notes if note.kind is NoteKind.UNTOLD]
    assert notes == [f"For these years nothing was found: {', '.join(map(str, missing))}. For the others:"]


def test_it_goes_on_as_long_as_a_year_is_told(shipped: Parts) -> None:
    told = first_years(answer("how has the overdose toll changed since 2019?", shipped))
    assert told[:6] == [2019, 2020, 2021, 2022, 2023, 2024]


@pytest.mark.parametrize(
    "question",
    ["what is the latest figure for fentanyl seizures?", "¿cuál es la cifra más reciente de muertes por sobredosis?"],
)
def test_the_newest_stands_first_where_it_is_asked_for(question: str, shipped: Parts) -> None:
    told = first_years(answer(question, shipped))
    assert told == sorted(told, reverse=True)
    assert told[0] == 2025
    assert len(told) == 3


def test_where_one_passage_tells_both_ends_the_span_is_not_taken_apart(shipped: Parts) -> None:
    question = "from 2015 to 2024 what share of fentanyl was seized at ports of entry"
    hits = shipped.engine.find(question)
    _, same = shipped.judged(question, hits)
    assert same == hits


def test_a_question_on_one_year_is_found_once(shipped: Parts) -> None:
    question = "How many people died of overdoses in 2020?"
    hits = shipped.engine.find(question)
    assert shipped.judged(question, hits)[1] == hits
    assert not any(YEAR in hit.parts for hit in hits)


def test_where_few_years_are_told_it_stays_refused(shipped: Parts) -> None:
    assert answer("How many whales were counted off Norway from 2019 to 2023?", shipped).refused
