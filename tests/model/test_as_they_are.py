"""Models as they are: thoughts, no room for an answer, parameters that an endpoint does not take, names that no library lists."""

from dataclasses import replace
from typing import Any

import pytest

from rag.answer.chat import Halted
from rag.answer.speech import Speech, Unsaid
from rag.ask import answer, ask
from rag.events import ClaimChecked, Delta, Retracted
from rag.models.endpoint import EndpointError, Meter
from rag.models.prompts import Prompt
from rag.types import Answer, NoteKind, Status
from tests.model.conftest import WithModel
from tests.model.scripted import Reply, Server, events

ASKED = "How long is the Mill Bridge?"
SAYS = "The Mill Bridge is 48 metres long and 6.2 metres wide [1]."
CUT = Reply("Let me see, it may be 49.", finish="length")


def note(reply: Answer) -> str:
    return " ".join(n.text for n in reply.notes if n.kind is NoteKind.MODE)


def heard(written: WithModel, server: Server, *replies: Reply, **given: Any) -> str:
    """What a model is heard to say."""
    server.says(*replies)
    chat = written(**given).chat
    assert chat is not None
    return "".join(p for p in chat.stream(Prompt("rules", "task"), Meter()) if isinstance(p, str))


THOUGHTS = [
    ("<think>Is it 49 [2].</think>\n\n" + SAYS, SAYS),
    ("\n<thinking>49?</thinking>" + SAYS, SAYS),
    ("<THINK>49 < 50</THINK> " + SAYS, SAYS),
    ("[THINK]49[/THINK]" + SAYS, SAYS),
    ("49 may be right, or not.\n</think>\n" + SAYS, SAYS),
    ("It is 49 [2]. Hm.</think>" + SAYS, SAYS),
    (SAYS + " <think>And 49?</think> It is old [2].", SAYS + "  It is old [2]."),
    ("It is < 50 m, and > 40 [1]. So [think", "It is < 50 m, and > 40 [1]. So [think"),
    ("<think>49", ""),
]


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
@pytest.mark.parametrize(("text", "said"), THOUGHTS)
def test_thoughts_are_not_said_however_the_stream_is_cut(text: str, said: str, size: int) -> None:
    speech, out = Speech(None), ""
    for at in range(0, len(text), size):
        for piece in speech.feed(text[at : at + size]):
            out = "" if isinstance(piece, Unsaid) else out + piece
    assert out + "".join(p for p in speech.rest(cut=False) if isinstance(p, str)) == said


def test_thoughts_that_begin_unannounced_are_no_sentences_and_never_shown_again(
    written: WithModel, server: Server
) -> None:
    server.says("It is 49 metres long [1]. Is it?\n</think>\n\n" + SAYS)
    parts = written()
    for again in (False, True):
        stream = list(ask(ASKED, parts))
        reply = stream[-1].answer  # type: ignore[union-attr]  # Checked
        assert [v.status for v in reply.verdicts] == [Status.SUPPORTED] and "49" not in reply.text
        shown = "".join(e.text for e in stream if isinstance(e, Delta))
        told = [e for e in stream if isinstance(e, Retracted)]
        assert told == [] and "49" not in shown if again else len(told) == 1
    kept = [e.place for e in stream if isinstance(e, ClaimChecked)]
    assert kept == [0]


def test_thoughts_in_a_field_of_their_own_are_not_shown(written: WithModel, server: Server) -> None:
    assert heard(written, server, Reply(SAYS, thought="It is 49 [2].")) == SAYS
    with pytest.raises(EndpointError, match="wrote thoughts and no answer"):
        heard(written, server, Reply("", thought="It is 49 [2]."))


@pytest.mark.parametrize("first", [Reply("", finish="length"), Reply("<think>49", finish="length"), CUT])
def test_reply_without_room_is_tried_once_with_more(written: WithModel, server: Server, first: Reply) -> None:
    assert heard(written, server, first, Reply(SAYS)) == SAYS
    assert [r["max_tokens"] for r in server.requests] == [800, 3200]
    heard(written, server, Reply(SAYS))
    assert server.requests[-1]["max_tokens"] == 3200  # remembered


def test_reply_that_never_has_room_names_the_setting(written: WithModel, server: Server) -> None:
    server.says(Reply("", finish="length"))
    parts = written()
    reply = answer(ASKED, parts)
    assert len(server.requests) == 2 and reply.mode == "quote"
    assert "came to no answer within its tokens (see ONRECORD_ANSWER_TOKENS)" in note(reply)
    answer(ASKED, parts)
    assert len(server.requests) == 3  # not tried with more again


def test_more_room_is_never_more_than_the_window(written: WithModel, server: Server) -> None:
    with pytest.raises(EndpointError) as caught:
        heard(written, server, Reply("", finish="length"), context_tokens=1024, answer_tokens=800)
    assert caught.value.kind == "room"
    assert server.requests[-1]["max_tokens"] < 1024


OBJECTIONS = [
    (
        "max_tokens",
        "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
        {"max_completion_tokens": 800},
    ),
    ("temperature", "Unsupported value: 'temperature' does not support 0 with this model.", {"max_tokens": 800}),
    ("stream_options", "extra fields not permitted", {"max_tokens": 800, "temperature": 0.0}),
]


@pytest.mark.parametrize(("named", "said", "left"), OBJECTIONS)
def test_parameter_that_is_not_taken_is_left_out_and_remembered(
    written: WithModel, server: Server, named: str, said: str, left: dict[str, Any]
) -> None:
    def script(body: dict[str, Any]) -> Reply:
        bad = {"message": said, "param": named, "code": "unsupported_parameter"}
        return Reply(status=400, error=bad) if named in body else Reply(SAYS)

    server.script = script
    for _ in range(2):
        reply = answer(ASKED, written())
        assert reply.mode == "model" and reply.usage.calls == 1
    assert [named in body for body in server.requests] == [True, False, False]
    assert {name: server.requests[-1].get(name) for name in left} == left


def test_rules_go_with_the_task_where_no_system_is_taken(written: WithModel, server: Server) -> None:
    def script(body: dict[str, Any]) -> Reply:
        system = body["messages"][0]["role"] == "system"
        return Reply(status=400, error={"message": "System role not supported"}) if system else Reply(SAYS)

    server.script = script
    assert answer(ASKED, written()).mode == "model"
    assert [m["role"] for m in server.requests[-1]["messages"]] == ["user"]


def test_request_that_is_refused_for_another_reason_is_sent_once(written: WithModel, server: Server) -> None:
    server.says(Reply(status=400, error={"message": "the prompt is too long"}))
    assert "did not accept the request (400" in note(answer(ASKED, written()))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "name", ["qwen3:30b-a3b", "gpt-5-pro", "o1-pro", "my/own-model@q4", "text-davinci-003", "gpt-9"]
)
def test_any_name_of_a_model_works(written: WithModel, server: Server, name: str) -> None:
    server.says(SAYS)
    assert answer(ASKED, written(model=name)).mode == "model"
    assert server.requests[0]["model"] == name


def parted(*parts: dict[str, str]) -> bytes:
    """A stream whose content is a list, as Mistral's models that think send it."""
    made = b"".join(events(Reply("@")))
    listed = str(list(parts)).replace("'", '"').encode()
    return made.replace(b'"@"', listed)


def test_content_in_parts_is_read(written: WithModel, server: Server) -> None:
    raw = parted({"type": "thinking", "thinking": "49"}, {"type": "text", "text": SAYS})
    assert heard(written, server, Reply(raw=raw)) == SAYS


FAILURES = [
    (Reply("", finish="content_filter"), "filter", "let nothing of the answer through"),
    (
        Reply(status=400, error={"code": "content_filter", "message": "x"}),
        "filter",
        "let nothing of the answer through",
    ),
    (Reply("", refusal="I'm sorry, I can't help with that."), "declined", "declined to answer"),
    (Reply(status=402), "account", "wants the account paid (402)"),
    (Reply(raw=b"<html><body>Welcome</body></html>"), "other", "cannot read"),
]


@pytest.mark.parametrize(("reply", "kind", "said"), FAILURES)
def test_each_silence_has_its_own_line_and_quotes_answer(
    written: WithModel, server: Server, reply: Reply, kind: str, said: str
) -> None:
    with pytest.raises(EndpointError) as caught:
        heard(written, server, reply)
    assert (caught.value.kind, said in str(caught.value)) == (kind, True), str(caught.value)
    finished = answer(ASKED, written())
    assert finished.mode == "quote" and "48 metres long" in finished.text
    assert note(finished).startswith("The model did not answer: ")


def test_cut_answer_names_the_setting(written: WithModel, server: Server) -> None:
    server.says(replace(CUT, text=SAYS + " It is also very"))
    chat = written(answer_tokens=99).chat
    assert chat is not None
    with pytest.raises(Halted) as caught:
        list(chat.stream(Prompt("rules", "task"), Meter()))
    assert caught.value.tokens == 99
    assert "limit of 99 tokens (see ONRECORD_ANSWER_TOKENS)" in note(answer(ASKED, written(answer_tokens=99)))
