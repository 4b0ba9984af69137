"""A claim's status by code: what figures, dates and the calendar decide, and what they leave to an editor."""

from __future__ import annotations

import pytest

from rag.ingest.clean import Part, assemble
from rag.types import Source, SourceText
from rag.verify.own_words import own_words
from rag.verify.records.recompute import Bearer, recompute


@pytest.mark.parametrize(
    ("claim", "facts", "outcome"),
    [
        ("The bridge is 84 metres long.", ["The bridge is 48 metres long."], "contradicted"),
        ("The bridge is 48 metres long.", ["The bridge is 48 metres long and 6 wide."], "supported"),
        ("The bridge is nearly 50 metres long.", ["The bridge is 48 metres long."], "supported"),
        ("It opened to traffic in 1887.", ["The bridge was opened to traffic in 1887."], "supported"),
        ("The bridge opened to traffic in 1878.", ["The bridge was opened to traffic in 1887."], "contradicted"),
        ("Deaths in 2020 exceeded 93,000.", ["93,331 deaths were counted in 2020."], "supported"),
        # two facts at odds: the nearer to the facts wins over none, and is not outvoted by a lower tier
        ("Deaths in 2020 exceeded 93,000.", ["93,331 deaths in 2020.", "91,799 deaths in 2020."], "supported"),
        ("The bridge is 48 metres long.", ["The bridge is 84 metres long.", "The bridge is 48 metres long."], "not decidable"),
        # the calendar
        ("It was released on Tuesday 24 August.", ["The brief is dated 24 August 2021."], "supported"),
        ("It was released on Monday 24 August.", ["The brief is dated 24 August 2021."], "contradicted"),
        ("The vote came more than two years after the promise.",
         ["The promise was made on 1 December 2018.", "The vote was on 24 August 2021."], "supported"),
        ("The vote came more than three years after the promise.",
         ["The promise was made on 1 December 2018.", "The vote was on 24 August 2021."], "contradicted"),
        ("The vote came six months after the promise.",
         ["The promise was made on 1 December 2018.", "The vote was on 2 June 2019."], "supported"),
        # left to an editor
        ("Engineers found cracks.", ["Cracks were found by engineers."], "not decidable"),
        ("The bridge is 84 metres long.", ["The council voted 7 to 2."], "not decidable"),
        ("The bridge is 84 metres long.", [], "not decidable"),
        ("Half of the shops shut for good.", ["A baker lost a third of his customers."], "not decidable"),
    ],
)  # fmt: skip
def test_outcome(claim: str, facts: list[str], outcome: str) -> None:
    found = recompute(claim, [Bearer(f"f{i}", fact, rank=i) for i, fact in enumerate(facts)])
    assert found.outcome == outcome, found


def article(*paragraphs: str) -> SourceText:
    text, blocks = assemble([Part(words, f"para {i}") for i, words in enumerate(paragraphs, 1)])
    return SourceText(Source("seed", ""), text, blocks)


def test_own_words_are_the_sentences_that_bear_the_claim_in_its_paragraph() -> None:
    seed = article("The bridge is 48 metres long. It rained.", "The bridge is long. Shops shut. The mayor wept.")
    found = own_words("Shops shut and the mayor wept.", seed, ["para 2"])
    assert [s.of(seed.text) for s in found] == ["Shops shut.", "The mayor wept."]


def test_own_words_without_a_shared_word_are_the_short_paragraph_and_without_a_place_nothing() -> None:
    seed = article("It rained.", "Long ago.")
    assert [s.of(seed.text) for s in own_words("Quoted phrase.", seed, ["para 2"])] == ["Long ago."]
    assert own_words("It rained.", seed, ["para 9"]) == ()
