"""The page without Gradio: history, switches, feedback and the text that is copied."""

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from rag.answer.said_by import date_of, wording_words
from rag.ask import answer
from rag.assemble import Parts
from rag.errors import UsageError
from rag.events import Checked
from rag.index.snapshot import now
from rag.live import Live
from rag.reason import Code, reason
from rag.types import NoteKind, Status, verdict
from rag.wire import to_json
from rag.wording import Wording
from tests.serving import LOCAL, SILENT, api_app, in_a_loop
from ui.api.page import saved_page
from ui.api.saved import Kept
from ui.api.service import open_service
from ui.commands import feedback
from ui.web.html import Html
from ui.web.page import Page
from ui.web.plain import as_text
from ui.web.talk import Frame, Said, Talk
from ui.words import word

LENGTH = "How long is the Mill Bridge?"
ALL: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def page(parts: Parts) -> Page:
    live = Live(parts)
    return Page(live, open_service(live))


def last_of(frames: AsyncGenerator[Frame, None]) -> Frame:
    async def take() -> Frame:
        return [frame async for frame in frames][-1]

    return in_a_loop(take())


def talk_of(page: Page, *questions: str, only: frozenset[str] = ALL) -> Talk:
    talk = Talk()
    for question in questions:
        last = last_of(page.respond(question, talk, only, "en"))
        talk = last.talk
    return talk


def kept_of(page: Page, talk: Talk) -> list[str]:
    return [page.kept(Frame(talk, 1, Html(), Html(), False, "", one.answer)) for one in talk.said]


def test_a_conversation_comes_back_from_the_browser_with_its_follow_ups(page: Page) -> None:
    talk = talk_of(page, LENGTH)
    back = in_a_loop(page.restored(kept_of(page, talk)))
    (was,), (now,) = page.messages(talk), page.messages(back)
    assert now[0] == was[0] and "48 metres" in now[1] and "or-mark" in now[1]
    last = last_of(page.respond("And how wide is it?", back, ALL, "en"))
    assert last.talk.said[-1].answer is not None
    assert "Mill Bridge" in last.talk.said[-1].answer.asked_as


def test_what_a_browser_kept_is_verified_again(page: Page, parts: Parts) -> None:
    saved = json.loads(to_json(answer(LENGTH, parts), parts.index.sources))
    saved["claims"][0]["citations"][0]["quote"] = "The bridge is 4800 metres long."
    back = in_a_loop(page.restored([json.dumps(saved)]))
    assert back.said[0].answer is not None
    assert back.said[0].answer.verdicts[0].status is Status.BAD_REFERENCE


def test_an_audit_mark_that_a_browser_made_up_is_not_shown(page: Page, parts: Parts) -> None:
    saved = json.loads(to_json(answer(LENGTH, parts), parts.index.sources))
    mark = {"status": "confirmed", "locator": "p. 1", "sentence": "The bridge is of gold.", "reason": ""}
    saved["claims"][0]["citations"][0]["audit"] = mark
    back = in_a_loop(page.restored([json.dumps(saved)]))
    assert "of gold" not in str(page.messages(back))


@pytest.mark.parametrize("given", [None, "x", [1], ["{"], ['{"version": 1}'], [{"a": 1}], {"a": 1}])
def test_what_is_no_answer_is_left_out(page: Page, given: object) -> None:
    assert in_a_loop(page.restored(given)) == Talk()


def test_a_new_index_is_never_opened_in_the_loop_that_serves_all(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    live = Live(parts)
    desk = open_service(live)
    watched = Page(live, desk)
    inside: list[bool] = []
    look = Live.parts

    def noted(self: Live) -> Parts:
        inside.append(asyncio._get_running_loop() is not None)
        return look(self)

    monkeypatch.setattr(Live, "parts", noted)
    talk_of(watched, LENGTH)
    assert inside and not any(inside)
    with TestClient(api_app(parts), base_url=LOCAL) as client:
        inside.clear()
        assert client.get("/v1/models").status_code == 200
        assert client.get("/v1/models/onrecord").status_code == 200
    assert inside and not any(inside)


def test_no_more_of_a_conversation_comes_back_than_was_ever_kept(page: Page, parts: Parts) -> None:
    text = to_json(answer(LENGTH, parts), parts.index.sources)
    assert len(in_a_loop(page.restored([text] * 50)).said) == 20
    swollen = json.loads(text)
    swollen["claims"] *= 101
    assert in_a_loop(page.restored([json.dumps(swollen)])) == Talk()


def test_an_answer_of_a_source_that_is_gone_is_left_out(page: Page, parts: Parts) -> None:
    saved = json.loads(to_json(answer(LENGTH, parts), parts.index.sources))
    for citation in saved["claims"][0]["citations"]:
        citation["source_id"] = "gone"
    assert in_a_loop(page.restored([json.dumps(saved)])) == Talk()


def test_an_answer_of_a_source_that_is_gone_is_not_kept_and_has_no_link(page: Page) -> None:
    reply = talk_of(page, LENGTH).answer(1)
    assert reply is not None
    old = replace(reply.verdicts[0].claim.citations[0], source_id="gone")
    gone = replace(reply, verdicts=tuple(replace(v, claim=replace(v.claim, citations=(old,))) for v in reply.verdicts))
    talk = Talk((Said(LENGTH, gone),))
    assert kept_of(page, talk) == [""] and page.linked(talk, 1, "en").said == word("link_again")


@pytest.mark.parametrize("broken", [True, False])
def test_an_answer_whose_check_broke_is_not_given_again(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    made: list[str] = []

    def events(question: str, *_: object) -> Iterator[Checked]:
        made.append(question)
        reply = answer(question, parts)
        verdicts = tuple(verdict(v.claim, Status.UNCHECKED, reason(Code.FAILED, why="x")) for v in reply.verdicts)
        yield Checked(replace(reply, verdicts=verdicts) if broken else reply)

    monkeypatch.setattr("ui.api.answering.ask", events)
    desk = open_service(Live(parts)).answering
    for _ in range(2):
        list(desk.in_this_thread(LENGTH))
    assert len(made) == 1 + broken


def test_only_the_chosen_sources_answer(page: Page, parts: Parts) -> None:
    reply = talk_of(page, "What does the mayor say?", only=frozenset({"mayor-2020"})).said[0].answer
    assert reply is not None
    assert {hit.passage.source_id for hit in reply.hits} == {"mayor-2020"}
    assert {c.source_id for claim in reply.claims for c in claim.citations} <= {"mayor-2020"}


@pytest.mark.parametrize(("question", "said"), [(LENGTH, "Answered from only 2 of"), (SILENT, "Only 2 of")])
def test_an_answer_of_chosen_sources_says_so_in_chat_copy_and_link(
    page: Page, parts: Parts, question: str, said: str
) -> None:
    talk = talk_of(page, question, only=frozenset({"survey-2019", "council-minutes-2020"}))
    given = talk.said[0].answer
    assert given is not None and given.chosen is not None
    assert said in page.messages(talk)[0][1] and said in as_text(given, parts.index.sources, question)
    kept = Kept("x", "2026-01-01T00:00:00Z", given, parts.index.sources)
    assert said in saved_page(kept, parts.settings)


def test_no_conflict_is_shown_with_a_source_that_was_switched_off(parts: Parts) -> None:
    question = "How many arches does the bridge have?"
    for conflict in answer(question, parts.within(parts.of([], ["primary"]))).conflicts:
        assert {parts.index.sources[side.source_id].tier for side in (conflict.lower, conflict.higher)} == {"primary"}


@pytest.mark.parametrize(
    ("ids", "tiers", "said"), [(["nobody"], [], "'nobody'"), ([], ["holy"], "'holy'"), ([], [], "no source")]
)
def test_a_choice_that_means_nothing_is_an_error(parts: Parts, ids: list[str], tiers: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parts.within(parts.of(ids, tiers))


def test_a_thumb_is_kept_with_its_answer(page: Page, parts: Parts) -> None:
    talk = talk_of(page, LENGTH)
    assert page.rated(talk, 1, "down", "en") == "Thank you, noted."
    given = feedback.read(parts.settings.data_dir)[-1]
    assert (given.rating, given.question) == ("down", LENGTH)
    assert "48 metres" in given.answer


def test_the_copied_text_holds_words_sources_whose_words_and_the_day(parts: Parts) -> None:
    reply = answer(LENGTH, parts)
    text = as_text(reply, parts.index.sources, LENGTH)
    for claim in reply.claims:
        for citation in claim.citations:
            assert f"[{citation.number}] " in text and citation.quote in text
    assert wording_words(Wording.SUMMARY, "en") in text and reply.snapshot not in text
    assert f"checked on {date_of(now()[:10])}" in text.splitlines()[-1]


def test_a_link_leads_to_the_saved_answer_and_there_is_none_to_nothing(page: Page) -> None:
    told = page.linked(talk_of(page, LENGTH), 1, "en")
    assert told.said == word("linked") and told.place.startswith("./a/")
    assert page.linked(Talk(), 1, "en").place == ""


def test_an_answer_brought_from_elsewhere_is_not_saved(page: Page, parts: Parts) -> None:
    saved = json.loads(to_json(answer(LENGTH, parts), parts.index.sources))
    saved["question"] = "How long is it really?"
    told = page.linked(in_a_loop(page.restored([json.dumps(saved)])), 1, "en")
    assert told.place == "" and told.said == word("link_again")


def test_what_may_be_asked_next_is_answered_by_the_sources_or_an_example(page: Page) -> None:
    given = talk_of(page, LENGTH).answer(1)
    assert given is not None
    more = page._more(Talk(), given)
    assert len(more) <= 3 and LENGTH not in more


def test_somebody_in_danger_is_asked_nothing_next(page: Page) -> None:
    given = talk_of(page, "I want to end my life").answer(1)
    assert given is not None and given.notes[0].kind is NoteKind.EMERGENCY
    assert page._more(Talk(), given) == []
