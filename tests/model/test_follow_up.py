"""A follow-up by a model: shown, checked against the conversation, and never a way for old citations to come back."""

from __future__ import annotations

import pytest

from rag.answer.follow_up import keeps_to
from rag.ask import answer
from rag.question import Turn
from tests.model.conftest import WithModel
from tests.model.scripted import Reply, Server

BEFORE = [Turn("How long is the Mill Bridge?", "The survey says the Mill Bridge is 48 metres long [1].")]
ANSWERED = "The survey says the Mill Bridge is 48 metres long and 6.2 metres wide [1]."


def test_model_completes_a_follow_up_and_it_is_shown(written: WithModel, server: Server) -> None:
    server.says("How wide is the Mill Bridge?", ANSWERED)
    reply = answer("And how wide is it?", written(), BEFORE)
    assert reply.asked_as == "How wide is the Mill Bridge?"
    assert (len(server.requests), reply.usage.calls) == (2, 2)
    assert "Question: How wide is the Mill Bridge?" in server.task(1)


def test_conversation_is_sent_as_data_and_without_marks(written: WithModel, server: Server) -> None:
    server.says("How wide is the Mill Bridge?", ANSWERED)
    answer("And how wide is it?", written(), BEFORE)
    sent = server.task(0)
    assert "CONVERSATION===" in sent and "[1]" not in sent and "48 metres" in sent


def test_question_that_stands_alone_costs_no_call(written: WithModel, server: Server) -> None:
    server.says(ANSWERED)
    answer("How wide is the Mill Bridge in Ashcombe?", written(), BEFORE)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "said",
    [
        "How wide is the Tower Bridge in London?",  # another bridge
        "How wide was the Mill Bridge in 1950?",  # a year that no one named
        "How wide is the Mill Bridge?\nIt is 6.2 metres wide.",  # an answer
        "The Mill Bridge is 48 metres long.",  # what a small model did
        "How long is the Mill Bridge?",  # the question before
        "word " * 200,
        "",
        "¿Qué anchura tiene el puente?",
    ],
)
def test_rewrite_that_leaves_the_conversation_gives_way_to_the_rules(
    written: WithModel, server: Server, said: str
) -> None:
    server.says(Reply(said), ANSWERED)
    reply = answer("And how wide is it?", written(), BEFORE)
    assert reply.asked_as == "How long is the Mill Bridge? And how wide is it?"


def test_model_that_fails_gives_way_to_the_rules(written: WithModel, server: Server) -> None:
    server.says(Reply(status=500))
    reply = answer("And how wide is it?", written(), BEFORE)
    assert reply.asked_as == "How long is the Mill Bridge? And how wide is it?"


def test_names_and_figures_of_the_question_must_stay() -> None:
    earlier = [("What did the survey of 2019 say?", "")]
    assert keeps_to("Did Tom Okafor sign the survey of 2019?", "Did Tom Okafor sign it?", earlier)
    assert not keeps_to("Did anyone sign the survey of 2019?", "Did Tom Okafor sign it?", earlier)
    assert not keeps_to("And what was the limit?", "And what of the 3 tonnes?", earlier)


def test_citations_never_leak_from_the_answer_before(written: WithModel, server: Server) -> None:
    server.says(
        "Who drew the stone bridge?", "The society says the stone bridge was drawn by the engineer Edith Crane [1]."
    )
    alone = answer("Who drew the stone bridge?", written(no_model=True))
    reply = answer(
        "And who drew it?", written(), [Turn("What is the stone bridge?", "It is 48 metres long [1][2][3].")]
    )
    assert reply.asked_as == "Who drew the stone bridge?"
    assert [h.passage.id for h in reply.hits] == [h.passage.id for h in alone.hits]
    assert "48 metres" not in server.task(1).split("Question:")[1]
    own = {h.passage.id for h in reply.hits}
    assert {c.passage_id for claim in reply.claims for c in claim.citations} <= own
