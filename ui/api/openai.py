"""``/v1/chat/completions`` and ``/v1/models`` for clients made for OpenAI's interface. The text is sent once it is checked, a sentence at a
time: what has left through this door cannot be taken back or struck."""

import asyncio
import calendar
import json
import secrets
import time
from collections.abc import AsyncIterator, Coroutine
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response, StreamingResponse

from rag.question import Turn
from rag.question.in_full import DEEP
from rag.types import Answer
from ui.api.answering import while_there
from ui.api.messages import EXAMPLE, LONGEST
from ui.api.plain import pieces
from ui.api.problems import Problem, error_body, problem_of
from ui.api.rest import HEADERS, QUIET_S, STILL
from ui.api.service import Desk, Service

MODEL = "onrecord"
_SPOKEN = ("system", "developer", "user", "assistant")
router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"])


class Part(BaseModel):
    """A part of a message: text is read, other kinds are told by their type alone."""

    type: str = Field(max_length=100)
    text: str = Field("", max_length=LONGEST)


class Message(BaseModel):
    """A message; all but those of ``user`` and ``assistant`` have no effect, as no instruction may bend an answer and no tool is a source."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """All of its text."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """Whether the usage comes as a last piece."""

    include_usage: bool | None = False


class TextFormat(BaseModel):
    """The form of the answer: for JSON there is /api/ask."""

    type: Literal["text"] = "text"


class Completion(BaseModel):
    """The fields that count; sampling parameters are taken and have no effect, what a client would rely on and not get is refused."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"model": MODEL, "messages": [{"role": "user", "content": EXAMPLE}]}]}
    )

    model: str = Field(max_length=200)
    messages: list[Message] = Field(min_length=1)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = 1  # the same sources give the same answer
    response_format: TextFormat | None = None
    tool_choice: Literal["none", "auto"] | None = None


@router.get("/models")
def models(desk: Desk) -> dict[str, Any]:
    """The one model there is."""
    return {"object": "list", "data": [_model(desk)]}


@router.get("/models/{model}")
def model(model: str, desk: Desk) -> dict[str, Any]:
    """The same, by its name."""
    _check_model(model)
    return _model(desk)


@router.post("/chat/completions", response_model=None)
async def complete(asked: Completion, desk: Desk, request: Request) -> Response:
    """Answer the last user message; those before it are the conversation."""
    _check_model(asked.model)
    question, history = _conversation(asked.messages)
    head = {"id": f"chatcmpl-{secrets.token_hex(12)}", "created": int(time.time()), "model": MODEL}
    desk.answering.admit(question)  # what cannot be asked gets an error status, not a stream
    making = desk.answering.answer(question, history)
    if asked.stream:
        usage = bool(asked.stream_options and asked.stream_options.include_usage)
        return StreamingResponse(_chunks(head, making, usage, desk), media_type="text/event-stream", headers=HEADERS)
    answer = await while_there(request, making)
    message = {
        "role": "assistant",
        "content": "".join(pieces(answer, desk.live.made(answer).index.sources)),
        "refusal": None,
    }
    whole = {
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
        "usage": _usage(answer),
        "onrecord": desk.given(answer).model_dump(mode="json"),
    }
    return JSONResponse(head | whole, headers={"Cache-Control": "no-store"})


async def _chunks(
    head: dict[str, Any], making: Coroutine[Any, Any, Answer], usage: bool, desk: Service
) -> AsyncIterator[str]:
    """The pieces of a streamed completion; the extension field stands in the one with ``finish_reason``."""

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        told = head | {"object": "chat.completion.chunk", "choices": [choice]} | more
        return f"data: {json.dumps(told, ensure_ascii=False)}\n\n"

    task = asyncio.ensure_future(making)
    try:
        yield chunk({"role": "assistant", "content": ""})
        while not (await asyncio.wait({task}, timeout=QUIET_S))[0]:
            yield STILL
        answer = task.result()
        for piece in pieces(answer, desk.live.made(answer).index.sources):
            yield chunk({"content": piece})
        yield chunk({}, "stop", onrecord=desk.given(answer).model_dump(mode="json"))
        if usage:
            told = head | {"object": "chat.completion.chunk", "choices": [], "usage": _usage(answer)}
            yield f"data: {json.dumps(told)}\n\n"
        yield "data: [DONE]\n\n"
    except Exception as exc:
        yield f"data: {json.dumps(error_body(problem_of(exc), '/v1/'))}\n\n"
    finally:  # the reader may have gone
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _conversation(messages: list[Message]) -> tuple[str, tuple[Turn, ...]]:
    """The last user message, and as many of the exchanges before it as are read."""
    messages = [m for m in messages if m.role in _SPOKEN and (m.role != "assistant" or m.text)]  # not a call of a tool
    if not messages or messages[-1].role != "user":
        raise Problem(400, "'messages': the last one must be the user's question")
    if isinstance(asked := messages[-1].content, list) and (other := [p.type for p in asked if p.type != "text"]):
        raise Problem(400, f"'messages': only text is read; take the part of type {other[0]!r} out of the question")
    turns: list[Turn] = []
    for message in messages[:-1]:
        if message.role == "user":
            turns.append(Turn(message.text))
        elif message.role == "assistant" and turns:
            turns[-1] = Turn(turns[-1].question, message.text)
    return messages[-1].text, tuple(turns[-DEEP:])


def _check_model(name: str) -> None:
    if name != MODEL:
        raise Problem(404, f"there is no such model here; use '{MODEL}'", "model_not_found")


def _model(desk: Service) -> dict[str, Any]:
    created = time.strptime(desk.parts.index.snapshot.created, "%Y-%m-%dT%H:%M:%SZ")
    return {"id": MODEL, "object": "model", "created": calendar.timegm(created), "owned_by": "onrecord"}


def _usage(answer: Answer) -> dict[str, int]:
    """The tokens of the model that wrote; zeros without one, as what is quoted costs none."""
    asked, written = answer.usage.prompt_tokens, answer.usage.completion_tokens
    return {"prompt_tokens": asked, "completion_tokens": written, "total_tokens": asked + written}
