"""The Model Context Protocol over standard input and output: what is no message of it is answered as such, too."""

from __future__ import annotations

from typing import Any

import anyio
from anyio.streams.memory import MemoryObjectSendStream
from mcp.server.mcpserver import MCPServer
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp_types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError
from pydantic import ValidationError


async def serve_stdio(server: MCPServer[Any]) -> None:
    """``server`` until its input ends; the protocol's own loop drops what it cannot read, and who asked would wait."""
    sound, messages = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    async with stdio_server() as (read, write), anyio.create_task_group() as tasks:

        async def sort(sound: MemoryObjectSendStream[SessionMessage | Exception]) -> None:
            async with sound:
                async for message in read:
                    if not isinstance(message, ValidationError):
                        await sound.send(message)
                    elif (error := refusal(message)) is not None:
                        await write.send(SessionMessage(error))

        tasks.start_soon(sort, sound)
        inner = server._lowlevel_server  # what ``run("stdio")`` runs
        await inner.run(messages, write, inner.create_initialization_options())


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
