"""The OpenAI-compatible endpoint: the client that talks to it, and what went wrong in one line of our own.

Nothing the endpoint says about an error reaches a message: such texts may repeat the key. A key is only ever in the
client's header; an address is named by its host alone, as it may hold a login.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rag.errors import ModelError
from rag.settings import Settings

if TYPE_CHECKING:
    from openai import OpenAI


from rag.types import Usage

CONNECT_S = 5.0
DEFAULT_HOST = "api.openai.com"

_SAID = {
    "key": "{host} refused the key ({status}). Check OPENAI_API_KEY.",
    "model": "{host} does not know the model '{model}' (404). Check ONRECORD_MODEL and OPENAI_BASE_URL.",
    "busy": "{host} takes no more requests for now (429). Wait, or check the account's quota.",
    "moved": "{host} sends on to another address ({status}), where nothing is sent. Set OPENAI_BASE_URL to the address itself.",
    "server": "{host} failed ({status}). Try again later.",
    "account": "{host} wants the account paid (402). Top it up, or set another endpoint with OPENAI_BASE_URL.",
    "request": "{host} did not accept the request ({status}). Check ONRECORD_MODEL and ONRECORD_CONTEXT_TOKENS.",
    "refused": "nothing answers at {host}. Start the server, or check OPENAI_BASE_URL.",
    "timeout": "{host} was silent for too long. Raise ONRECORD_TIMEOUT_S, or take a smaller model.",
    "cut": "{host} broke off in mid-answer. Try again.",
    "empty": "the model '{model}' at {host} wrote nothing. Try another one with ONRECORD_MODEL.",
    "room": "the model '{model}' at {host} came to no answer within its tokens. Raise ONRECORD_ANSWER_TOKENS.",
    "thoughts": "the model '{model}' at {host} wrote thoughts and no answer. Turn its reasoning off, or set another with ONRECORD_MODEL.",
    "filter": "the filter of {host} let nothing of the answer through. Ask otherwise, or set another endpoint.",
    "declined": "the model '{model}' at {host} declined to answer. Ask otherwise, or set another with ONRECORD_MODEL.",
    "window": "not one passage fits the window of '{model}'. Raise ONRECORD_CONTEXT_TOKENS.",
    "other": "{host} answered in a way this program cannot read. Check that OPENAI_BASE_URL speaks OpenAI's protocol.",
}
_MILLION = 1_000_000


class EndpointError(ModelError):
    """The endpoint or its model failed; ``kind`` is a key of this file's messages."""

    def __init__(self, kind: str, host: str, model: str, status: int = 0) -> None:
        self.kind = kind
        self.status = status
        super().__init__(_SAID[kind].format(host=host, model=model, status=status))


def host_of(settings: Settings) -> str:
    """Host and port of the endpoint, without a login, path or key."""
    parts = urlsplit(settings.openai_base_url or f"https://{DEFAULT_HOST}")
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # a port that is no number
        port = ""
    return f"{parts.hostname or 'the endpoint'}{port}"


def open_client(settings: Settings) -> OpenAI:
    """The official client with our limits; it makes no request yet.

    It follows no redirect: what is sent holds the passages, and goes to the address that was set and to no other.
    """
    import httpx
    from openai import DefaultHttpxClient, OpenAI

    key = settings.openai_api_key.get_secret_value().strip() if settings.openai_api_key else ""
    timeout = httpx.Timeout(settings.timeout_s, connect=min(CONNECT_S, settings.timeout_s))
    return OpenAI(
        api_key=key or "none",  # local servers want none, the client insists on one
        base_url=settings.openai_base_url or None,
        timeout=timeout,
        max_retries=settings.retries,
        http_client=DefaultHttpxClient(follow_redirects=False, timeout=timeout),
    )


def failure(exc: Exception, host: str, model: str) -> EndpointError:
    """What ``exc``, raised by the client or its connection, means for a person."""
    import httpx
    import openai

    if isinstance(exc, EndpointError):
        return exc
    if isinstance(exc, openai.APIStatusError):
        kind = "filter" if exc.code == "content_filter" else _kind_of(exc.status_code)
        return EndpointError(kind, host, model, exc.status_code)
    if isinstance(exc, openai.APITimeoutError | httpx.TimeoutException):
        return EndpointError("timeout", host, model)
    if isinstance(exc, openai.APIConnectionError):
        # The client wraps what broke before the first byte; a reset there is a server that is going down.
        return EndpointError("refused", host, model)
    if isinstance(exc, httpx.TransportError):  # ReadError, RemoteProtocolError: after some text
        return EndpointError("cut", host, model)
    if isinstance(exc, openai.APIError):  # an error object inside the stream
        return EndpointError("server", host, model, 200)
    return EndpointError("other", host, model)


def _kind_of(status: int) -> str:
    named = {401: "key", 402: "account", 403: "key", 404: "model", 429: "busy", 408: "timeout"}
    if 300 <= status < 400:
        return "moved"
    return named.get(status, "server" if status >= 500 else "request")


class Meter:
    """Made for one question; every call to a model is added to it."""

    def __init__(self, price_prompt: float | None = None, price_completion: float | None = None) -> None:
        self._prices = (price_prompt, price_completion)
        self._calls = self._prompt = self._completion = 0
        self._estimated = False

    def add(self, prompt: int, completion: int, estimated: bool = False) -> None:
        """Count one call with its tokens; ``estimated`` when the endpoint did not say."""
        self._calls += 1
        self._prompt += prompt
        self._completion += completion
        self._estimated = self._estimated or estimated

    def read(self) -> Usage:
        """The sums so far; the cost is None unless both prices are known."""
        prompt, completion = self._prices
        cost = None
        if prompt is not None and completion is not None and self._calls:
            cost = (self._prompt * prompt + self._completion * completion) / _MILLION
        return Usage(self._calls, self._prompt, self._completion, self._estimated, cost)


def meter_for(settings: Settings) -> Meter:
    """A meter with the prices of ``settings``."""
    return Meter(settings.price_prompt, settings.price_completion)
