"""``/v1/chat/completions`` and ``/v1/models`` for clients made for OpenAI's interface.

The text is sent once it is checked, a sentence at a time: what has left through this door cannot be taken back or struck.
"""

from __future__ import annotations

import calendar
import json
import secrets
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response, StreamingResponse

from rag.events import Checked, Event, Refused
from rag.question import Turn
from rag.question.in_full import DEEP
from rag.types import Answer
from ui.api.line import Queued
from ui.api.messages import EXAMPLE, LONGEST
from ui.api.plain import pieces
from ui.api.problems import Problem, error_body, problem_of
from ui.api.service import Service, service
from ui.api.stream import HEADERS, STILL, unbroken
from ui.api.there import while_there
from ui.api.unrouted import METHODS, unrouted

MODEL = "onrecord"
_SPOKEN = ("system", "developer", "user", "assistant")
router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"])
Desk = Annotated[Service, Depends(service)]


class Part(BaseModel):
    """A part of a message: text is read, other kinds are told by their type alone."""

    model_config = ConfigDict(extra="ignore")

    type: str = Field(max_length=100)
    text: str = Field("", max_length=LONGEST)


class Message(BaseModel):
    """A message; all but those of ``user`` and ``assistant`` have no effect, as no instruction may bend an answer and no tool is a source."""

    model_config = ConfigDict(extra="ignore")

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

    model_config = ConfigDict(extra="ignore")

    include_usage: bool | None = False


class Completion(BaseModel):
    """The fields that count; sampling parameters are taken and have no effect."""

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={"examples": [{"model": MODEL, "messages": [{"role": "user", "content": EXAMPLE}]}]},
    )

    model: str = Field(max_length=200)
    messages: list[Message] = Field(min_length=1)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: int | None = 1
    response_format: Any = None
    tool_choice: Any = None


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
    if asked.n not in (None, 1):
        raise Problem(400, "'n': one answer is given, as the same sources give the same answer")
    _check_form(asked)
    question, history = _conversation(asked.messages)
    head = {"id": f"chatcmpl-{secrets.token_hex(12)}", "created": int(time.time()), "model": MODEL}
    if not asked.stream:
        answer = await while_there(request, desk.answering.answer(question, history))
        whole = {
            "object": "chat.completion",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": "".join(_text(answer, desk)), "refusal": None},
                    "logprobs": None,
                    "finish_reason": "stop",
                }
            ],
            "usage": _usage(answer),
            "onrecord": desk.given(answer).model_dump(mode="json"),
        }
        return JSONResponse(head | whole, headers={"Cache-Control": "no-store"})
    events = desk.answering.events(question, history)
    first = await anext(events)
    usage = bool(asked.stream_options and asked.stream_options.include_usage)
    return StreamingResponse(_chunks(head, first, events, usage, desk), media_type="text/event-stream", headers=HEADERS)


async def _chunks(
    head: dict[str, Any], first: Event | Queued, events: AsyncGenerator[Event | Queued], usage: bool, desk: Service
) -> AsyncIterator[str]:
    """The pieces of a streamed completion; the extension field stands in the one with ``finish_reason``."""

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        told = head | {"object": "chat.completion.chunk", "choices": [choice]} | more
        return f"data: {json.dumps(told, ensure_ascii=False)}\n\n"

    try:
        answer: Answer | None = None
        async with aclosing(events), aclosing(unbroken(first, events)) as coming:
            yield chunk({"role": "assistant", "content": ""})
            async for event in coming:
                if event is None:
                    yield STILL
                elif isinstance(event, Queued):
                    yield f": queued {event.place}\n\n"
                elif isinstance(event, Checked | Refused):
                    answer = event.answer
        if answer is None:
            raise Problem(500, "the answer came to no end")
        for piece in _text(answer, desk):
            yield chunk({"content": piece})
        yield chunk({}, "stop", onrecord=desk.given(answer).model_dump(mode="json"))
        if usage:
            told = head | {"object": "chat.completion.chunk", "choices": [], "usage": _usage(answer)}
            yield f"data: {json.dumps(told)}\n\n"
        yield "data: [DONE]\n\n"
    except Exception as exc:
        yield f"data: {json.dumps(error_body(problem_of(exc), '/v1/'))}\n\n"


@router.api_route("/{rest:path}", methods=METHODS, include_in_schema=False)
def unknown(rest: str, request: Request) -> None:
    """Everything else under /v1 is an error in OpenAI's shape."""
    nothing = Problem(404, "only /v1/chat/completions and /v1/models are served", "unknown_url")
    raise unrouted(request, router.routes, nothing)


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


def _check_form(asked: Completion) -> None:
    """Raises Problem for a form of the answer that the client would rely on and not get."""
    form = asked.response_format.get("type") if isinstance(asked.response_format, dict) else None
    if form not in (None, "text"):
        raise Problem(400, "'response_format': answers are given as text; take it out, or ask /api/ask for JSON")
    if asked.tool_choice not in (None, "none", "auto"):
        raise Problem(400, "'tool_choice': no tool is called here; take it out, or say auto or none")


def _text(answer: Answer, desk: Service) -> list[str]:
    return pieces(answer, desk.live.made(answer).index.sources)


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
