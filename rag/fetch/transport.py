"""httpx over httpcore's pool with our own backend: one connection at a time, no proxies, HTTP/1.1."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import httpcore
import httpx


class GuardedTransport(httpx.BaseTransport):
    """Sends every request through ``backend``. httpx's own transport takes none, hence these few lines.

    Raises httpcore's errors as they are.
    """

    def __init__(self, backend: httpcore.NetworkBackend, certificates: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates,
            max_connections=1,
            max_keepalive_connections=1,
            keepalive_expiry=30,
            network_backend=backend,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response's head; its body is read as the caller asks for it."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
