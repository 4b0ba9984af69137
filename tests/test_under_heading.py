"""A numbered heading that makes a passage by itself is no answer: what stands under it is quoted instead."""

from __future__ import annotations

import pytest

from rag.answer.draft import Pick
from rag.answer.select import LONG, Selector
from rag.answer.under import under_heading
from rag.assemble import Parts, open_parts
from rag.grammar.headings import is_marked_heading
from rag.renew import renew
from rag.settings import load_settings

OPENING = (
    "The pumping station was built in 1931 and has been shut since the flood of 2007, when its two engines were lost. The parish asked for "
    "this study in May 2019 after a vote of all its members had gone that way."
)
COST = (
    "Two new engines and a roof would take 740,000 crowns, of which the parish holds 200,000 already, and the rest would have to be lent by "
    "the province for twelve years at the least. Nobody has offered to give any of it."
)
RISK = (
    "The dyke behind the station sank by eleven centimetres between 2008 and 2018, so that whatever is built there would have to stand on "
    "piles of its own, which the engineers have not looked at yet."
)
STUDY = ["A study of the station at Wael", OPENING, "2 What was found", "2.1 Cost of the works", COST, "2.2 Risks", RISK,
         "Engines of 2.2 Megawatts", "2.3 Annexes", "2.3.1 Maps", "Map of the dyke"]  # fmt: skip


@pytest.fixture(scope="module")
def wael(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    home = tmp_path_factory.mktemp("wael")
    (home / "corpus").mkdir()
    (home / "corpus" / "study.txt").write_text("\n\n".join(STUDY), encoding="utf-8")
    settings = load_settings(case=home, data=home / "data", no_model=True, embedder="minilm")
    renew(settings)
    return open_parts(settings)


def under(parts: Parts, words: str) -> str | None:
    passage = next(p for p in parts.index.passages if p.text == words)
    found = under_heading(Pick(passage, passage.span), parts.index, LONG)
    return found.quote if found else None


def test_what_a_heading_is_over_is_quoted_and_what_states_something_stays(wael: Parts) -> None:
    assert under(wael, "2.1 Cost of the works") == COST
    assert under(wael, "2.2 Risks") == RISK
    assert under(wael, RISK) is None


def test_the_first_quote_of_an_answer_is_never_such_a_heading(wael: Parts) -> None:
    for question, told in (
        ("What is the cost of the works?", "740,000"),
        ("What are the risks?", "eleven centimetres"),
    ):
        picks = Selector(wael.index.sources, 12, wael.index).select(question, wael.ranker.rank(question, 8))
        assert told in picks[0].quote
        assert not any(is_marked_heading(pick.quote) for pick in picks)
        assert sum(told in pick.quote for pick in picks) == 1


@pytest.mark.parametrize("line", ["2.1 Scope", "2.3.1 Maps", "10.4 Cost of the works"])
def test_a_number_of_two_levels_needs_no_mark_behind_it(line: str) -> None:
    assert is_marked_heading(line)


@pytest.mark.parametrize(
    "line", ["2.1 million crowns were lent", "14 Mill Lane", "12 March 2021", "2.1 Scope is the first part."]
)
def test_a_figure_an_address_and_a_day_are_no_headings(line: str) -> None:
    assert not is_marked_heading(line)
