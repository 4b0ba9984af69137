"""Whose word a question asks for, and that it is then quoted."""

from __future__ import annotations

import pytest

from rag.answer.asked import Term
from rag.answer.meant import MEANT, speaks_of_it
from rag.ask import answer
from rag.assemble import Parts
from rag.retrieve.saying import Saying
from rag.types import Hit, Kind, Passage, Source, Span

SOURCES = [
    Source("fish", "Eels of the Lenn", "US Department of Fisheries", authors=("Maria Holt (biologist)",)),
    Source("who", "Rabies in bats", "World Health Organization (WHO)"),
    Source("hill", "Bridge to close", "The Hill"),
    Source("embassy", "Statement", "Embassy of Ruritania in Lennland"),
    Source("union", "Lost homes", "Lenn Tenants' Union"),
    Source("paper", "White paper on eels", "State Council", published="2019-03-04", doc_type="white paper"),
    Source("seed", "An article", "The Lenn Times", kind=Kind.SEED),
]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does the Fisheries Department say about eels?", {"fish"}),
        ("What does the DOF say about eels?", {"fish"}),
        ("what does the department of fisheries say about eels", {"fish"}),
        ("According to Holt, how many eels are left?", {"fish"}),
        ("What is Maria Holt's view of weirs?", {"fish"}),
        ("What did the Ruritanian embassy claim?", {"embassy"}),
        ("What does the WHO recommend against rabies?", {"who"}),
        ("Who said that bats carry rabies?", set()),  # not the WHO
        ("What does The Hill report about the bridge?", {"hill"}),
        ("What did the people on the hill say about the Bridge?", set()),  # nor the newspaper
        ("What does the tenants' union say about rents?", {"union"}),
        ("According to the union, how many homes were lost?", {"union"}),
        ("What does the white paper say about eels?", {"paper"}),
        ("What does the green paper say about eels?", set()),
        ("How many eels did the Department of Fisheries release?", set()),  # asks for a deed, not for its word
        ("What does Ruritania say about eels?", set()),
        ("What does the Lenn Times say about eels?", {"seed"}),
        ("¿Qué dice el Department of Fisheries sobre las anguilas?", {"fish"}),
        ("WHO怎么说狂犬病？", {"who"}),
        ("根据WHO，狂犬病有多危险？", {"who"}),
    ],
)
def test_the_source_whose_word_is_asked_for(question: str, expected: set[str]) -> None:
    assert {SOURCES[i].id for i in Saying(SOURCES)(question)} == expected


def test_publishers_are_known_by_name_where_nobody_asks_for_their_word() -> None:
    sources = [*SOURCES, Source("home", "Eels seized", "Department of Inland Waters")]
    named = Saying(sources).named("Do Inland Waters and the Fisheries Department count alike? And the WHO? who knows")
    assert [{sources[i].id for i in places} for places in named] == [{"home"}, {"fish"}, {"who"}]


def test_what_two_publishers_may_be_called_in_short_means_neither() -> None:
    unions = [Source("a", "A", "Lenn Tenants' Union"), Source("b", "B", "Lenn Dockers' Union")]
    assert Saying(unions)("What does the union say about rents?") == frozenset()
    assert Saying(unions)("What does the dockers' union say about rents?") == {1}


def test_a_case_without_publishers_is_asked_for_nobodys_word() -> None:
    assert Saying([Source("a", "A", "")])("What does the WHO say about bats?") == frozenset()


def hit(meant: bool) -> Hit:
    return Hit(Passage("a:0", "a", "Bats carry rabies.", Span(0, 18), "p. 1"), 1.0, {"reference": MEANT * meant})


@pytest.mark.parametrize(
    ("question", "meant", "expected"),
    [
        ("What does the WHO say about rabies?", True, True),
        ("What does the WHO say about rabies?", False, False),  # a passage of another source
        ("Does the WHO say that rabies is rare?", True, False),  # a question of its own
    ],
)
def test_what_a_source_says_of_a_matter_is_answered_by_its_passage_that_has_the_words(
    question: str, meant: bool, expected: bool
) -> None:
    asked = [Term("rabies", "rabi", 1.0, named=False, foreign=False, absent=False)]
    assert speaks_of_it(question, asked, [(hit(meant), frozenset({"rabi"}))]) is expected


def test_a_word_that_the_passage_lacks_is_not_said_by_it() -> None:
    asked = [Term(word, word, 1.0, named=False, foreign=False, absent=False) for word in ("rabi", "fox")]
    assert not speaks_of_it("What does the WHO say about foxes?", asked, [(hit(True), frozenset({"rabi"}))])


def test_the_first_quotes_are_of_the_source_that_is_asked(parts: Parts) -> None:
    source = next(s for s in parts.index.sources.values() if s.kind is not Kind.SEED and s.publisher)
    told = answer(f"What does the {source.publisher} say about the bridge?", parts)
    assert told.status == "answered"
    assert told.claims[0].citations[0].source_id == source.id
