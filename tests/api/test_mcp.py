"""The real ``mcp`` client over standard input and output, and over HTTP."""

import asyncio
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from rag.assemble import Parts, open_parts
from rag.ingest.add import add_sources
from rag.ingest.build import build
from rag.live import Live
from rag.settings import load_settings
from rag.wire import AnswerModel
from tests.serving import LENGTH, QUOTE, SILENT, in_a_loop, served, with_settings
from ui.api.service import open_service
from ui.mcp_server import new_mcp, serve_stdio

ROOT = Path(__file__).parents[2]


async def use(client: Client) -> None:
    """What an agent does: look at the tools, ask, read the source, check again."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == {"ask", "search", "get_source", "verify"}
    for tool in tools.values():
        assert tool.annotations and tool.annotations.read_only_hint and tool.annotations.destructive_hint is False
        assert tool.description and tool.output_schema
    asked = await client.call_tool("ask", {"question": LENGTH})
    assert not asked.is_error and QUOTE in asked.content[0].text and "Sources:" in asked.content[0].text  # type: ignore[union-attr]
    answer = AnswerModel.model_validate(asked.structured_content)
    follow_up = await client.call_tool("ask", {"question": "And how wide is it?", "history": [LENGTH]})
    assert "Mill Bridge" in follow_up.structured_content["asked_as"]  # type: ignore[index]
    silent = await client.call_tool("ask", {"question": SILENT})
    assert silent.structured_content["status"] == "refused" and not silent.is_error  # type: ignore[index]
    source_id = answer.claims[0].citations[0].source_id
    source = await client.call_tool("get_source", {"source_id": source_id})
    assert source.structured_content["source"]["id"] == source_id  # type: ignore[index]
    found = await client.call_tool("search", {"query": LENGTH, "limit": 2})
    assert len(found.structured_content["found"]) == 2  # type: ignore[index]
    checked = await client.call_tool("verify", {"answer": asked.structured_content})
    assert checked.structured_content["holds"] is True  # type: ignore[index]
    for tool, arguments in (("get_source", {"source_id": "nobody"}), ("ask", {"question": "?"})):
        failed = await client.call_tool(tool, arguments)
        assert failed.is_error and not re.search("Traceback|GET|/api", failed.content[0].text)  # type: ignore[union-attr]


def test_agent_uses_the_tools_over_stdio_and_nothing_else_is_written_there(parts: Parts, tmp_path: Path) -> None:
    settings = {"ONRECORD_DATA": str(parts.settings.data_dir), "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "ui.cli", "--case", str(parts.settings.home), "mcp"],
        env=settings,
        cwd=ROOT,
    )

    async def session() -> None:
        with (tmp_path / "stderr").open("w") as errors:
            async with Client(stdio_client(command, errors)) as client:
                await use(client)

    run(session)
    assert "Traceback" not in (tmp_path / "stderr").read_text()


SENT = {
    "this is no json": (None, -32700),
    "[]": (None, -32600),
    '{"jsonrpc": "2.0", "id": 7}': (7, -32600),
    '{"jsonrpc": "2.0", "id": "a", "method": 5, "params": {"id": 9}}': ("a", -32600),
    '{"jsonrpc": "2.0", "id": 8, "method": "nothing"}': (8, -32601),
    '{"jsonrpc": "2.0", "id": 9, "method": "ping"}': (9, 0),
}


def _call(number: int, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}


ASKED_LAST = (
    _call(2, "ask", {"question": "How long is the Mill Bridge?"}),
    _call(3, "ask", {"q": "How long?"}),
    _call(4, "search", {"query": "bridge", "limit": 99}),
)


def test_a_line_that_is_no_message_gets_a_reply_and_questions_before_the_input_ends_are_answered(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    (heard, saying), (hearing, said) = os.pipe(), os.pipe()
    with (
        os.fdopen(heard) as stdin,
        os.fdopen(said, "w") as stdout,
        os.fdopen(saying, "w") as to,
        os.fdopen(hearing) as back,
    ):
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys, "stdout", stdout)

        def serve() -> None:
            anyio.run(serve_stdio, new_mcp(open_service(Live(parts))))
            stdout.close()

        server = threading.Thread(target=serve)
        server.start()

        def send(line: str) -> None:
            to.write(f"{line}\n")
            to.flush()

        def reply(line: str) -> Any:
            send(line)
            return json.loads(back.readline())

        reply(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}))
        send(json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}))
        replies = {line: reply(line) for line in SENT}
        to.write("".join(f"{json.dumps(one)}\n" for one in ASKED_LAST))
        to.close()
        told = {r["id"]: r["result"] for r in map(json.loads, back)}
        server.join(30)
    assert {line: (r["id"], r.get("error", {}).get("code", 0)) for line, r in replies.items()} == SENT
    assert set(told) == {2, 3, 4} and "48 metres" in told[2]["content"][0]["text"]
    assert told[3]["content"][0]["text"] == "'question' is missing: give it to ask" and told[3]["isError"]
    assert told[4]["content"][0]["text"] == "'limit' of search should be less than or equal to 50"


def test_agent_uses_the_tools_over_http_behind_the_gate(parts: Parts) -> None:
    import httpx

    from ui.mcp_server import mcp_app

    app = mcp_app(parts, open_service(Live(parts)))
    with served(app) as address:

        async def session() -> None:
            async with Client(f"{address}/mcp") as client:
                await use(client)

        run(session)
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        sent = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
        assert httpx.post(f"{address}/mcp", content="no json", headers=sent).json()["error"]["code"] == -32700
        for headers in ({"origin": "http://evil.example"}, {"host": "evil.example"}):
            assert httpx.post(f"{address}/mcp", json=message, headers=headers).status_code in (400, 403)


def test_http_wants_the_token_where_there_is_one(parts: Parts) -> None:
    import httpx

    from ui.mcp_server import mcp_app

    guarded = with_settings(parts, token="a token of some length")
    with served(mcp_app(guarded, open_service(Live(guarded)))) as address:
        assert httpx.post(f"{address}/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "ping"}).status_code == 401


def test_every_tool_follows_the_index(tiny: Path, tmp_path: Path) -> None:
    quick = load_settings(case=tiny, embedder="minilm")
    server = new_mcp(open_service(Live(open_parts(quick))))
    note = tmp_path / "keeper.txt"
    note.write_text("The lighthouse of Port Ellen is kept by Isla Grant since the summer of 1931.\n", encoding="utf-8")

    async def session() -> None:
        async with Client(server) as client:
            asked = await client.call_tool("ask", {"question": LENGTH})
            add_sources(quick, [note])
            new = build(quick).snapshot.id
            found = await client.call_tool("search", {"query": "Who keeps the lighthouse of Port Ellen?"})
            assert found.structured_content["snapshot"] == new  # type: ignore[index]
            added = found.structured_content["found"][0]["source"]["id"]  # type: ignore[index]
            source = await client.call_tool("get_source", {"source_id": added})
            assert "Isla Grant" in str(source.structured_content)
            checked = await client.call_tool("verify", {"answer": asked.structured_content})
            assert checked.structured_content["snapshot"] == new  # type: ignore[index]

    run(session)


def run(session: Callable[[], Coroutine[Any, Any, None]]) -> None:
    in_a_loop(asyncio.wait_for(session(), 90))
