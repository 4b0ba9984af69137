"""A record's fact against its original: one trap each, and no changed fact of the shipped case is ever confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.corpus import read_case, read_record
from rag.types import Audit, Block, Source, SourceText, Span
from rag.verify.records.audit import FactTold, Held, hold
from rag.verify.records.original_text import OriginalText
from rag.verify.records.places import located
from rag.verify.values.numbers import figures

ROOT = Path(__file__).parents[2]
KNOWN = ("Structural survey of the Mill Bridge, Ashcombe", "Lenn County Engineers' Office")
PARAGRAPHS = (
    ("p. 1", "Structural survey of the Mill Bridge, 14 October 2019."),
    ("p. 1", "It was signed by Zoë Martínez and Tom Okafor."),
    ("p. 2", "The Mill Bridge has a total length of 48 metres and is 6.2 metres wide."),
    ("p. 2", "The Station Road bridge is 51 metres long. It was opened to traffic in the year 1902."),
    ("p. 2", "The Mill Bridge was opened to traffic in 1887."),
    ("p. 3", "Cracks of up to eleven millimetres in width were found in the middle arch."),
    ("p. 3", "There was no movement in the two outer arches."),
    ("p. 4", "A weight limit of 3 tonnes is recommended until the middle arch has been repaired."),
    ("p. 5", "In all 93,331 people crossed the bridge in 2018. The repair will likely take fourteen months."),
    ("p. 5", "Table 1: Weight of lorries counted on the bridge"),
    ("table 1, row 2", "year = 2018; lorries = 1204; weight (lb) = 2,803.60"),
    ("table 1, row 3", "year = 2019; lorries = 1311; weight (lb) = 3,077.10"),
    ("p. 6", "The council closed the bridge on 2 March, after the vote of 24 February 2020."),
)


def original(paragraphs: tuple[tuple[str, str], ...] = PARAGRAPHS, language: str = "en") -> OriginalText:
    text, blocks = "", []
    for locator, words in paragraphs:
        text += "\n\n" if text else ""
        blocks.append(Block(Span(len(text), len(text) + len(words)), locator))
        text += words
    return OriginalText(SourceText(Source("survey-2019", "", language=language), text, tuple(blocks)))


def held(fact: str, locator: str = "", basis: str = "read") -> Held:
    found = hold(FactTold(fact, locator, basis, "en", KNOWN), original())
    if found.span:
        assert found.span.of(original().source.text) == found.sentence
    return found


@pytest.mark.parametrize(
    ("fact", "locator", "status", "says"),
    [
        # right, in other words
        ("The Mill Bridge is 48 metres long and 6.2 metres wide.", "p. 2, table 1", "confirmed", ""),
        ("The survey found cracks in the middle arch up to 11 millimetres wide.", "p. 3", "confirmed", ""),
        ("The survey is dated 14 October 2019.", "p. 1, title block", "confirmed", ""),
        ("About 93,000 people crossed the bridge in 2018.", "p. 5", "confirmed", ""),
        ("It was signed by Zoe Martinez and Tom Okafor.", "p. 1", "confirmed", ""),
        ("Lorries of 1,204 were counted on the bridge in 2018.", "Table 1", "confirmed", ""),
        ("The weight of lorries on the bridge was 2,803.60 lb in 2018.", "table 1", "confirmed", ""),
        ("The bridge was closed by the council on 2 March 2020.", "p. 6", "differs", "more exact"),
        ("The survey found no movement in the two outer arches.", "p. 3", "confirmed", ""),
        # right, but elsewhere, or at a place that the original does not count
        ("The Mill Bridge was opened to traffic in 1887.", "p. 4", "confirmed", "found, but on p. 2, not on p. 4"),
        ("The Mill Bridge was opened to traffic in 1887.", "p. 99", "confirmed", "found, but on p. 2, not on p. 99"),
        ("The Mill Bridge was opened to traffic in 1887.", "para 4", "confirmed", ""),
        # a date that another sentence has: it is not called absent
        (
            "The survey of 14 October 2019 found no rust in the north arch, where 93,331 rivets were replaced.",
            "p. 3",
            "not found",
            "“14 October 2019” stands elsewhere, on p. 1; “93,331” stands elsewhere, on p. 5",
        ),
        # wrong
        ("The Mill Bridge is 49 metres long and 6.2 metres wide.", "p. 2", "differs", "our record says 49"),
        ("The Mill Bridge is 48 feet long.", "p. 2", "differs", "the original says 48 metres"),
        ("It recommends a weight limit of 3 kg until the middle arch is repaired.", "p. 4", "differs", "3 tonnes"),
        ("The Mill Bridge was opened to traffic in 1878.", "p. 2", "differs", "1887"),
        ("The survey found movement in the two outer arches.", "p. 3", "differs", "the original denies it"),
        ("It was signed by Zoe Martinex and Tom Okafor.", "p. 1", "differs", "the original “Martínez”"),
        ("The repair takes fourteen months.", "p. 5", "differs", "likely"),
        ("The survey found cracks up to 11 millimetres wide only in the middle arch.", "p. 3", "differs", "“only”"),
        ("The weight of lorries on the bridge was 3,077.10 lb in 2018.", "table 1", "differs", ""),
        ("93,331.5 people crossed the bridge in 2018.", "p. 5", "differs", "the original says 93,331"),
        # not there
        ("The Mill Bridge is 51 metres long.", "p. 2", "differs", "the original says 48"),
        ("The mayor promised a free bus from April.", "p. 1", "not found", ""),
        ("It was signed by Ruth Adeyemi.", "p. 1", "not found", ""),
    ],
)  # fmt: skip
def test_fact_against_the_original(fact: str, locator: str, status: str, says: str) -> None:
    found = held(fact, locator)
    assert (found.status, says in found.reason) == (status, True), found


@pytest.mark.parametrize("basis", ["computed", "second-hand"])
def test_fact_that_no_original_states_is_not_checked_although_it_stands_there(basis: str) -> None:
    found = held("The Mill Bridge was opened to traffic in 1887.", "p. 2", basis)
    assert found.status is Audit.NOT_CHECKED
    assert found.reason


def test_fact_without_figures_dates_or_names_says_that_only_its_words_agree() -> None:
    assert held("The survey found no movement in the two outer arches.", "p. 3").status is Audit.CONFIRMED
    plain = hold(FactTold("No movement was found in the outer arches."), original())
    assert (plain.status, plain.reason) == (Audit.CONFIRMED, "by its words only")


def test_neighbour_does_not_lend_its_figure_to_a_sentence_that_says_otherwise() -> None:
    here = original((("p. 1", "The North Bridge is 84 metres long. The tower beside is 48 metres long."),))
    found = hold(FactTold("The North Bridge is 48 metres long."), here)
    assert found.status is Audit.DIFFERS


def test_other_page_does_not_mend_what_the_named_page_denies() -> None:
    here = original((("p. 1", "The North Bridge is 84 metres long."), ("p. 2", "The North Bridge is 48 metres long.")))
    assert hold(FactTold("The North Bridge is 48 metres long.", "p. 1"), here).status is Audit.DIFFERS


def test_code_with_a_full_stop_in_it_is_found_although_a_sentence_seems_to_end_there() -> None:
    here = original((("p. 1", "Its name was lengthened by Pub. L. 108-7 in 2003."),))
    assert hold(FactTold("Its name was lengthened by Pub. L. 108-7 in 2003."), here).status is Audit.CONFIRMED
    assert hold(FactTold("Its name was lengthened by Pub. L. 108-8 in 2003."), here).status is not Audit.CONFIRMED


@pytest.mark.parametrize(
    ("fact", "words", "status"),
    [
        ("The office estimated 93,331 deaths in 2020.", "There were an estimated 93,331 deaths in 2020.", "confirmed"),
        ("There were 93,331 deaths in 2020.", "There were an estimated 93,331 deaths in 2020.", "differs"),
        ("Deaths rose from 50,963 in 2019.", "Deaths from opioids increased from 50,963 in 2019.", "confirmed"),
        ("A 43-count indictment was unsealed in May.", "In May the office unsealed a 43-count indictment.", "confirmed"),
        ("A farmer sold 5 horses and 3 cows.", "A farmer sold 3 horses and 5 cows.", "differs"),
        ("Northern firms found new suppliers as Lenn and Ash closed theirs.",
         "As Lenn and Ash closed their suppliers, Northern firms found new ones.", "confirmed"),
        ("Lenn sued Ash for breach of contract.", "Ash sued Lenn for breach of contract.", "differs"),
        ("It gives 2020 as 4,791 lb and 2019 as 2,804 lb.",
         "The weight is 94 percent above that of 2020 (4,791 pounds) and 233 percent above that of 2019 (2,804 pounds).", "confirmed"),
        ("It reviews the risks of US-China trade.",
         "It reviews the risks of trade between the United States and the People's Republic of China.", "confirmed"),
        ("The OSB reported more than 150 wrecks in the bay in 2021.",
         "As of 2021 the Office of Sunken Boats reported more than 150 wrecks in the bay.", "confirmed"),
    ],
)  # fmt: skip
def test_same_figure_or_names_in_another_turn_of_phrase(fact: str, words: str, status: str) -> None:
    assert hold(FactTold(fact), original((("p. 1", words),))).status == status


@pytest.mark.parametrize(
    ("fact", "words", "status", "says"),
    [
        # one thing changed in the otherwise same sentence
        ("The page counts 1,846.", "The page counts 1,864.", "differs", "1,864"),
        ("The mill burnt down on 3 May 1911.", "The mill burnt down on 4 May 1911.", "differs", "4 May 1911"),
        ("The bridge was designed by Tom Okafor of Lenn.", "The bridge was designed by Ada Brandt of Lenn.",
         "differs", "“Ada Brandt of Lenn”"),
        ("Hans Ritter sold the mill to the town of Lenn.", "Hans Ritter sold the mill to the town of Ash.",
         "differs", "“Ash”"),
        ("Lenn paid Ash for the wood, and Ash paid Lenn.", "Lenn paid Ash for the wood, and Orr paid Lenn.",
         "differs", "“Orr”"),
        # another figure about another thing
        ("The toll brought 4,791 euros in 1920.", "The toll brought 2,803 euros in 1919.", "not found", ""),
        ("The Mill Bridge is 48 metres long.", "The Station Road bridge is 51 metres long.", "not found", ""),
        ("The survey counted 69,710 eels in the river in 2020.", "In 2020 the society had 144 members.",
         "not found", ""),
        ("Tom Okafor opened the bridge on 3 May 1911.", "Ada Brandt closed the mill on 4 June 1912.", "not found", ""),
        ("The bridge was designed by Tom Okafor.", "The mill was sold by Ada Brandt.", "not found", ""),
        # a budget year is no name, a month's short form no misspelling, "that most" not "at most"
        ("The town spent 18 million on schools in FY2018.", "The town spent 18 million on schools in fiscal year 2018.",
         "confirmed", ""),
        ("The lake was lowered by 6 metres on 3 July 2014.", "On 3 Jul. 2014 the lake was lowered by 6 metres.",
         "confirmed", ""),
        ("Most ships in 2017 flew the flag of Norway.", "The trust says that most ships in 2017 flew the flag of Norway.",
         "confirmed", ""),
    ],
)  # fmt: skip
def test_differs_is_said_only_where_all_but_one_thing_agrees(fact: str, words: str, status: str, says: str) -> None:
    found = hold(FactTold(fact), original((("p. 1", words),)))
    assert (found.status, says in found.reason) == (status, True), found


def test_two_dates_of_one_fact_may_stand_in_two_sentences() -> None:
    here = original((("p. 1", "CBC-18-205 Published: Mar 29, 2018. Publicly Released: Apr 12, 2018."),))
    assert hold(FactTold("Published 29 March 2018, released to the public 12 April 2018."), here).status == "confirmed"
    assert hold(FactTold("Published 29 March 2018, released to the public 13 April 2018."), here).status != "confirmed"


def test_a_fact_about_one_version_is_held_against_that_version_only() -> None:
    here = original(
        (("p. 1", "Updated July 18, 2022"), ("p. 1", "Cooperation on the bridge has waned in recent years."))
    )
    assert hold(FactTold("July 2022 version: cooperation on the bridge has waned."), here).status == "confirmed"
    other = hold(FactTold("May 2021 version: cooperation on the bridge has grown."), here)
    assert (other.status, other.reason) == ("not found", "what was fetched is another version than that of May 2021")


def test_neighbour_does_not_lend_its_name_to_a_sentence_about_another() -> None:
    here = original((("p. 1", "The society thanked Ada Brandt warmly for the drawings. Tom Okafor was away."),))
    found = hold(FactTold("The society thanked Tom Okafor warmly for the drawings."), here)
    assert found.status is Audit.DIFFERS


def test_original_in_another_language_is_not_checked() -> None:
    found = hold(FactTold("The bridge is 48 metres long."), original((("p. 1", "这座桥长48米。"),), "zh"))
    assert (found.status, "another language" in found.reason) == (Audit.NOT_CHECKED, True)


def test_check_that_breaks_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = original()
    monkeypatch.setattr(broken, "nearest", None)
    assert hold(FactTold("The bridge was opened in 1887."), broken).status is Audit.NOT_CHECKED


def test_empty_original_finds_nothing() -> None:
    assert hold(FactTold("The bridge was opened in 1887."), original(())).status is Audit.NOT_FOUND


@pytest.mark.parametrize(
    ("locator", "blocks"),
    [
        ("p. 2", {1, 2}), ("p.2, key finding 1", {1, 2}), ("page 3", {2}), ("pp. 1-2", {0, 1, 2}), ("p. 9", set()),
        ("para 2", None), ("summary", {0, 1, 2}), ("", None), ("press report", None),
    ],
)  # fmt: skip
def test_locator_leads_to_the_blocks_of_its_place(locator: str, blocks: set[int] | None) -> None:
    told = original((("p. 1", "Summary"), ("p. 2", "The bridge is long."), ("p. 2-3", "It runs over a page end.")))
    found = located(locator, told.source.blocks, told.source.text)
    assert found == (blocks if blocks is None else frozenset(blocks))


def changed(text: str) -> Iterator[str]:
    """``text`` with one figure one higher, one year earlier, one denial and one name misspelt."""
    for figure in figures(text)[:1]:
        if figure.kind == "quantity" and (last := re.search(r"\d+(?!.*\d)", figure.text)):
            at = figure.span.start + last.start()
            yield text[:at] + str(int(last[0]) + 1).zfill(len(last[0])) + text[at + len(last[0]) :]
    if year := re.search(r"\b20[012]\d\b", text):
        yield text[: year.start()] + str(int(year[0]) - 1) + text[year.end() :]
    if verb := re.search(r"\b(?:is|was|are|were|has|had) (?!not)", text):
        yield text[: verb.end()] + "not " + text[verb.end() :]


def test_no_changed_fact_of_the_shipped_case_is_confirmed() -> None:
    kept = altered = 0
    wrongly = []
    for entry in [e for e in read_case(ROOT).entries if e.record][::3]:
        record = read_record(entry.path)
        own = OriginalText(record)  # the record as its own original: every fact stands there word for word
        for block in record.blocks:
            text = block.span.of(record.text)
            known = (record.source.title, record.source.publisher)
            kept += hold(FactTold(text, known=known), own).status is Audit.CONFIRMED
            for other in changed(text):
                altered += 1
                if hold(FactTold(other, known=known), own).status is Audit.CONFIRMED:
                    wrongly.append(other)
    assert altered > 80
    assert kept > 80
    # A rounding is no change: 91,799 deaths are 91,800.
    assert [w for w in wrongly if not re.search(r"\d00\b", w)] == []


def test_a_fact_is_found_where_the_original_says_she_or_the_board() -> None:
    here = original(
        (
            ("p. 1", "The Norwick Accident Board sat on Monday. Captain Ruth Callan spoke first. Callan was calm."),
            ("p. 2", "She has commanded the ferry for eleven years."),
        )
    )
    found = hold(FactTold("Captain Ruth Callan had commanded the ferry for eleven years.", "p. 2"), here)
    assert (found.status, found.sentence) == (Audit.CONFIRMED, "She has commanded the ferry for eleven years.")
    assert "read as what was named before" in found.reason
    other = hold(FactTold("Captain Omar Lund had commanded the ferry for eleven years.", "p. 2"), here)
    assert other.status is not Audit.CONFIRMED
