"""Every request passes here first: known host, no other site's doing, signed in, not too many, not too large. What is turned away is counted
and told in the one shape, and so is an address that nothing answers."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from rag.settings import Settings
from ui.api.clients import CLIENT, LOCAL, Buckets, Clients, asks_for_brief, cost_of, header, rate_key
from ui.api.entry import Entry, is_exposed, is_local
from ui.api.meter import Meter
from ui.api.problems import Problem, problem_of, respond, unanswered

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

SAFE = ("GET", "HEAD", "OPTIONS")
METHODS = (*SAFE, "POST", "PUT", "PATCH", "DELETE")
BODY_S = 15  # a client that takes longer to send its request is not waited for
RATE_BEYOND_LOOPBACK = 30
GUESSES_PER_MINUTE = 20  # of the token, on this machine too; half of them at once
UPLOAD = "/own/gradio_api/upload"  # the owner's files, which are not kept in memory
MOST_UPLOADED = 512 * 2**20  # bytes at a time
# Open to probes and to who is not signed in yet; they tell nothing of the sources.
ALWAYS_OPEN = ("/healthz", "/readyz", "/login", "/onrecord/chat.css", "/onrecord/saved.css", "/onrecord/saved.js")
# What the chat and agents say to their own page or server stays as these expect it.
TOOLKITS = ("/gradio_api/", "/own/gradio_api/", "/mcp")


class Gate:
    """Turns away what may not come in, and measures what does."""

    def __init__(self, app: Any, settings: Settings, entry: Entry, clients: Clients, meter: Meter) -> None:
        self._app = app
        self._entry = entry
        self._clients = clients
        self._meter = meter
        self._local = is_local(settings.host)
        self._hosts = {host.lower() for host in settings.allowed_hosts}
        self._most = settings.max_body_kb * 1024
        rate = settings.rate_per_minute or (RATE_BEYOND_LOOPBACK if is_exposed(settings) else 0)
        self._buckets = Buckets(rate) if rate else None
        self._guesses = Buckets(GUESSES_PER_MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with what is wrong."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks WebSocket
            await send({"type": "websocket.close", "code": 1008})
            return
        started, status, nothing = time.perf_counter(), 0, False
        toolkit = scope["path"].startswith(TOOLKITS)
        inner: Scope = scope

        async def seen(message: Message) -> None:
            nonlocal status, nothing
            if message["type"] == "http.response.start":
                status = message["status"]
                # The chat, which lies behind all routes, took what none of them takes.
                nothing = status in (404, 405) and not toolkit and inner["app"] is not scope["app"]
                if nothing:
                    await respond(unanswered(scope), scope["path"])(scope, receive, send)
            if not nothing:
                await send(message)

        CLIENT.set(rate_key(self._clients.of(scope)))
        try:
            turned_away = self._check(scope)
            inner = dict(scope)  # routing notes on it where it went
            if scope["method"] == "HEAD" and not toolkit:
                inner["method"] = "GET"  # the same status and headers; the server leaves out the body
            if turned_away is not None:
                await turned_away(scope, receive, seen)
                return
            if scope["path"] == UPLOAD:
                receive = _at_most(receive, MOST_UPLOADED)
            else:
                receive = await _whole_body(scope, receive, self._most)
            await self._app(inner, receive, seen)
        except Exception as exc:
            problem = problem_of(exc)
            if status:  # half an answer is out already: the connection must not end as if it were whole
                raise
            if isinstance(exc, Problem):
                self._meter.turned_away(problem.code)
            await respond(problem, scope["path"])(scope, receive, seen)
        finally:
            route = str(getattr(inner.get("route"), "path", "")) or "other"  # all that the chat itself asks for is one
            method = scope["method"] if scope["method"] in METHODS else "other"
            self._meter.requested(route, method, status, time.perf_counter() - started)

    def _check(self, scope: Scope) -> Response | None:
        """The response for a request that may not come in; None when it may."""
        try:
            self._check_host(scope)
            _check_origin(scope, self._clients)
            if self._clients.from_proxy(scope) and header(scope, b"x-forwarded-proto").strip() == "https":
                scope.setdefault("state", {})["forwarded_https"] = True
            if self._buckets and (cost := cost_of(scope)):
                self._take(self._buckets, scope, cost)
            self._check_token(scope)
            if not self._entry.lets_in(scope):
                if scope["path"] in ALWAYS_OPEN and not (scope["path"] == "/login" and not self._entry.takes_token):
                    return None
                if self._entry.takes_token and scope["method"] == "GET" and "text/html" in header(scope, b"accept"):
                    return RedirectResponse("/login", 303)
                raise Problem(401, "sign in first, or send the token: Authorization: Bearer …")
        except Problem as problem:
            self._meter.turned_away(problem.code)
            return respond(problem, scope["path"])
        return None

    def _check_host(self, scope: Scope) -> None:
        """Another site's name pointed at this machine must not reach the server from a reader's own browser."""
        if not self._local and not self._hosts:
            return
        host = header(scope, b"host").strip().lower()
        named = re.fullmatch(r"(?:\[(?P<six>[^\]]*)\]|(?P<name>[^:]*))(?::\d*)?", host)
        host = (named["six"] or named["name"] or "") if named else ""
        if host not in self._hosts and not (self._local and host in LOCAL):
            raise Problem(400, "this server is not asked for under that name; see allowed_hosts in docs/api.md", "host")

    def _check_token(self, scope: Scope) -> None:
        """A wrong token is refused wherever it is sent, and who tries some, there or at ``/login``, is slowed down."""
        wrong = self._entry.offers_wrong(scope)
        if wrong or (scope["path"] == "/login" and scope["method"] not in SAFE):
            self._take(self._guesses, scope, 1.0)
        if wrong:
            raise Problem(401, "this is not the token of this server")

    def _take(self, buckets: Buckets, scope: Scope, cost: float) -> None:
        wait = buckets.take(rate_key(self._clients.of(scope)), cost)
        if wait:
            raise Problem(429, f"too many requests; try again in {wait} s", retry_after_s=wait)


def _check_origin(scope: Scope, clients: Clients) -> None:
    """A page of another site must not ask, save, have a brief made or sign in from a reader's browser."""
    if scope["method"] in SAFE and not asks_for_brief(scope):
        return
    origin = header(scope, b"origin")
    if origin:
        names = [header(scope, b"host")]
        if clients.from_proxy(scope):
            names.append(header(scope, b"x-forwarded-host"))
        other = _netloc(origin) not in {name.lower() for name in names if name}
    else:
        other = header(scope, b"sec-fetch-site") in ("cross-site", "same-site")
    if other:
        raise Problem(403, "another site may not use this server from your browser", "other_site")


def _netloc(origin: str) -> str:
    """The host and port of an Origin header; "" when there are none to read."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


async def _whole_body(scope: Scope, receive: Receive, most: int) -> Receive:
    """A receiver that gives the whole body at once; raises Problem when it is too large or too slow."""
    if scope["method"] in SAFE:
        return receive
    declared = header(scope, b"content-length")
    body = bytearray()
    too_large = Problem(413, f"the request has more than {most // 1024:,} kB")
    if declared.isdigit() and len(declared) < 16 and int(declared) > most:
        raise too_large
    try:
        async with asyncio.timeout(BODY_S):
            async for chunk in Request(scope, receive).stream():
                body += chunk
                if len(body) > most:
                    raise too_large
    except ClientDisconnect:
        return _once({"type": "http.disconnect"}, receive)
    except TimeoutError as exc:
        raise Problem(408, f"the request was not sent within {BODY_S} s") from exc
    return _once({"type": "http.request", "body": bytes(body), "more_body": False}, receive)


def _at_most(receive: Receive, most: int) -> Receive:
    """A receiver that passes on what comes, and raises Problem when that is more than ``most`` bytes."""
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > most:
            raise Problem(413, f"the files have more than {most // 2**20:,} MB together")
        return message

    return counted


def _once(message: Message, then: Receive) -> Receive:
    """A receiver of ``message`` first, then of what ``then`` receives."""
    waiting = [message]

    async def receive() -> Message:
        return waiting.pop() if waiting else await then()

    return receive
