"""What a document or a model writes is text in the faces for programs, however their clients show it."""

import json
from pathlib import Path

import pytest
from mcp.client.client import Client
from openai import OpenAI

from evals.attack.inputs import live
from rag.assemble import Parts, open_parts
from rag.ingest.build import build
from rag.live import Live
from rag.settings import load_settings
from tests.browser.hostile import STRINGS
from tests.serving import api_app, in_a_loop, served
from ui.api.plain import inert, inert_json
from ui.api.service import open_service
from ui.mcp_server import new_mcp

LIVE = (
    *STRINGS,
    r"\[x](http://evil.example)",
    r"\\[x](http://evil.example)",
    "[x][y]\n\n[y]: http://evil.example",
    "![x][y]\n\n[y]:http://evil.example 'z'",
    "<http://evil.example>",
    "`a`](http://evil.example) [`a`](http://evil.example)",
    "[a\\](b)](http://evil.example)",
    "[^1]: http://evil.example",
    "<!-- <img src=http://evil.example> -->",
    "<a\nhref=http://evil.example>",
    "see //evil.example/x",
    "(//evil.example/x)",
)


@pytest.mark.parametrize("text", LIVE)
def test_nothing_is_live_in_text_or_json(text: str) -> None:
    assert live(inert([text])[0]) == []
    told = inert_json({"text": text})
    assert live(told) == [] and json.loads(told) == {"text": text}


@pytest.mark.parametrize(
    "text", ["[x](http://evil.example)", "<img src=x>", "www.evil.example", "![x](//evil.example)"]
)
def test_what_is_cut_in_two_is_not_live_when_joined(text: str) -> None:
    for cut in range(1, len(text)):
        assert "".join(inert([text[:cut], text[cut:]])) == inert([text])[0]


@pytest.mark.parametrize(
    "text", ["p < 0.05, n <5, a <= b [1][2] (see [3]).", "At 10:30 it was 48 m (157 ft): “long” [1]."]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert inert([text]) == [text]


PAYLOAD = "The Mill Bridge has ![a](http://evil.example/a.png) lamps, <img src=http://evil.example/b.png> and [rails](http://evil.example) ."


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """A case of one document that is all payload."""
    home = tmp_path_factory.mktemp("payload")
    (home / "corpus").mkdir()
    (home / "corpus" / "lamps.txt").write_text(f"{PAYLOAD}\n", encoding="utf-8")
    settings = load_settings(case=home, embedder="minilm")
    from rag.ingest.add import add_sources

    add_sources(settings, [Path(home / "corpus" / "lamps.txt")])
    build(settings)
    return open_parts(settings)


def test_completion_is_inert_and_its_quotes_are_verbatim(told: Parts) -> None:
    with served(api_app(told)) as address:
        client = OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)
        asked = [{"role": "user", "content": "Which lamps and rails has the Mill Bridge?"}]
        reply = client.chat.completions.create(model="onrecord", messages=asked)  # type: ignore[arg-type]
        assert (
            "lamps" in (reply.choices[0].message.content or "") and live(reply.choices[0].message.content or "") == []
        )
        answer = reply.model_extra["onrecord"]  # type: ignore[index]
        shown = [c["quote"] for claim in answer["claims"] for c in claim["citations"]] + [
            n["text"] for n in answer["nearest"]
        ]
        assert any("![a](http://evil.example/a.png)" in quote for quote in shown)


def test_every_tool_is_inert_and_verbatim_in_the_structured_field(told: Parts) -> None:
    async def scene() -> None:
        async with Client(new_mcp(open_service(Live(told)))) as client:
            for tool, given in (
                ("ask", {"question": "Which lamps has the Mill Bridge?"}),
                ("search", {"query": "lamps of the Mill Bridge"}),
                ("get_source", {"source_id": next(iter(told.index.sources))}),
            ):
                found = await client.call_tool(tool, given)
                assert live(found.content[0].text) == []  # type: ignore[union-attr]
                assert "![a](http://evil.example/a.png)" in json.dumps(found.structured_content), tool

    in_a_loop(scene())
