"""One model at an endpoint, through LlamaIndex's OpenAI class: a prompt in, pieces of text out, every call counted.

How many passages it can read is told beforehand: tokens are counted offline, the weakest passages left out whole.
"""

import importlib.util
import os
import time
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any

from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.core.callbacks import CallbackManager
from llama_index.llms.openai import OpenAI
from llama_index.llms.openai.utils import openai_modelname_to_contextsize, to_openai_message_dicts

from rag.common.log import log_traceback
from rag.models.endpoint import EndpointError, Meter, failure, host_of, open_client
from rag.models.prompts import Prompt, Shown
from rag.settings import Settings

ANY_ENCODING = "o200k_base"
_HELD = ("o200k_base", "o200k_harmony", "cl100k_base")  # tables that llama-index-core ships; others would be fetched
AROUND = 16  # tokens with which a chat wraps its messages
STRANGE = 1.15  # models with another tokenizer make of English text up to this many times the tokens we count


class Counter:
    """Counts the tokens of a text as ``model`` does; for an unknown model by o200k_base with a margin."""

    def __init__(self, model: str) -> None:
        self._encoding, known = _encoding(model)
        self._margin = 1.0 if known else STRANGE

    def count(self, text: str) -> int:
        """Tokens of ``text``, rounded up."""
        return int(len(self._encoding.encode(text, disallowed_special=())) * self._margin + 0.999)

    def prompt(self, prompt: Prompt) -> int:
        """Tokens of a whole call, what the chat adds included."""
        return self.count(prompt.rules) + self.count(prompt.task) + AROUND


def fitting(
    passages: Sequence[Shown], make: Callable[[Sequence[Shown]], Prompt], counter: Counter, room: int
) -> Sequence[Shown]:
    """As many of ``passages`` (best first) as a prompt of ``room`` tokens holds; none when not even one fits."""
    fits = bisect_right(range(1, len(passages) + 1), room, key=lambda n: counter.prompt(make(passages[:n])))
    return passages[:fits]


@cache
def _encoding(model: str) -> tuple[Any, bool]:
    """The encoding and whether it is the model's own."""
    spec = importlib.util.find_spec("llama_index.core")
    if spec and spec.origin:
        # tiktoken reads this when it first needs a table; without it, it would go to the network.
        os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(Path(spec.origin).parent / "_static" / "tiktoken_cache"))
    import tiktoken

    try:
        name = tiktoken.encoding_name_for_model(model)
    except KeyError:
        name = ""
    return (tiktoken.get_encoding(name), True) if name in _HELD else (tiktoken.get_encoding(ANY_ENCODING), False)


UNKNOWN_WINDOW = 8192
MOST_A_TOKEN = 16  # characters; an endpoint that writes on past its limit of tokens is cut off here
PATIENCE = 10  # times the allowed silence that a whole answer may take: a stream must not drip for ever


class Chat:
    """A model that answers prompts; opening it makes no request."""

    def __init__(self, settings: Settings, model: str) -> None:
        self.model = model
        self.host = host_of(settings)
        self.counter = Counter(model)
        window = settings.context_tokens or _window_of(model)
        self.room = window - settings.answer_tokens  # tokens of a prompt, at most
        self._most = settings.answer_tokens * MOST_A_TOKEN
        self._longest_s = settings.timeout_s * PATIENCE
        self._llm = OpenAI(
            model=model,
            temperature=settings.temperature,
            max_tokens=settings.answer_tokens,
            max_retries=0,  # the client below retries; LlamaIndex would retry its retries
            additional_kwargs={"stream_options": {"include_usage": True}},
            openai_client=open_client(settings),
            api_key="unused",  # given, or LlamaIndex looks for one of its own
            callback_manager=CallbackManager([]),  # given, or LlamaIndex reads its global Settings
        )

    def stream(self, prompt: Prompt, meter: Meter) -> Iterator[str]:
        """The reply as it comes, without a model's thinking aloud; raises EndpointError, also in mid-reply.

        A reply that stops at the limit of tokens, or does not stop there, or at a filter ends with a Halted error after its last piece.
        """
        messages = [
            ChatMessage(role=MessageRole.SYSTEM, content=prompt.rules),
            ChatMessage(role=MessageRole.USER, content=prompt.task),
        ]
        usage, finish, written, began = None, "", "", False
        speech = _Speech()
        deadline = time.monotonic() + self._longest_s
        try:
            with closing(self._chunks(messages)) as chunks:
                for chunk in chunks:
                    began = True
                    usage = chunk.usage or usage
                    piece, ended = _read(chunk)
                    if endless := len(written) + len(piece) > self._most:
                        piece, ended = piece[: self._most - len(written)], "length"
                    finish, written = ended or finish, written + piece
                    if said := speech.feed(piece):
                        yield said
                    if endless:
                        break
                    if time.monotonic() > deadline:
                        raise EndpointError("timeout", self.host, self.model)
        except Exception as exc:  # the client's own errors, and httpx's once text has come
            told = failure(exc, self.host, self.model)
            if told.kind == "other":  # unexpected: a reply of another shape, or a defect of ours
                log_traceback(exc, bare=True)
            raise told from None  # not chained: the foreign text may hold the key
        finally:
            self._count(usage, prompt, written, meter, began)
        if said := speech.rest():
            yield said
        if not written.strip():
            raise EndpointError("empty", self.host, self.model)
        if not finish:  # a proxy or server closed the stream politely, in mid-sentence
            raise EndpointError("cut", self.host, self.model)
        if finish in ("length", "content_filter"):
            raise Halted(finish)

    def reply(self, prompt: Prompt, meter: Meter) -> str:
        """The whole reply; one that was halted counts as far as it came; raises EndpointError."""
        pieces: list[str] = []
        with suppress(Halted):
            for piece in self.stream(prompt, meter):
                pieces.append(piece)
        return "".join(pieces)

    def _chunks(self, messages: Sequence[ChatMessage]) -> Generator[Any, None, None]:
        """The reply chunk by chunk; closing the generator closes the connection.

        ``stream_chat`` iterates the same stream without ever closing it: a reader who leaves would keep the model
        writing until the garbage collector comes by.
        """
        written = to_openai_message_dicts(messages, model=self.model)
        with self._llm._get_client().chat.completions.create(
            messages=written, **self._llm._get_model_kwargs(stream=True)
        ) as stream:
            yield from stream

    def _count(self, usage: Any, prompt: Prompt, written: str, meter: Meter, began: bool) -> None:
        if not began:  # refused before it was read: a call, but no tokens
            meter.add(0, 0)
        elif usage is not None and usage.prompt_tokens is not None:
            meter.add(int(usage.prompt_tokens), int(usage.completion_tokens or 0))
        else:
            meter.add(self.counter.prompt(prompt), self.counter.count(written), estimated=True)


class Halted(Exception):
    """The model stopped before its end: ``reason`` is "length" or "content_filter"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Speech:
    """Lets through what is said, and keeps back a ``<think>`` block at the beginning."""

    _TAG, _END = "<think>", "</think>"

    def __init__(self) -> None:
        self._held = ""
        self._state = "start"

    def feed(self, piece: str) -> str:
        if self._state == "open":
            return piece
        self._held += piece
        head = self._held.lstrip()
        if self._state == "start":
            if self._TAG.startswith(head[: len(self._TAG)]) and len(head) < len(self._TAG):
                return ""
            self._state = "thinking" if head.startswith(self._TAG) else "open"
        if self._state == "thinking":
            _, found, after = self._held.partition(self._END)
            if not found:
                return ""
            self._state, self._held = "open", after.lstrip()
        said, self._held = self._held, ""
        return said

    def rest(self) -> str:
        return self._held if self._state == "start" else ""


def _read(chunk: Any) -> tuple[str, str]:
    """The text of a chunk and why the reply ended, where it does; the chunk with the usage has neither."""
    if not chunk.choices or chunk.choices[0].delta is None:
        return "", ""
    choice = chunk.choices[0]
    return choice.delta.content or "", choice.finish_reason or ""


def _window_of(model: str) -> int:
    try:
        return int(openai_modelname_to_contextsize(model))
    except ValueError:
        return UNKNOWN_WINDOW
