# One case a line: a table is read across.
"""Claims that say in full what their source only refers to: true ones hold, and those of somebody else do not."""

from __future__ import annotations

import pytest

from rag.types import Citation, Claim, Span, Status, Tier
from rag.verify.citing import cite
from rag.verify.in_place import words_of
from rag.verify.sources import EvidenceSource
from rag.verify.speakers.attribution import attribution
from rag.verify.verifier import verify

ARTICLE = """The town council of Port Ellery has approved a new sea wall. Engineer Ruth Callan presented the design on Monday.

She said the wall will be 240 metres long. Callan joined the council in 2016 and designed the breakwater at Tamsley.

"The old one let water into Harbour Street," said the harbour master, Omar Lund. "We lost four cellars." His deputy, Ida Moor, wants a gate. She has asked for £60,000.
"""
# trap, cited words, a claim that holds, one that does not
TWINS = [
    ("pronoun", "She said the wall", "Ruth Callan said the wall will be 240 metres long.", "Omar Lund said the wall will be 240 metres long."),
    ("surname", "Callan joined", "Ruth Callan joined the council in 2016.", "Ida Moor joined the council in 2016."),
    ("longer noun", "Callan joined", "Callan joined the town council of Port Ellery in 2016.", "Callan joined the town council of Harbour Street in 2016."),
    ("who goes on speaking", "We lost four", "“We lost four cellars,” Omar Lund said.", "“We lost four cellars,” Ruth Callan said."),
    ("role told elsewhere", "We lost four", "“We lost four cellars,” said Omar Lund, the harbour master.", "“We lost four cellars,” said Ida Moor, the harbour master."),
    ("the nearer of two", "She has asked", "Ida Moor has asked for £60,000.", "Ruth Callan has asked for £60,000."),
]  # fmt: skip


def judged(
    text: str, words: str, article: str = ARTICLE, names: tuple[str, ...] = ("The Port Ellery Echo",)
) -> tuple[Status, str]:
    start = article.index(words)
    source = EvidenceSource(article, names, Tier.SECONDARY, "2024-03-05")
    citation = Citation(1, "p", "s", words, Span(start, start + len(words)))
    verdict = verify(Claim(text, Span(0, len(text)), (citation,)), {"s": source})
    return verdict.status, verdict.reason


@pytest.mark.parametrize(("words", "true", "false"), [case[1:] for case in TWINS], ids=[case[0] for case in TWINS])
def test_what_holds_of_one_does_not_hold_of_another(words: str, true: str, false: str) -> None:
    assert judged(true, words)[0] is Status.SUPPORTED
    assert judged(false, words)[0] is not Status.SUPPORTED


def test_the_reason_says_what_was_read_as_what() -> None:
    status, reason = judged("Ruth Callan joined the council in 2016.", "Callan joined")
    assert status is Status.SUPPORTED
    assert "“Callan” is read as “Engineer Ruth Callan”" in reason


def test_a_claim_that_holds_as_it_stands_needs_no_reading() -> None:
    assert judged("Callan joined the council in 2016.", "Callan joined")[1] == "the cited words say so"


def test_the_source_of_another_language_is_read_as_it_stands() -> None:
    article = "Ruth Callan presentó el plan. Callan entró en 2016."
    source = EvidenceSource(article, (), Tier.PRIMARY, "", "es")
    words = "Callan entró en 2016."
    citation = Citation(1, "p", "s", words, Span(article.index(words), len(article)))
    verdict = verify(Claim("Ruth Callan entró en 2016.", Span(0, 26), (citation,)), {"s": source})
    assert verdict.status is not Status.SUPPORTED


def test_who_says_it_stays_open_where_the_text_leaves_it_open() -> None:
    article = "The prize went to Ana Poe and to Ida Roe. She said that the jury was kind."
    status, reason = judged("Ana Poe said that the jury was kind.", article, article)
    assert status is Status.PARTLY
    assert "do not tell who that is" in reason


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Mwanzo Bank was founded in Garsen.", "Tana Savings, founded in Garsen in 1966, is small."),
        ("Mwanzo Bank lost 310 million shillings.", "Tana Savings is small. It lost 310 million shillings."),
    ],
)
def test_a_name_of_the_title_does_not_stand_for_another_that_is_named(text: str, article: str) -> None:
    status, reason = judged(text, article[-20:], article, ("Tana Savings buys Mwanzo Bank",))
    assert status is Status.PARTLY
    assert "of Tana Savings, not of Mwanzo Bank" in reason


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Elin Moor bought three launches.", "Elin Moor retired. Moor was tired. Her predecessor bought three launches."),
        ("Elin Moor said that she would miss it.", 'Elin Moor spoke. "Ida is the best of us," said Kim Roe. "Ida runs it all." She said that she would miss it.'),
        ("“One is enough,” said Ian Neri.", "Ian Neri retired. Neri, she said, would not return: “One is enough.”"),
        ("In Ashcombe the margin was 212 votes.", "In Milford the margin was 212 votes."),
        ("Ian Ruas came to the cutting room in 1958.", "A seamstress by trade, she came to the cutting room in 1958."),
    ],
    ids=["owner", "speaker or spoken of", "inserted", "front", "she, not the one of the title"],
)  # fmt: skip
def test_somebody_beside_the_one_who_is_meant_is_not_taken_for_him(text: str, article: str) -> None:
    words = article[article.rindex(". ", 0, -1) + 2 :] if ". " in article[:-1] else article
    assert judged(text, words, article, ("Ashcombe and Ian Ruas",))[0] is not Status.SUPPORTED


def test_a_name_of_the_title_stands_for_what_a_sentence_leaves_unsaid() -> None:
    article = "Visitors may watch on Thursdays."
    assert (
        judged("Visitors to the Hallen Museum may watch on Thursdays.", article, article, ("Hallen Museum",))[0]
        is Status.SUPPORTED
    )


def test_names_of_a_title_are_weighed_so_in_english_only() -> None:
    article = "Ana Poe vende pan en la plaza."
    source = EvidenceSource(article, ("Banco Roe",), Tier.PRIMARY, "", "es")
    text = "El Banco Roe vende pan en la plaza."
    citation = Citation(1, "p", "s", article, Span(0, len(article)))
    verdict = verify(Claim(text, Span(0, len(text)), (citation,)), {"s": source})
    assert "the source says this of" not in verdict.reason


def test_the_source_itself_may_be_said_to_speak() -> None:
    article = "Ferrer criticised the rules and did not protest."
    assert (
        judged(
            "The Chess Federation says that Ferrer criticised the rules and did not protest.",
            article,
            article,
            ("Chess Federation",),
        )[0]
        is Status.SUPPORTED
    )


def test_this_year_is_not_last_year() -> None:
    article = "Last year's count was made by six people."
    assert judged("This year's count was made by six people.", article, article)[0] is Status.CONTRADICTED
    assert judged("Last year's count was made by six people.", article, article)[0] is Status.SUPPORTED


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“We lost,” said Dr Ana Poe.", "Dr Ana Poe"),
        ("“We lost,” said Ana Poe of her rival.", "Ana Poe"),
        ("“We lost,” said the coach, Ana Poe.", ""),
        ("“We lost,” Ana Poe, the coach, said.", "Ana Poe"),
        ("Dr. Poe said that it was lost.", "Dr. Poe"),
    ],
)
def test_a_speaker_behind_the_quote_or_with_a_stop_in_the_title(text: str, who: str) -> None:
    found = attribution(text)
    assert (found.who if found else "") == who


def test_to_write_a_piece_is_not_to_say_it() -> None:
    assert attribution("Gwen Poe wrote the Border Symphony in 1984.") is None


def test_the_sentence_is_found_by_what_it_stands_for() -> None:
    article = "Ruth Callan leads Callan Works and met Omar Lund. Callan was glad. She left in 2016."
    source = EvidenceSource(article)
    from rag.types import Passage

    passage = Passage("p", "s", article, Span(0, len(article)))
    text = "Ruth Callan left in May [1]."
    plain = cite(text, [1], {1: passage})
    told = cite(text, [1], {1: passage}, in_place=lambda p, s: words_of(source, p, s))
    assert plain.claim.citations[0].quote == "Ruth Callan leads Callan Works and met Omar Lund."
    assert told.claim.citations[0].quote == "She left in 2016."
