"""uvicorn within bounds: what one stranger's connections may cost. Its own h11 protocol bounds the size of a head and the idle time, but waits
for ever for the rest of a head, and lets one address open every connection; its other protocol keeps an endless head in memory."""

import asyncio
import math
import socket
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from rag.settings import Settings
from ui.api.clients import Clients, rate_key

HEAD_S = 10.0  # from the first byte of a request, or the opening of a connection, to the end of its head
UNREAD_S = 60.0  # that a client may leave what it is sent unread
SPARE_FILES = 200  # that the index, the log and the libraries may have open
FULL = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
# Connections that stay open without anyone working: a page that lies open, an agent that listens.
IDLE = ("/gradio_api/heartbeat/", "/gradio_api/startup-events")


@dataclass
class Limits:
    """The limits of one server, and who is connected to it now."""

    per_client: int = 100
    trusted: Clients = field(default_factory=lambda: Clients(()))  # they bring everyone's and are not counted
    # Of all together: what the system lets this process have open.
    most: int = field(default_factory=lambda: max(64, open_files() - SPARE_FILES))
    head_s: float = HEAD_S
    unread_s: float = UNREAD_S
    open: Counter[str] = field(default_factory=Counter)

    def enter(self, address: str) -> bool:
        """Count a connection in; False when it is one too many."""
        key = rate_key(address)
        if not self.trusted.is_proxy(address) and self.open[key] >= self.per_client:
            return False
        if self.open.total() >= self.most:
            return False
        self.open[key] += 1
        return True

    def leave(self, address: str) -> None:
        """Count it out."""
        key = rate_key(address)
        self.open[key] -= 1
        if self.open[key] <= 0:
            del self.open[key]


class Limited(H11Protocol):
    """A connection that keeps to ``limits``."""

    limits: Limits

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._counted = ""
        self._head: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    @property
    def idles(self) -> bool:
        """True while nobody works on what was asked for here."""
        if self.cycle is None or self.cycle.response_complete:
            return False
        path, method = self.cycle.scope["path"], self.cycle.scope["method"]
        return path.startswith(IDLE) or (path == "/mcp" and method == "GET")

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Take it, or turn it away before it costs anything."""
        super().connection_made(transport)
        address = self.client[0] if self.client else "unknown"
        if not self.limits.enter(address):
            transport.write(FULL)
            transport.close()
            return
        self._counted = address
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        super().connection_lost(exc)
        self._head, self._unread = _ended(self._head), _ended(self._unread)
        if self._counted:
            self.limits.leave(self._counted)
            self._counted = ""

    def data_received(self, data: bytes) -> None:
        """Read on; the time for a head runs from its first byte, however slowly the others come."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._await_head()
        else:
            self._head = _ended(self._head)

    def on_response_complete(self) -> None:
        """The next request has its own time; until its first byte uvicorn's for idle connections runs."""
        self._head = _ended(self._head)
        super().on_response_complete()

    def pause_writing(self) -> None:
        """The client does not read: it has so long to begin."""
        super().pause_writing()
        self._unread = self._unread or self.loop.call_later(self.limits.unread_s, self.transport.abort)

    def resume_writing(self) -> None:
        """It reads again."""
        super().resume_writing()
        self._unread = _ended(self._unread)

    def _await_head(self) -> None:
        if self._head is None and not self.transport.is_closing():
            self._head = self.loop.call_later(self.limits.head_s, self.transport.abort)


class Server(uvicorn.Server):
    """On SIGTERM or Ctrl+C: no new connection, idle ones are cut, and what is under way is finished, as far as uvicorn's time goes."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Cut what uvicorn would wait for in vain, then end as it does."""
        for connection in list(self.server_state.connections):
            if isinstance(connection, Limited) and connection.idles:
                connection.transport.abort()
        await super().shutdown(sockets)


def new_server(app: Any, settings: Settings, limits: Limits | None = None) -> Server:
    """A server for ``app``; forwarding headers are the gate's to believe, not uvicorn's. ``limits``: other than those of ``settings``."""
    limits = limits or Limits(settings.connections_per_client, Clients(settings.trusted_proxies))
    config = uvicorn.Config(
        app,
        http=type("Connection", (Limited,), {"limits": limits}),
        ws="none",  # nothing here speaks WebSocket, and its connections would not be counted
        log_level="warning",
        timeout_graceful_shutdown=math.ceil(settings.answer_seconds),
        proxy_headers=False,
        server_header=False,
    )
    return Server(config)


def open_files() -> int:
    """How many files and connections the system lets this process have open."""
    try:
        import resource
    except ImportError:  # Windows, where connections are no files
        return 10_000
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 10_000 if soft == resource.RLIM_INFINITY else min(soft, 10_000)


def _ended(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """Cancel a timer; what stands in its place from then on."""
    if timer is not None:
        timer.cancel()
    return None
