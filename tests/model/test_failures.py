"""An endpoint that fails: one line a kind, the sentences that stood are kept, quotes finish, the key is never shown."""

import logging
import socket
import time

import pytest

from rag.answer.chat import Chat
from rag.ask import answer, ask
from rag.assemble import Parts
from rag.errors import UsageError
from rag.events import ClaimChecked, Delta
from rag.models.endpoint import EndpointError, Meter, host_of
from rag.models.prompts import Prompt
from rag.settings import load_settings
from rag.types import Answer, NoteKind, Status
from rag.wire import to_json
from tests.model.conftest import WithModel
from tests.model.scripted import KEY, Reply, Server, events, serving

ASKED = "How long is the Mill Bridge?"
TEXT = "The Mill Bridge is 48 metres long and 6.2 metres wide [1]. It was opened to traffic in 18"


def until(text: str) -> int:
    """Bytes of the stream of TEXT up to and with the event in which ``text`` is complete."""
    sent = 0
    for number, event in enumerate(events(Reply(TEXT))):
        sent += len(event)
        if text in TEXT[: 7 * (number + 1)]:
            break
    return sent


def note(reply: Answer) -> str:
    return next(n.text for n in reply.notes if n.kind is NoteKind.MODE)


@pytest.mark.parametrize(
    ("reply", "kind", "said"),
    [
        (Reply(status=401), "key", "refused the key (401). Check OPENAI_API_KEY."),
        (Reply(status=404), "model", "does not know the model 'scripted-1' (404). Check ONRECORD_MODEL"),
        (Reply(status=429), "busy", "no more requests for now (429)"),
        (
            Reply(status=400),
            "request",
            "did not accept the request (400). Check ONRECORD_MODEL and ONRECORD_CONTEXT_TOKENS.",
        ),
        (Reply(status=500), "server", "failed (500)"),
        (Reply(TEXT, delay=1.0), "timeout", "silent for too long. Raise ONRECORD_TIMEOUT_S"),
        (Reply(TEXT, cut=until("48 metres")), "cut", "broke off in mid-answer"),
        (Reply(TEXT, cut=until("48 metres"), polite=True), "cut", "broke off in mid-answer"),
        (Reply("  "), "empty", "wrote nothing"),
        (Reply(raw=b"data: {not json}\n\n"), "other", "cannot read"),
        (Reply(raw=b'data: {"error": {"message": "' + KEY.encode() + b'"}}\n\n'), "server", "failed (200)"),
    ],
)
def test_each_failure_has_its_line(written: WithModel, server: Server, reply: Reply, kind: str, said: str) -> None:
    server.says(reply)
    chat = written(timeout_s=0.3).chat
    assert chat is not None
    with pytest.raises(EndpointError) as caught:
        list(chat.stream(Prompt("rules", "task"), Meter()))
    assert (caught.value.kind, said in str(caught.value)) == (kind, True), str(caught.value)
    assert "\n" not in str(caught.value) and KEY not in str(caught.value)
    assert caught.value.__cause__ is None  # the foreign text is in no traceback
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_nothing_at_the_address_has_its_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        port = taken.getsockname()[1]
        chat = Chat(load_settings(openai_base_url=f"http://127.0.0.1:{port}/v1", retries=0), "m")
        with pytest.raises(EndpointError, match=rf"nothing answers at 127\.0\.0\.1:{port}\."):
            list(chat.stream(Prompt("rules", "task"), Meter()))


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_model_that_cannot_answer_leaves_it_to_quotes(written: WithModel, server: Server, status: int) -> None:
    server.says(Reply(status=status))
    reply = answer(ASKED, written())
    assert reply.mode == "quote" and "48 metres long" in reply.text
    assert note(reply).startswith("The model did not answer: the endpoint") and str(status) in note(reply)
    assert {v.status for v in reply.verdicts} <= {Status.SUPPORTED, Status.ARTICLE}
    assert reply.usage.prompt_tokens == 0


@pytest.mark.parametrize("polite", [False, True])
def test_death_in_mid_answer_keeps_what_stood_and_quotes_finish(
    written: WithModel, server: Server, polite: bool
) -> None:
    server.says(Reply(TEXT, cut=until("opened to"), polite=polite))
    stream = list(ask(ASKED, written()))
    reply, places = stream[-1].answer, [e.place for e in stream if isinstance(e, ClaimChecked)]  # type: ignore[union-attr]
    assert len(server.requests) == 1  # a dead model is not asked to write anything again
    assert (
        reply.mode == "model" and reply.claims[0].text == "The Mill Bridge is 48 metres long and 6.2 metres wide [1]."
    )
    assert note(reply).startswith("The model broke off: the connection was cut.")
    assert "opened to" not in reply.text  # the sentence that was open
    assert {v.status for v in reply.verdicts} <= {Status.SUPPORTED, Status.ARTICLE} and len(reply.verdicts) > 1
    spans = [(c.source_id, c.span) for claim in reply.claims for c in claim.citations]
    assert len(spans) == len(set(spans))  # nothing is quoted again
    assert places == list(range(len(reply.verdicts)))
    assert {c.number for claim in reply.claims for c in claim.citations} <= set(range(1, len(reply.hits) + 1))


def test_failure_is_retried_as_often_as_set_and_no_more(written: WithModel, server: Server) -> None:
    server.says(Reply(status=500), "The Mill Bridge is 48 metres long and 6.2 metres wide [1].")
    reply = answer(ASKED, written(retries=1))
    assert len(server.requests) == 2 and reply.mode == "model"
    server.requests.clear()
    server.says(Reply(status=500))
    answer(ASKED, written(retries=1))
    assert len(server.requests) == 2


def test_reader_who_leaves_closes_the_request(written: WithModel, server: Server) -> None:
    server.says(Reply("The Mill Bridge is 48 metres long and 6.2 metres wide [1]. " * 40, pace=0.01))
    stream = ask(ASKED, written())
    next(e for e in stream if isinstance(e, Delta))
    stream.close()
    assert server.gone.wait(5)
    total = sum(map(len, events(Reply("The Mill Bridge is 48 metres long and 6.2 metres wide [1]. " * 40))))
    assert server.written < total / 2


def test_stream_that_drips_for_ever_is_ended(
    written: WithModel, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.answer.chat.PATIENCE", 1)
    server.says(Reply("word " * 400, pace=0.02))
    started = time.monotonic()
    reply = answer(ASKED, written(timeout_s=0.3))
    assert time.monotonic() - started < 6  # of the 8 s that it drips
    assert "silent for too long" in note(reply)


def test_key_is_in_no_answer_message_or_log(
    written: WithModel,
    server: Server,
    parts: Parts,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    with_model = written()
    for reply in (Reply(status=401), Reply(status=500), Reply(TEXT, cut=300), Reply(TEXT)):
        server.says(reply)
        assert KEY not in to_json(answer(ASKED, with_model), parts.index.sources)
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"  # it did go where it belongs
    out = capsys.readouterr()
    assert KEY not in caplog.text + out.out + out.err
    assert KEY not in repr(with_model.settings) + repr(with_model) + str(with_model.settings.model_dump())


def test_login_in_an_address_is_in_no_message() -> None:
    settings = load_settings(openai_base_url="http://me:hunter2@127.0.0.1:9/v1")
    assert host_of(settings) == "127.0.0.1:9"
    with pytest.raises(UsageError) as caught:
        load_settings(openai_base_url="ftp://me:hunter2@host/v1")
    assert "hunter2" not in str(caught.value) and "OPENAI_BASE_URL" in str(caught.value)


def test_key_and_address_come_from_the_names_every_tool_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1/")
    monkeypatch.setenv("ONRECORD_MODEL", "m-2")
    settings = load_settings()
    assert settings.writes and settings.model == "m-2" and settings.openai_base_url == "http://127.0.0.1:9/v1"
    assert load_settings(no_model=True).writes is False
    monkeypatch.setenv("OPENAI_API_KEY", " ")
    monkeypatch.delenv("OPENAI_BASE_URL")
    assert load_settings().writes is False


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nothing_is_sent_where_the_endpoint_sends_on_to(written: WithModel, server: Server, status: int) -> None:
    with serving() as other:
        other.says("The Mill Bridge is 48 metres long and 6.2 metres wide [1].")
        server.says(Reply(status=status, to=f"{other.url}/chat/completions"))
        reply = answer(ASKED, written())
        assert other.requests == [] and other.seen == 0
    assert reply.mode == "quote" and "48 metres long" in reply.text
    assert f"sends on to another address, where nothing is sent ({status}" in note(reply)
