# One case a line: a table is read across.
"""What "she", "the wall" and "Callan" stand for; where two would do, nothing is said."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.referents.mentions import LONGEST, mentions
from rag.referents.resolved import resolved
from rag.types import Span

# trap, text, its last sentence as it is read
READ = [
    ("surname", "Engineer Ruth Callan drew the plan. Callan joined in 2016.", "Ruth Callan joined in 2016."),
    ("pronoun to the subject", "Ruth Callan met the mayor, Omar Lund. She drew the plan.", "Ruth Callan drew the plan."),
    ("pronoun over a paragraph end", "Ruth Callan spoke on Monday. Callan was brief.\n\nShe drew the plan.", "Ruth Callan drew the plan."),
    ("owner", "Ruth Callan drew the plan. Callan left. Her firm paid.", "Ruth Callan's firm paid."),
    ("his firm", "Omar Lund, head brewer at Glen Orrin, spoke. Lund was glad. His firm pays.", "Glen Orrin pays."),
    ("he and she in one sentence", "Dr Ana Poe led with Mr Ian Roe. She cut and he sewed.", "Dr Ana Poe cut and Mr Ian Roe sewed."),
    ("gender learnt later", "Ana Poe wrote to Kim Dale. Poe said her case was lost. Dale lost his too. He wept.", "Kim Dale wept."),
    ("role", "The captain, Marte Kvamme, scored. Ida Solstad scored. The captain rested.", "Marte Kvamme rested."),
    ("it, subject", "Tana Savings was founded in 1966. It lends to farmers.", "Tana Savings lends to farmers."),
    ("its, over the sentence", "Tana Savings grew fast. Its shares rose.", "Tana Savings's shares rose."),
    ("month cut short", "On Tuesday, Aug. 24, the board met. It closed.", "The board closed."),
    ("longer noun", "The town council of Port Ellery met. The mayor left. The council approved a wall.", "The town council of Port Ellery approved a wall."),
    ("name of a body by its last word", "The Namib Coast Conservancy met. The conservancy asked for a fence.", "The Namib Coast Conservancy asked for a fence."),
    ("short name with the", "The Marine Accident Board met. The Board makes no criticism.", "The Marine Accident Board makes no criticism."),
    ("first part of a company", "Corrigan Basalt dug the pit. Corrigan was fined.", "Corrigan Basalt was fined."),
    ("the company", "Corrigan Basalt has dug since 1974. The company was fined.", "Corrigan Basalt was fined."),
    ("that company, named behind", "The pit belongs to Penhall Aggregates, which bought it. That company put in sprays.", "Penhall Aggregates put in sprays."),
    ("ship", "The Maren Lund left the port. She carried 61 passengers.", "The Maren Lund carried 61 passengers."),
    ("the former", "The League met the National Guild. The former agreed.", "The League agreed."),
    ("the latter", "The League met the National Guild. The latter agreed.", "The National Guild agreed."),
    ("the southern one", "The southern grave was rich. The northern grave was poor. The southern one was opened.", "The southern grave was opened."),
    ("Mrs. with its stop", "Board member Joan Moor spoke. Mrs. Moor left.", "Joan Moor left."),
    ("a name with 's in it", "The Farmers' Union met. It voted.", "The Farmers' Union voted."),
    ("verb that no table has", "Jitka Soboda came. Soboda reckons that it works.", "Jitka Soboda reckons that it works."),
    ("her is not the doer", "Ida Sand rowed. Sand had beaten her.", "Ida Sand had beaten her."),
    ("person of a body", "Ines Poe of the Reform League won. Poe resigned.", "Ines Poe resigned."),
]  # fmt: skip
OPEN = [
    ("two of one surname", "Ana Poe met Ida Poe. Poe left."),
    ("two persons, neither subject", "The prize went to Ana Poe and to Ida Roe. She wept."),
    ("two walls", "Men built a new sea wall beside the old sea wall. Rain came. The wall fell."),
    ("it of the weather", "Tana Savings closed early. It was clear that rain would come."),
    ("object it", "Tana Savings owns the Duka service. Nobody likes it."),
    ("the noun says itself which", "The town council of Port Ellery met. The council of elders agreed."),
    ("they, two plurals", "Nurses struck and doctors marched. They won."),
    ("place", "Ana Poe comes from Strathmoran. The Strathmoran Trust pays. Strathmoran is small."),
    ("someone else is meant", "Ana Poe won. The coach was glad. She wept."),
    ("opposite gender", "Mr Ian Roe won. She wept."),
    ("words in quotes", 'Ana Poe won. "She is fast," said the judge.'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_the_last_sentence_is_read_in_its_place(text: str, told: str) -> None:
    assert resolved(text, Span(0, len(text))).text.endswith(told)


@pytest.mark.parametrize("text", [case[1] for case in OPEN], ids=[case[0] for case in OPEN])
def test_what_stays_open_is_read_as_it_stands(text: str) -> None:
    last = text.rindex(". ", 0, len(text) - 1) + 2
    assert resolved(text, Span(last, len(text))).text == text[last:]


def test_who_goes_on_speaking_is_told_and_every_mention_is_named() -> None:
    text = '"We won," said Ana Poe. "We go home."'
    last = Span(text.rindex('"We go'), len(text))
    told = resolved(text, last)
    assert told.text == '"We go home,” Ana Poe said.'
    assert [full for _, full in told.told] == ["Ana Poe"]


def test_what_the_text_adds_to_a_name_is_told_where_it_is_asked_for() -> None:
    text = "Isla Rannoch, managing director of Kintyle Seeds, spoke. She was brief."
    last = Span(text.index("She"), len(text))
    assert resolved(text, last).text == "Isla Rannoch was brief."
    assert resolved(text, last, asides=True).text == "Isla Rannoch, managing director of Kintyle Seeds, was brief."


def test_a_text_over_the_limit_is_read_as_it_stands() -> None:
    text = "Ana Poe won. She wept. ".ljust(LONGEST + 1, "x")
    assert mentions(text) == ()


_PIECES = st.sampled_from(
    ["Ana Poe ", "Mr. Roe ", "Poe's ", "the wall ", "The Wall ", "a new sea wall ", "she ", "He ", "its ", "They ", "said ", "of ", ", ",
     ". ", "\n\n", '"', "“", "”", "who ", "The company ", "the former ", "the old one ", "É́ ", "\ud800", "7 ", "-", "'s "]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=30).map("".join)))
def test_mentions_of_any_text_stand_in_it_in_order(text: str) -> None:
    found = mentions(text)
    assert all(m.full and m.span.end <= len(text) for m in found)
    assert all(a.span.start <= b.span.start for a, b in pairwise(found))
    if text:
        whole = resolved(text, Span(0, len(text)))
        assert bool(found) == bool(whole.told)
        assert found or whole.text == text
