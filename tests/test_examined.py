"""Questions about the article as a whole, answered from the ledger of its claims."""

from __future__ import annotations

import pytest

from rag.answer.of_article import OPINION, RIGHT, SILENT, WRONG, of_article
from rag.ask import answer
from rag.assemble import Parts
from rag.recheck import recheck
from rag.types import Answer, Kind, NoteKind
from rag.wire import from_json, to_json
from ui.terminal import show_answer


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does the article get wrong?", WRONG),
        ("Which claims in the article are wrong?", WRONG),
        ("which of the claims in the article are not true", WRONG),
        ("What is misleading about this article?", WRONG),
        ("Is the article accurate?", WRONG),
        ("How reliable is the news article?", WRONG),
        ("Can I trust the article?", WRONG),
        ("Please fact-check the article.", WRONG),
        ("What do the sources disagree about?", WRONG),
        ("Where does the article differ from the primary sources?", WRONG),
        ("Does the article contain any errors?", WRONG),
        ("What does the article get right?", RIGHT),
        ("Which claims in the article are opinions?", OPINION),
        ("Which statements in the article cannot be verified?", SILENT),
        ("¿Es fiable el artículo?", WRONG),
        ("¿Qué errores tiene el artículo?", WRONG),
        ("文章准确吗？", WRONG),
        ("文章有哪些错误？", WRONG),
        ("¿Qué dice mal el artículo?", WRONG),
        ("¿Es cierto lo que dice la noticia?", WRONG),
        ("¿Se equivoca en algo el artículo?", WRONG),
        ("¿En qué acierta el artículo?", RIGHT),
        ("文章哪些地方说错了？", WRONG),
        ("文章說錯了什麼？", WRONG),
        ("这篇报道有哪些错误？", WRONG),
        ("文章的说法准确吗？", WRONG),
        ("¿Es cierto lo que dice el artículo del puente?", ()),
        ("¿Qué dice el artículo de los errores del puerto?", ()),
        ("文章关于桥的说法准确吗？", ()),
        ("文章说了什么？", ()),
        ("Is the article's claim about the bridge true?", ()),  # one claim
        ("What does the article say about the bridge?", ()),
        ("What do the sources disagree about in the matter of the ferry?", ()),
        ("Is the Reuters article accurate?", ()),  # another one
        ("Is the report accurate?", ()),  # not the article
        ("Which claims were wrong?", ()),
        ("", ()),
    ],
)
def test_what_is_asked_of_the_article_as_a_whole(question: str, expected: tuple[str, ...]) -> None:
    assert of_article(question) == expected


@pytest.fixture(scope="module")
def wrong(parts: Parts) -> Answer:
    return answer("What does the article get wrong?", parts)


def ledger_note(reply: Answer) -> str:
    return next(note.text for note in reply.notes if note.kind is NoteKind.LEDGER)


def test_the_note_counts_the_claims_of_the_ledger(parts: Parts, wrong: Answer) -> None:
    false = sum(claim.status == "contradicted" for claim in parts.index.ledger)
    assert f"lists {len(parts.index.ledger)} claims" in ledger_note(wrong)
    assert f"{false} contradicted" in ledger_note(wrong)


def test_the_articles_words_stand_before_those_that_decide_and_none_twice(parts: Parts, wrong: Answer) -> None:
    quotes = [citation for claim in wrong.claims for citation in claim.citations]
    kinds = [parts.index.sources[c.source_id].kind is Kind.SEED for c in quotes]
    assert kinds[0] and not all(kinds)
    assert len({(c.passage_id, c.span) for c in quotes}) == len(quotes)


def test_every_claim_that_does_not_hold_is_shown_as_a_conflict_with_the_editors_reason(
    parts: Parts, wrong: Answer
) -> None:
    reasons = {claim.reason for claim in parts.index.ledger if claim.status in WRONG and claim.fact_ids}
    assert {conflict.reason for conflict in wrong.conflicts} <= reasons
    assert len(wrong.conflicts) == min(6, len(reasons))
    assert {conflict.basis for conflict in wrong.conflicts} == {"ledger"}


def test_what_holds_is_shown_without_a_conflict(parts: Parts) -> None:
    reply = answer("What does the article get right?", parts)
    assert reply.claims and not reply.conflicts


def test_no_fact_stands_beside_an_opinion(parts: Parts) -> None:
    reply = answer("Which claims in the article are opinions?", parts)
    kinds = {parts.index.sources[c.source_id].kind for claim in reply.claims for c in claim.citations}
    assert kinds == {Kind.SEED}


def test_without_the_article_among_the_sources_that_may_answer_the_question_goes_to_the_passages(parts: Parts) -> None:
    others = {i for i, source in parts.index.sources.items() if source.kind is not Kind.SEED}
    reply = answer("What does the article get wrong?", parts.within(others))
    assert not any(note.kind is NoteKind.LEDGER for note in reply.notes)


def test_saved_answer_holds_until_its_counts_are_changed(parts: Parts, wrong: Answer) -> None:
    saved = to_json(wrong, parts.index.sources)
    assert recheck(parts.settings, from_json(saved)).holds
    count = f"lists {len(parts.index.ledger)} claims"
    assert count in saved
    assert not recheck(parts.settings, from_json(saved.replace(count, count.replace("lists ", "lists 9")))).holds


def test_the_terminal_names_the_pairs_of_quotes_instead_of_showing_them_again(
    parts: Parts, wrong: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    show_answer(wrong, parts.index.sources)
    shown = " ".join(capsys.readouterr().out.split())
    for conflict in wrong.conflicts:
        reason = " ".join(conflict.reason.split())
        assert f"[{conflict.lower.number}] against [{conflict.higher.number}] An editor's judgement: {reason}" in shown
        assert shown.count(f"“{conflict.lower.quote}” [") == 1
    assert "Sources differ" not in shown
