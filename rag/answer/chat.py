"""One model at an endpoint, through OpenAI's client: a prompt in, pieces of text out, every call counted.

How many passages it can read is told beforehand: tokens are counted offline, the weakest passages left out whole.
"""

import importlib.util
import os
import time
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import openai
from llama_index.llms.openai.utils import openai_modelname_to_contextsize

from rag.answer.speech import Speech, Unsaid
from rag.common.log import log_traceback
from rag.models.endpoint import EndpointError, Meter, failure, host_of, open_client
from rag.models.manners import MORE, manners_of
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


@dataclass(slots=True)
class _Heard:
    """What has come of a reply so far."""

    began: bool = False
    said: bool = False
    written: int = 0  # characters of text and thoughts
    text: str = ""
    refusal: str = ""
    finish: str = ""
    usage: Any = None


class Chat:
    """A model that answers prompts; opening it makes no request. Any name does: of one that no library lists the window is unknown."""

    def __init__(self, settings: Settings, model: str) -> None:
        self.model = model
        self.host = host_of(settings)
        self.counter = Counter(model)
        self._window = settings.context_tokens or _window_of(model)
        self._tokens = settings.answer_tokens
        self.room = self._window - self._tokens  # tokens of a prompt, at most
        self._temperature = settings.temperature
        self._longest_s = settings.timeout_s * PATIENCE
        self._client = open_client(settings)
        self._manners = manners_of(settings.openai_base_url, model)

    def stream(self, prompt: Prompt, meter: Meter, whole: bool = False) -> Iterator[str | Unsaid]:
        """The reply as it comes, without a model's thinking aloud; raises EndpointError, also in mid-reply.

        A reply that stops at the limit of tokens, or does not stop there, or at a filter ends with a Halted error after its last piece. One
        whose thoughts left no room for an answer is asked for once more with more room. ``whole``: nobody reads it as it comes.
        """
        deadline = time.monotonic() + self._longest_s
        rooms = self._rooms(prompt)
        for tokens in rooms:
            heard = _Heard()
            yield from self._once(prompt, tokens, meter, deadline, heard, whole)
            if heard.said or heard.finish != "length":
                break
        if heard.said and tokens > self._tokens:
            self._manners.room = MORE
        if heard.refusal and not heard.said:
            raise EndpointError("declined", self.host, self.model)
        if not heard.said:
            self._manners.grows = self._manners.grows and len(rooms) == 1
            raise EndpointError(_silence(heard), self.host, self.model)
        if not heard.finish:  # a proxy or server closed the stream politely, in mid-sentence
            raise EndpointError("cut", self.host, self.model)
        if heard.finish in ("length", "content_filter"):
            raise Halted(heard.finish, tokens)

    def reply(self, prompt: Prompt, meter: Meter) -> str:
        """The whole reply; one that was halted counts as far as it came; raises EndpointError."""
        pieces: list[str] = []
        with suppress(Halted):
            for piece in self.stream(prompt, meter, whole=True):
                if isinstance(piece, Unsaid):
                    pieces.clear()
                else:
                    pieces.append(piece)
        return "".join(pieces)

    def _rooms(self, prompt: Prompt) -> list[int]:
        """The tokens that a reply may take, and those of a second try where the window has them."""
        more = max(self._tokens, min(self._tokens * MORE, self._window - self.counter.prompt(prompt)))
        if self._manners.room > 1 or not self._manners.grows:
            return [more if self._manners.room > 1 else self._tokens]
        return list(dict.fromkeys((self._tokens, more)))

    def _once(
        self, prompt: Prompt, tokens: int, meter: Meter, deadline: float, heard: _Heard, whole: bool
    ) -> Iterator[str | Unsaid]:
        """One call: what it says, and what was ``heard`` of it."""
        speech = Speech(self._manners.thinks or (False if whole else self._manners.thinks))
        most = tokens * MOST_A_TOKEN
        try:
            with closing(self._chunks(prompt, tokens)) as chunks:
                for chunk in chunks:
                    heard.began, heard.usage = True, chunk.usage or heard.usage
                    text, thought, refusal, ended = _read(chunk)
                    if thought:
                        speech.apart()
                    if endless := heard.written + len(text) + len(thought) > most:
                        text, ended = text[: max(0, most - heard.written)], "length"
                    heard.written += len(text) + len(thought)
                    heard.text, heard.refusal = heard.text + text + thought, heard.refusal + refusal
                    heard.finish = ended or heard.finish
                    yield from _spoken(speech.feed(text), heard)
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
            self._count(prompt, heard, meter)
        yield from _spoken(speech.rest(cut=heard.finish == "length"), heard)
        if speech.stray:
            self._manners.thinks = True
        elif heard.said and heard.finish == "stop" and self._manners.thinks is None:
            self._manners.thinks = False

    def _chunks(self, prompt: Prompt, tokens: int) -> Generator[Any, None, None]:
        """The reply chunk by chunk; closing the generator closes the connection.

        What the endpoint says it does not take is left out of the request, from then on.
        """
        create, tried = self._client.chat.completions.create, replace(self._manners)
        while True:
            asked = tried.request(prompt.rules, prompt.task, tokens, self._temperature)
            try:
                stream = create(model=self.model, stream=True, **asked)
                break
            except openai.APIStatusError as exc:
                other = tried.without(exc)
                if other is None:
                    raise
                tried = other
        self._manners.learn(tried)
        with stream:
            yield from stream

    def _count(self, prompt: Prompt, heard: _Heard, meter: Meter) -> None:
        usage = heard.usage
        if not heard.began:  # refused before it was read: a call, but no tokens
            meter.add(0, 0)
        elif usage is not None and usage.prompt_tokens is not None:
            meter.add(int(usage.prompt_tokens), int(usage.completion_tokens or 0))
        else:
            meter.add(self.counter.prompt(prompt), self.counter.count(heard.text), estimated=True)


class Halted(Exception):
    """The model stopped before its end: ``reason`` is "length", after so many ``tokens``, or "content_filter"."""

    def __init__(self, reason: str, tokens: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.tokens = tokens


def _spoken(pieces: Sequence[str | Unsaid], heard: _Heard) -> Iterator[str | Unsaid]:
    for piece in pieces:
        heard.said = not isinstance(piece, Unsaid) and (heard.said or bool(piece.strip()))
        yield piece


def _silence(heard: _Heard) -> str:
    """Why a reply says nothing, as a kind of failure."""
    if heard.finish == "length":
        return "room"
    if heard.finish == "content_filter":
        return "filter"
    if not heard.began:  # a page of HTML, or JSON in one piece: no stream
        return "other"
    return "thoughts" if heard.text.strip() else "empty"


def _read(chunk: Any) -> tuple[str, str, str, str]:
    """The text of a chunk, thoughts that stand apart from it, words of a refusal, and why the reply ended; "" for what it has not."""
    if not chunk.choices or chunk.choices[0].delta is None:
        return "", "", "", ""
    choice = chunk.choices[0]
    delta, text = choice.delta, choice.delta.content or ""
    if not isinstance(text, str):  # Mistral's models that think send parts
        text = "".join(part.get("text") or "" for part in text if part.get("type") == "text")
    thought = getattr(delta, "reasoning_content", None) or getattr(delta, "reasoning", None) or ""
    return text, str(thought), delta.refusal or "", choice.finish_reason or ""


def _window_of(model: str) -> int:
    try:
        return int(openai_modelname_to_contextsize(model))
    except ValueError:
        return UNKNOWN_WINDOW
