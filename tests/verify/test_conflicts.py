"""Which conflicts an answer shows: the ledger's, the question's rivals, code's; in which order and with what numbers."""

from __future__ import annotations

from dataclasses import dataclass

from rag.corpus import LedgerClaim
from rag.types import Kind, Passage, Source, Span, Tier
from rag.verify.conflicts.found import find_conflicts, of_the_quoted, with_first_judged


@dataclass(frozen=True)
class Shelf:
    """What of an index is read here: the passages and their sources."""

    passages: tuple[Passage, ...]
    sources: dict[str, Source]


def source(name: str, tier: Tier, published: str = "", kind: Kind = Kind.RECORD) -> Source:
    return Source(name, name, published=published, tier=tier, kind=kind)


def passage(name: str, text: str, locator: str = "") -> Passage:
    return Passage(f"{name}-{len(text)}", name, text, Span(0, len(text)), locator)


def whole(*passages: Passage) -> list[tuple[Passage, Span]]:
    return [(p, p.span) for p in passages]


SOURCES = {
    s.id: s
    for s in (
        source("old", Tier.PRIMARY, "2018-05"), source("new", Tier.PRIMARY, "versions 2022-02-08, 2024"),
        source("press", Tier.PRESS, "2024-01-01"), source("seed", Tier.SEED, "2021", Kind.SEED),
    )
}  # fmt: skip


def shelf(*passages: Passage) -> Shelf:
    return Shelf(passages, SOURCES)


LENGTH = passage("old", "The Mill Bridge is 48 metres long.")
OTHER_LENGTH = passage("new", "The Mill Bridge is 84 metres long.")


def test_within_a_tier_the_earlier_date_is_lower() -> None:
    (found,) = find_conflicts(whole(OTHER_LENGTH, LENGTH), shelf(LENGTH, OTHER_LENGTH))
    assert (found.lower.source_id, found.lower.number) == ("old", 2)
    assert (found.higher.source_id, found.higher.number) == ("new", 1)
    assert found.reason == "48 metres against 84 metres"


def test_lower_tier_is_lower_even_when_it_is_later() -> None:
    press = passage("press", "The Mill Bridge is 60 metres long.")
    (found,) = find_conflicts(whole(LENGTH, press), shelf(LENGTH, press))
    assert (found.lower.source_id, found.higher.source_id) == ("press", "old")


def test_two_quotes_of_one_source_are_no_conflict() -> None:
    again = passage("old", "The Mill Bridge is 90 metres long, it is said.")
    assert find_conflicts(whole(LENGTH, again), shelf(LENGTH, again)) == ()


def test_seed_that_was_found_but_not_quoted_is_compared() -> None:
    seed = passage("seed", "The town is old. The Mill Bridge, which is 84 metres long, is shut.")
    (found,) = find_conflicts(whole(LENGTH), shelf(LENGTH, seed), also=[LENGTH, seed])
    assert found.lower.quote == "The Mill Bridge, which is 84 metres long, is shut."
    assert found.lower.number == 2
    assert found.lower.span.of(seed.text) == found.lower.quote


def test_other_sources_that_were_not_quoted_are_not_compared() -> None:
    assert find_conflicts(whole(LENGTH), shelf(LENGTH, OTHER_LENGTH), also=[OTHER_LENGTH]) == ()


WIDE = passage("old", "Agents of both services took over 43,000 lb of steel in FY2023, raids included.")
TABLE = passage("new", "Steel at ports, FY2023: 27,022.85 lb.")


def test_figures_that_the_question_names_are_shown_against_each_other() -> None:
    asked = "They say 43,000 pounds of steel but the table shows 27,000. Who lies?"
    (found,) = find_conflicts(whole(WIDE, TABLE), shelf(WIDE, TABLE), question=asked)
    assert found.basis == "figures"
    assert found.reason == "the question sets 43,000 pounds against 27,000; each stands in a source"


def test_a_rival_figure_may_stand_in_a_passage_that_was_not_quoted() -> None:
    asked = "¿El 93 % o el 91 %?"
    a, b = passage("old", "93 percent were seized at ports."), passage("press", "At ports 90.9 percent were seized.")
    (found,) = find_conflicts(whole(a), shelf(a, b), question=asked, also=[a, b])
    assert {found.lower.number, found.higher.number} == {1, 2}


NAMED, CALLED = (
    passage("new", "It names Mexico as the main source of steel."),
    passage("press", "China is the leading source of steel."),
)


def test_rival_holders_that_the_question_names_may_stand_in_a_passage_that_was_not_quoted() -> None:
    asked = "Is it China or Mexico? They disagree."
    (found,) = find_conflicts(whole(NAMED), shelf(NAMED, CALLED), question=asked, also=[NAMED, CALLED])
    assert (found.basis, found.lower.source_id, found.higher.source_id) == ("roles", "press", "new")
    assert found.reason == "the question sets Mexico against China; each stands in a source"


def test_rival_holders_that_the_question_does_not_name_must_be_quoted() -> None:
    asked = "Is it China?"
    assert find_conflicts(whole(NAMED), shelf(NAMED, CALLED), question=asked, also=[NAMED, CALLED]) == ()
    assert [c.basis for c in find_conflicts(whole(NAMED, CALLED), shelf(NAMED, CALLED), question=asked)] == ["roles"]


def test_question_with_one_figure_sets_nothing_against_another() -> None:
    assert find_conflicts(whole(WIDE, TABLE), shelf(WIDE, TABLE), question="Is it 43,000 pounds in 2023?") == ()


def test_a_quote_that_tells_both_figures_is_no_rival() -> None:
    both = passage("old", "Of 43,000 lb, 27,000 lb were taken at ports.")
    assert find_conflicts(whole(both, TABLE), shelf(both, TABLE), question="43,000 pounds or 27,000?") == ()


def test_small_counts_of_other_things_are_no_rivals() -> None:
    votes, trucks = passage("old", "Seven members voted for it."), passage("new", "Two trucks crossed.")
    assert find_conflicts(whole(votes, trucks), shelf(votes, trucks), question="Were there 7 or 2 arches?") == ()


def test_one_pair_is_shown_once_and_three_at_most() -> None:
    pairs = [passage(n, f"The Mill Bridge is {m} metres long.") for n, m in (("old", 10), ("new", 30), ("press", 60))]
    seed = passage("seed", "The Mill Bridge is 90 metres long.")
    found = find_conflicts(whole(*pairs, seed), shelf(*pairs, seed), question="10, 30 or 60 metres long?")
    assert len(found) == 3
    assert len({(c.lower.source_id, c.higher.source_id) for c in found}) == 3


def claim(number: int, text: str, status: str, *facts: str) -> LedgerClaim:
    return LedgerClaim(
        id=f"c{number}", seed_locators=("para 1",), claim=text, attributed_to="seed", status=status, fact_ids=facts,
        would_decide=(), reason="The vote went otherwise.",
    )  # fmt: skip


SEED = passage("seed", "The harbour is full. The council refused the grant for the library.", "para 1")
VOTE = passage("old", "The council accepted the grant with 7 votes to 2.")
REFUSED = claim(1, "The council refused the grant.", "contradicted", VOTE.id)
PARTLY = claim(2, "The grant was large.", "partly supported", VOTE.id)
NEAREST = claim(3, "The library is old.", "supported")


def test_ledger_claim_that_bears_on_the_question_comes_first() -> None:
    found = find_conflicts(
        whole(VOTE), shelf(SEED, VOTE), [NEAREST, REFUSED], "Did the council take the grant?",
        ledger=[NEAREST, REFUSED, PARTLY, *(claim(n, f"Matter {n}.", "supported") for n in range(4, 30))],
    )  # fmt: skip
    assert found[0].basis == "ledger"
    assert found[0].lower.quote == "The council refused the grant for the library."
    assert (found[0].lower.number, found[0].higher.number) == (2, 1)


def test_ledger_claim_that_shares_one_word_with_the_question_is_left_out() -> None:
    others = [claim(n, f"Matter {n}.", "supported") for n in range(4, 30)]
    asked = "How large is the budget?"
    assert find_conflicts(whole(VOTE), shelf(SEED, VOTE), [NEAREST, PARTLY], asked, ledger=[PARTLY, *others]) == ()


def test_ledger_claim_that_holds_is_no_conflict() -> None:
    holds = claim(1, "The council refused the grant.", "supported", VOTE.id)
    assert find_conflicts(whole(VOTE), shelf(SEED, VOTE), [holds], "Did the council refuse the grant?") == ()


def test_nearest_contradicted_claim_is_shown_for_a_question_in_another_language() -> None:
    found = find_conflicts(whole(VOTE), shelf(SEED, VOTE), [REFUSED], "市议会同意了吗？", ledger=[REFUSED, PARTLY])
    assert [(c.basis, c.finding) for c in found] == [("ledger", "contradicted")]


def test_a_sentence_and_the_same_with_its_neighbour_are_one_conflict() -> None:
    seed = passage("seed", "The Mill Bridge is 84 metres long. The town is old and proud of it.")
    (found,) = find_conflicts(whole(LENGTH, seed), shelf(LENGTH, seed), also=[LENGTH, seed])
    assert found.lower.source_id == "seed"


def test_claim_that_holds_in_part_is_a_conflict_only_where_the_question_is_about_it() -> None:
    many = [claim(n, f"Matter {n}.", "supported") for n in range(4, 30)]

    def bases(question: str) -> list[str]:
        near = [PARTLY, NEAREST]
        found = find_conflicts(whole(VOTE), shelf(SEED, VOTE), near, question, ledger=[*near, *many])
        return [c.basis for c in found]

    assert bases("When was the grant paid?") == []
    assert bases("Was the grant paid?") == ["ledger"]
    assert bases("How was the large grant paid?") == ["ledger"]


def test_claim_that_the_question_is_about_in_other_words_is_shown_where_a_first_quote_decides_it() -> None:
    asked, other = "Did they keep their word?", passage("new", "The town has a hall.")
    here = shelf(SEED, VOTE, other)
    assert [c.basis for c in find_conflicts(whole(other, VOTE), here, question=asked, close=[REFUSED])] == ["ledger"]
    assert find_conflicts(whole(other, VOTE), here, question=asked) == ()
    assert find_conflicts(whole(other, VOTE), here, question=asked, close=[NEAREST]) == ()
    later = whole(other, passage("new", "The hall is of stone."), VOTE)
    assert find_conflicts(later, here, question=asked, close=[REFUSED]) == ()


SAID = (SEED, Span(21, len(SEED.text)))
LIBRARY, HALL, TOWN = (
    passage("old", "The council paid for the library in May."), passage("new", "The town has a hall of stone."),
    passage("old", "The town is old."),
)  # fmt: skip
GRANTED = claim(1, "The council refused the grant.", "partly supported", LIBRARY.id)
LEDGER = [GRANTED, *(claim(n, f"The council of town {n}.", "supported") for n in range(4, 30))]


def shown(question: str, *places: tuple[Passage, Span], ledger: list[LedgerClaim] = LEDGER) -> list[str]:
    """The two quotes of each pair that is shown."""
    here = shelf(SEED, LIBRARY, HALL, TOWN)
    return [f"{c.lower.quote} | {c.higher.quote}" for c in of_the_quoted(places, here, question, ledger)]


PAIR = [f"{SAID[1].of(SEED.text)} | {LIBRARY.text}"]


def test_the_seed_is_not_quoted_without_what_decides_its_claim() -> None:
    library, hall, town = whole(LIBRARY, HALL, TOWN)
    assert shown("Who refused the grant?", hall, town, SAID, library) == PAIR
    assert shown("Who refused the grant?", hall, library) == [], "the seed is not quoted"
    assert shown("Who refused the grant?", hall, SAID) == [], "nothing that decides is quoted"
    far = (SEED, Span(0, 20))
    assert shown("Who refused the grant?", hall, far, library) == [], "the seed's other sentence is quoted"


def test_a_first_quote_that_the_ledger_contradicts_has_what_decides_it_beside_it_quoted_or_not() -> None:
    here, library, hall = shelf(SEED, LIBRARY, HALL, TOWN), *whole(LIBRARY, HALL)
    false, part = claim(1, GRANTED.claim, "contradicted", LIBRARY.id), GRANTED

    def beside(ledger: list[LedgerClaim], *places: tuple[Passage, Span]) -> list[str]:
        return [f"{c.lower.quote} | {c.higher.quote}" for c in with_first_judged((), places, here, ledger)]

    assert beside([false], SAID, hall) == PAIR
    assert beside([false], SAID, library) == PAIR
    assert beside([false], hall, SAID) == [], "the seed does not come first"
    assert beside([part], SAID, hall) == [], "it holds in part"
    assert beside([false], (SEED, Span(0, 20)), hall) == [], "it is the seed's other sentence"
    (pair,) = with_first_judged((), [SAID, hall], here, [false])
    assert with_first_judged([pair], [SAID, hall], here, [false]) == (pair,)


def test_one_telling_word_and_a_common_one_are_not_about_the_claim() -> None:
    library, hall = whole(LIBRARY, HALL)
    assert shown("What did the council do with the grant?", hall, library, SAID) == []
    assert shown("Was the grant refused by the council?", hall, library, SAID) == PAIR


def test_of_two_claims_in_one_sentence_the_nearest_to_the_question_is_shown() -> None:
    other = claim(2, "The library got no grant from the council.", "opinion", TOWN.id)
    library, hall, town = whole(LIBRARY, HALL, TOWN)
    (found,) = shown(
        "Which library was refused, and got no grant?", hall, town, SAID, library, ledger=[GRANTED, other, *LEDGER[1:]]
    )
    assert found.endswith(TOWN.text)


def test_part_in_brackets_is_not_set_against_a_count() -> None:
    count = passage("old", "Final count for 2020: 91,799 overdose deaths.")
    share = passage("new", "Opioids were in 61.5 percent of overdose deaths in 2020 (57,517 of 93,526; our sum).")
    assert find_conflicts(whole(count, share), shelf(count, share), question="How many overdose deaths in 2020?") == ()


def test_two_causes_are_shown_where_a_cause_is_asked_for() -> None:
    warm = passage("old", "The institute found that warmer water was the main cause of the decline.")
    boats = passage("press", "It says that fishing by Arden caused the decline of the eels.")
    (found,) = find_conflicts(whole(warm, boats), shelf(warm, boats), question="What caused the decline of the eels?")
    assert found.reason in ("“fishing by Arden” against “warmer water”", "“warmer water” against “fishing by Arden”")
    assert find_conflicts(whole(warm, boats), shelf(warm, boats), question="How large was the decline?") == ()
