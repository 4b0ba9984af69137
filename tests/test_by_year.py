"""The years of a span are each found alone, and those of which nothing is told are named."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from rag.answer.judge import Ground, Judge
from rag.answer.timeline import SERIES, asks_ends, date_key
from rag.ask import answer
from rag.assemble import Parts
from rag.by_year import ByYear
from rag.types import Answer, Hit, NoteKind, Passage, Span

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
    years = ", ".join(map(str, missing))
    assert notes == [f"For these years no passage was found that answers: {years}. For the others:"]


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
    assert not any(SERIES in hit.parts for hit in hits)


def test_where_few_years_are_told_it_stays_refused(shipped: Parts) -> None:
    assert answer("How many whales were counted off Norway from 2019 to 2023?", shipped).refused


# --- what stands for a year, by made-up passages ---

SURE = Ground(True, 1.0)


def hit(text: str, score: float = 5.0, source: str = "a") -> Hit:
    return Hit(Passage(f"{source}:{text}", source, text, Span(0, len(text)), "p. 1"), score, {})


def told(*texts: str | Hit, question: str = "What was the toll from 2019 to 2022?", named: str = "") -> list[str]:
    """What stands for the years where every search finds all of ``texts``."""
    hits = tuple(hit(text) if isinstance(text, str) else text for text in texts)
    judge = cast(Judge, SimpleNamespace(judge=lambda question, hits: SURE))
    _, found = ByYear(lambda question: hits, judge, {named})(question, SURE, hits)
    return [h.passage.text for h in found if SERIES in h.parts]


DEEDS = ("In 2019 it stood.", "In 2020 it fell.", "In 2021 it was rebuilt.", "In 2022 it cost 50.")
TOLLS = ("In 2019 it was 48.", "In 2020 it was 51.", "In 2021 it was 52.")


def test_what_has_no_figure_is_none_of_a_series_of_figures() -> None:
    assert told(*TOLLS, "In 2022 it was counted.") == list(TOLLS)
    assert len(told(*DEEDS, question="What happened to the bridge each year from 2019 to 2022?")) == 4


def test_what_is_told_by_no_figures_is_no_series_unless_every_year_is_asked_for() -> None:
    assert told(*DEEDS, question="What was said of the bridge from 2019 to 2022?") == []
    assert told(*DEEDS, question="Give a timeline of the bridge from 2019 to 2022.") == list(DEEDS)
    assert told(*TOLLS, question="What was said of the toll from 2019 to 2022?") == list(TOLLS)


def test_a_span_of_what_was_said_calls_no_year_untold(shipped: Parts) -> None:
    reply = answer("What have American bodies said about where fentanyl comes from, from 2018 to 2025?", shipped)
    assert not reply.refused
    assert all(note.kind is not NoteKind.UNTOLD for note in reply.notes)


def test_what_begins_with_a_year_stands_before_what_comes_to_it() -> None:
    assert told(hit("It was 40 in 2018 and 55 in 2022.", 9.0), *TOLLS, "In 2022 it was 53.")[-1] == "In 2022 it was 53."


def test_what_tells_of_one_year_alone_stands_before_what_compares_it() -> None:
    assert (
        told(hit("In 2022 it was 4 more than in 2021.", 6.0), *TOLLS, "In 2022 it was 53.")[-1] == "In 2022 it was 53."
    )
    assert (
        told(hit("In 2022 it was 4 more than in 2021.", 8.0), *TOLLS, "In 2022 it was 53.")[-1] != "In 2022 it was 53."
    )


def test_a_source_that_the_question_names_stands_for_a_year_before_others() -> None:
    of_it = hit("In 2022 it counted 54.", 1.0, source="b")
    assert told(*TOLLS, "In 2022 it was 53.", of_it, named="b")[-1] == of_it.passage.text


def test_two_years_or_one_passage_make_no_series() -> None:
    assert told(*TOLLS[:2]) == []
    assert told("It was 48 in 2019, 51 in 2020 and 52 in 2021.", "Nobody has counted since.") == []


CHANGED = "How did the council's view of the bridge change between 2019 and 2022?"


def test_a_view_then_and_now_is_told_by_its_two_ends() -> None:
    every = (*TOLLS, "In 2022 it was 53.")
    assert told(*every, question=CHANGED) == [every[0], every[-1]]
    assert told(*every, question="How did the toll of the bridge change between 2019 and 2022?") == list(every)


def test_no_year_between_the_ends_of_a_change_is_called_missing(shipped: Parts) -> None:
    reply = answer("How did the DEA's view of where fentanyl comes from change between 2019 and 2025?", shipped)
    assert first_years(reply)[0] == 2019, "this would test nothing"
    assert all(note.kind is not NoteKind.UNTOLD for note in reply.notes)


def test_a_change_of_which_one_end_is_told_is_not_taken_apart() -> None:
    assert told(*TOLLS, question=CHANGED) == []


@pytest.mark.parametrize(
    ("question", "ends"),
    [
        ("How has the law on bees changed from 2015 to 2019?", True),
        ("How did Norway's fishing policy change between 2015 and 2019?", True),
        ("What changed in the town's rules between 2015 and 2019?", True),
        ("¿Cómo cambió la postura del banco entre 2018 y 2022?", True),
        ("2018年到2022年银行的立场有什么变化？", True),
        ("How did the number of laws change between 2015 and 2019?", False),  # what is followed is the number
        ("How did the policy rate change between 2015 and 2019?", False),
        ("What was the policy rate under the law from 2015 to 2019?", False),  # of every year, no change
    ],
)
def test_what_is_held_or_laid_down_has_two_ends_and_what_is_counted_a_series(question: str, ends: bool) -> None:
    assert asks_ends(question) is ends
