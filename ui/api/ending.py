"""A server that finishes the answers it has begun before it ends."""

from __future__ import annotations

import socket
from typing import Any

import uvicorn

from rag.settings import Settings
from ui.api.clients import Clients
from ui.api.gate import UnderWay
from ui.api.socket_limits import Limits, protocol


class Server(uvicorn.Server):
    """On SIGTERM or Ctrl+C: no new connection, what is under way is finished, idle connections are cut."""

    def __init__(self, config: uvicorn.Config, under_way: UnderWay, seconds: float) -> None:
        super().__init__(config)
        self._under_way = under_way
        self._seconds = seconds

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wait for the answers under way, at most ``seconds``, then end as uvicorn does."""
        for server in self.servers:
            server.close()
        if not self.force_exit:
            await self._under_way.wait(self._seconds)
        await super().shutdown(sockets)


def new_server(app: Any, under_way: UnderWay, seconds: float, limits: Limits) -> Server:
    """A server for ``app``; forwarding headers are the gate's to believe, not uvicorn's."""
    config = uvicorn.Config(
        app,
        http=protocol(limits),
        ws="none",  # nothing here speaks WebSocket, and its connections would not be counted
        log_level="warning",
        timeout_graceful_shutdown=2,
        proxy_headers=False,
        server_header=False,
    )
    return Server(config, under_way, seconds)


def limits_of(settings: Settings) -> Limits:
    """What ``settings`` say of connections."""
    return Limits(settings.connections_per_client, Clients(settings.trusted_proxies))
