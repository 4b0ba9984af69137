"""The Model Context Protocol over standard input and output: what is no message of it is answered as such, too."""

from __future__ import annotations

from typing import Any

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.server.mcpserver import MCPServer
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp_types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError, JSONRPCNotification, JSONRPCRequest
from pydantic import ValidationError

PATIENCE_S = 120.0  # that requests have once the input has ended


async def serve_stdio(server: MCPServer[Any]) -> None:
    """``server`` until its input ends and all that was asked is answered; the protocol's own loop would drop what is under way then."""
    sound, messages = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    replies, given = anyio.create_memory_object_stream[SessionMessage](0)
    waiting: set[int | str] = set()
    async with stdio_server() as (read, write), anyio.create_task_group() as tasks:

        async def sort(sound: MemoryObjectSendStream[SessionMessage | Exception]) -> None:
            async with sound:
                async for message in read:
                    if not isinstance(message, ValidationError):
                        if isinstance(message, SessionMessage):
                            _count(message, waiting)
                        await sound.send(message)
                    elif (error := refusal(message)) is not None:
                        await write.send(SessionMessage(error))

                with anyio.move_on_after(PATIENCE_S):
                    while waiting:
                        await anyio.sleep(0.02)

        async def pass_on(given: MemoryObjectReceiveStream[SessionMessage]) -> None:
            async with write:
                async for reply in given:
                    await write.send(reply)
                    waiting.discard(getattr(reply.message, "id", ""))

        tasks.start_soon(sort, sound)
        tasks.start_soon(pass_on, given)
        inner = server._lowlevel_server  # what ``run("stdio")`` runs
        async with replies:
            await inner.run(messages, replies, inner.create_initialization_options())


def _count(message: SessionMessage, waiting: set[int | str]) -> None:
    """Keep the id of a request until it is answered, or called off."""
    said = message.message
    if isinstance(said, JSONRPCRequest):
        waiting.add(said.id)
    elif isinstance(said, JSONRPCNotification) and said.method == "notifications/cancelled":
        waiting.discard((said.params or {}).get("requestId", ""))


def refusal(wrong: ValidationError) -> JSONRPCError | None:
    """What a line that is no message gets; None for an empty one."""
    found = wrong.errors(include_url=False)
    if found[0]["type"] == "json_invalid":
        if not str(found[0]["input"]).strip():
            return None
        return JSONRPCError(jsonrpc="2.0", id=None, error=ErrorData(code=PARSE_ERROR, message="this line is no JSON"))
    whole: dict[str, Any] = next((e["input"] for e in found if e["type"] == "missing" and len(e["loc"]) == 2), {})
    asked = whole.get("id")
    error = ErrorData(code=INVALID_REQUEST, message="this is no request, notification or response of JSON-RPC 2.0")
    return JSONRPCError(jsonrpc="2.0", id=asked if type(asked) in (int, str) else None, error=error)
