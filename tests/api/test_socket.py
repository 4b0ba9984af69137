"""Strangers at the socket: heads without end, requests that are never finished, hundreds of connections, answers nobody reads."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import httpx

from rag.assemble import Parts
from tests.serving import api_app, served, with_settings
from ui.api.clients import Clients
from ui.api.server import Limits

HEAD = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"


def dial(address: str) -> socket.socket:
    host, port = address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=10)


@contextmanager
def limited(parts: Parts, **limits: object) -> Iterator[str]:
    with served(api_app(with_settings(parts, allowed_hosts="127.0.0.1", public=True)), Limits(**limits)) as address:  # type: ignore[arg-type]
        yield address


def ended_after(sock: socket.socket) -> float:
    """Seconds until the server ends the connection."""
    started = time.monotonic()
    with suppress(ConnectionError):
        while sock.recv(65536):
            pass
    return time.monotonic() - started


def test_half_open_requests_are_cut_and_others_served_meanwhile(parts: Parts) -> None:
    with limited(parts, per_client=20, head_s=1.0) as address, ExitStack() as stack:
        half = [stack.enter_context(dial(address)) for _ in range(20)]
        for n, sock in enumerate(half):
            sock.sendall(HEAD if n % 2 else b"")
        refused = dial(address)
        assert b"503" in refused.recv(1000)  # a client too many
        assert all(ended_after(sock) < 4 for sock in half)
        assert httpx.get(f"{address}/healthz").status_code == 200


def test_a_byte_now_and_then_does_not_prolong_a_head(parts: Parts) -> None:
    with limited(parts, head_s=1.0) as address, dial(address) as sock:
        sock.sendall(HEAD)
        started = time.monotonic()
        with suppress(ConnectionError):
            while time.monotonic() - started < 8:
                sock.sendall(b"X: y\r\n")
                time.sleep(0.2)
        assert time.monotonic() - started < 4


def test_an_endless_head_ends_at_64_kb(parts: Parts) -> None:
    sent = 0
    with limited(parts) as address, dial(address) as sock:
        sock.sendall(HEAD + b"X: ")
        with suppress(ConnectionError):
            for _ in range(500):
                sock.sendall(b"a" * 10_000)
                sent += 10_000
                time.sleep(0.001)
        assert sent < 4_000_000  # what lies in the buffers of the system, and not 5 MB in ours


def test_a_long_answer_under_way_is_not_cut(parts: Parts) -> None:
    async def slow(scope, receive, send):  # type: ignore[no-untyped-def]
        import asyncio

        await asyncio.sleep(2)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    app = api_app(parts)
    app.mount("/slow", slow)
    with served(app, Limits(head_s=0.5)) as address:
        assert httpx.get(f"{address}/slow/").text == "ok"


def test_who_does_not_read_is_cut(parts: Parts) -> None:
    async def long(scope, receive, send):  # type: ignore[no-untyped-def]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(500):  # 50 MB, more than any buffer takes
            await send({"type": "http.response.body", "body": b"x" * 100_000, "more_body": True})

    app, limits = api_app(parts), Limits(unread_s=0.5)
    app.mount("/long", long)
    with served(app, limits) as address, dial(address) as sock:
        sock.sendall(b"GET /long/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        for wanted in (1, 0):  # connected, then cut
            until = time.monotonic() + 10
            while limits.open.total() != wanted:
                assert time.monotonic() < until
                time.sleep(0.02)


def test_a_trusted_proxy_brings_everyone_and_is_not_counted() -> None:
    limits = Limits(per_client=2, trusted=Clients(["10.0.0.0/8"]), most=5)
    assert [limits.enter("10.0.0.1") for _ in range(6)] == [True] * 5 + [False]
    limits.leave("10.0.0.1")
    assert limits.enter("192.0.2.1") and not limits.enter("192.0.2.1")
