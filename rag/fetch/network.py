"""The wire: a name is looked up once for each connection, checked, and that very address is connected to.

The guard sits where connections are made, so nothing above it (redirects, robots.txt, retries) can go round it.
Host header, TLS server name and certificate check keep the name: only the address is pinned.
"""

import errno
import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpcore
import httpx

from rag.fetch.guard import Failure, NoConnection, NoNetwork, check_addresses, literal_address, shown

MOST_ADDRESSES = 3  # of one name are tried before giving up

_CUT_OFF = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH})


def system_resolve(host: str, port: int) -> list[str]:
    """The addresses of ``host``, as this machine's resolver gives them; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def system_connect(address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
    """A connection to ``address``; raises httpcore's errors."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout)


def public_certificates() -> ssl.SSLContext:
    """Certificates are checked against the public authorities, whatever the environment says."""
    return httpx.create_ssl_context(trust_env=False)


@dataclass(frozen=True, slots=True)
class Network:
    """What touches the world; tests put their own wire and clock here and leave the guard as it is."""

    resolve: Callable[[str, int], Sequence[str]] = system_resolve
    connect: Callable[[str, int, float | None], httpcore.NetworkStream] = system_connect
    certificates: Callable[[], ssl.SSLContext] = public_certificates
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class Deadline:
    """One original's time in seconds: waiting, connecting, reading and trying again together."""

    now: Callable[[], float] = time.monotonic
    _end: float = math.inf
    _seconds: float = math.inf

    def start(self, seconds: float) -> None:
        """From now on, ``seconds`` and no more."""
        self._seconds, self._end = seconds, self.now() + seconds

    @property
    def left(self) -> float:
        """Seconds left, 0 or less when it is over."""
        return self._end - self.now()

    def cap(self, timeout: float | None) -> float | None:
        """``timeout`` or what is left, if less; raises Failure when nothing is left."""
        left = self.left
        if left <= 0:
            raise self.over()
        return timeout if left == math.inf else min(left, timeout or left)

    def over(self) -> Failure:
        """The error that says so."""
        return Failure(f"not finished after {self._seconds:g} s (setting fetch_total_s)")


@dataclass
class GuardedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only, and keeps the deadline on every read and write."""

    network: Network
    deadline: Deadline = field(default_factory=Deadline)

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        """A stream to one of the public addresses of ``host``."""
        addresses = self._look_up(host, port, timeout)
        check_addresses(host, addresses)
        for address in addresses[:MOST_ADDRESSES]:
            try:
                stream = self.network.connect(address, port, self.deadline.cap(timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as exc:
                failed = exc
            else:
                return TimedStream(stream, self.deadline)
        raise _no_connection(host, failed) from failed

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """Never: a socket of this machine is not public."""
        raise Failure("sockets of this machine are not fetched from")

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.network.sleep(seconds)

    def _look_up(self, host: str, port: int, timeout: float | None) -> Sequence[str]:
        """The addresses of ``host``, never none; raises NoNetwork."""
        literal = literal_address(host)
        if literal:
            return [literal]
        found: list[Sequence[str]] = []
        failed: list[Exception] = []

        def ask() -> None:
            try:
                found.append(self.network.resolve(host, port))
            except (OSError, ValueError) as exc:  # ValueError: a label too long for a name
                failed.append(exc)

        thread = threading.Thread(target=ask, daemon=True)  # the system's resolver knows no timeout of its own
        thread.start()
        thread.join(self.deadline.cap(timeout))
        if found and found[0]:
            return found[0]
        if not found and not failed:
            raise NoNetwork(f"looking up {shown(host)} took too long", sure=True)
        again = any(isinstance(exc, socket.gaierror) and exc.errno == socket.EAI_AGAIN for exc in failed)
        raise NoNetwork(f"no server named {shown(host)} is known", sure=again) from (failed[0] if failed else None)


def _no_connection(host: str, exc: Exception) -> Failure:
    cause = exc.__cause__ or exc.__context__
    if isinstance(cause, OSError) and cause.errno in _CUT_OFF:
        return NoNetwork(f"no route leads to {shown(host)}", sure=True)
    if isinstance(exc, httpcore.ConnectTimeout):
        return NoConnection(f"{shown(host)} does not answer")
    return NoConnection(f"{shown(host)} refuses the connection")


@dataclass
class TimedStream(httpcore.NetworkStream):
    """A connection on which a server that sends a byte now and then cannot hold us beyond the deadline."""

    stream: httpcore.NetworkStream
    deadline: Deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Up to ``max_bytes``."""
        return self.stream.read(max_bytes, self.deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of ``buffer``."""
        self.stream.write(buffer, self.deadline.cap(timeout))

    def close(self) -> None:
        """Close the connection."""
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted; the certificate must be of ``server_hostname``."""
        return TimedStream(
            self.stream.start_tls(ssl_context, server_hostname, self.deadline.cap(timeout)), self.deadline
        )

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about the socket."""
        return self.stream.get_extra_info(info)


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
