"""Every request passes here first: known host, no other site's doing, signed in, not too many, not too large.

ASGI middleware around the whole application, the chat included. What it turns away is counted and told in the one shape.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from rag.settings import Settings
from ui.api.bucket import Buckets
from ui.api.clients import LOCAL, Clients, header, rate_key
from ui.api.costs import asks_for_brief, cost_of
from ui.api.entry import Entry, is_exposed, is_local
from ui.api.meter import Meter
from ui.api.problems import Problem, problem_of, respond

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

SAFE = ("GET", "HEAD", "OPTIONS")
BODY_S = 15  # a client that takes longer to send its request is not waited for
RATE_BEYOND_LOOPBACK = 30
GUESSES_PER_MINUTE = 20  # of the token, on this machine too; half of them at once
UPLOAD, MOST_UPLOADED = (
    "/own/gradio_api/upload",
    512 * 2**20,
)  # the owner's files, in bytes at a time; not kept in memory
# Open to probes and to who is not signed in yet; they tell nothing of the sources.
ALWAYS_OPEN = ("/healthz", "/readyz", "/login", "/onrecord/chat.css", "/onrecord/saved.css", "/onrecord/saved.js")
# Connections that stay open without anyone working: the end of the server does not wait for them.
IDLE = ("/gradio_api/heartbeat/", "/gradio_api/startup-events")


class Gate:
    """Also knows how many requests are under way, for a graceful end."""

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
        started, status, ended = time.perf_counter(), 0, False
        under_way = _under_way(scope)
        work = not scope["path"].startswith(IDLE) and not (scope["path"] == "/mcp" and scope["method"] == "GET")

        async def seen(message: Message) -> None:
            nonlocal status, ended
            if message["type"] == "http.response.start":
                status = message["status"]
            ended = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        under_way.count += work
        try:
            turned_away = self._check(scope)
            if turned_away is None:
                if scope["path"] == UPLOAD:
                    receive = _at_most(receive, MOST_UPLOADED)
                else:
                    receive = await _whole_body(scope, receive, self._most)
                if work:
                    await self._app(scope, receive, seen)
                else:
                    await under_way.until_over(self._app(scope, receive, seen))
                    if status and not ended:
                        await send({"type": "http.response.body", "body": b"", "more_body": False})
            else:
                await turned_away(scope, receive, seen)
        except Exception as exc:
            problem = problem_of(exc)
            if status:  # half an answer is out already: the connection must not end as if it were whole
                raise
            if isinstance(exc, Problem):
                self._meter.turned_away(problem.code)
            await respond(problem, scope["path"])(scope, receive, seen)
        finally:
            under_way.count -= work
            self._meter.requested(_route(scope), _method(scope), status, time.perf_counter() - started)

    def _check(self, scope: Scope) -> Response | None:
        """The response for a request that may not come in; None when it may."""
        try:
            self._check_host(scope)
            _check_origin(scope, self._clients)
            if _under_way(scope).ending:
                raise Problem(503, "the server is about to stop; ask again in a moment", "stopping", retry_after_s=5)
            if self._clients.from_proxy(scope) and header(scope, b"x-forwarded-proto").strip() == "https":
                scope.setdefault("state", {})["forwarded_https"] = True
            self._check_rate(scope)
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
        host = _hostname(header(scope, b"host"))
        if host not in self._hosts and not (self._local and host in LOCAL):
            raise Problem(400, "this server is not asked for under that name; see allowed_hosts in docs/api.md", "host")

    def _check_rate(self, scope: Scope) -> None:
        cost = cost_of(scope)
        if self._buckets is None or not cost:
            return
        self._take(self._buckets, scope, cost)

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


class UnderWay:
    """How many requests are being answered, and whether the server is about to end."""

    def __init__(self) -> None:
        self.count = 0
        self.ending = False
        self.over = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Return when nothing is under way any more, or after ``seconds``."""
        self.ending = True
        until = time.monotonic() + seconds
        while self.count > 0 and time.monotonic() < until:
            await asyncio.sleep(0.05)
        self.over.set()

    async def until_over(self, work: Awaitable[None]) -> None:
        """Do ``work`` until it is done or the server ends: a page that lies open must not hold the end up."""
        task = asyncio.ensure_future(work)
        end = asyncio.ensure_future(self.over.wait())
        try:
            await asyncio.wait({task, end}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            end.cancel()
            if not task.done():
                task.cancel()
            results = await asyncio.gather(task, end, return_exceptions=True)
        if isinstance(results[0], Exception):  # a CancelledError is none: that was us
            raise results[0]


def _under_way(scope: Scope) -> UnderWay:
    found: UnderWay = scope["app"].state.under_way
    return found


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
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    return _once(message, receive)
                body += message.get("body", b"")
                if len(body) > most:
                    raise too_large
                if not message.get("more_body", False):
                    break
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


def _hostname(host: str) -> str:
    """The name in a Host header, without its port and brackets, in lower case."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _route(scope: Scope) -> str:
    """The pattern that the router matched; one name for all of the chat's own requests."""
    path = str(getattr(scope.get("route"), "path", ""))
    return path if path and "{rest:path}" not in path else "other"


def _method(scope: Scope) -> str:
    known = (*SAFE, "POST", "PUT", "PATCH", "DELETE")
    return scope["method"] if scope["method"] in known else "other"
