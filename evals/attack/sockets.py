"""A server of its own, attacked at its socket: after each attack it must answer others, and may not have grown."""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from evals.attack.inputs import Input
from evals.attack.tally import Tally
from evals.bench.server import serving

WHAT = "half-open, endless, slow, unread and garbled requests: others are served within 15 s, memory grows by 100 MB at most"
HEAD = b"GET /api/sources HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
GROWN_MB = 100
AGAIN_S = 15.0  # within so long others are served again: half-open requests have ten
HALF_OPEN, UNREAD, GARBLED = 1200, 50, 300
TRIED = HALF_OPEN + UNREAD + GARBLED + 5  # connections of all attacks together


def sockets(tally: Tally, home: Path, seed: int) -> None:
    """Every attack once; each connection counts."""
    attacks: tuple[Callable[[str, int], list[socket.socket]], ...] = (half_open, endless, slow, unread, garbled)
    with serving("--case", str(home), quiet=True) as server:
        before = server.megabytes()
        for attack in attacks:
            held = attack(server.address, seed)  # what the attacker keeps open while others ask
            if server.process.poll() is not None:
                tally.note("aborts", attack.__name__)
                return
            if not _serves(server.address):
                tally.note("hangs", f"{attack.__name__}: nobody else is served")
            if (grown := server.megabytes() - before) > GROWN_MB:
                tally.note("other", f"{attack.__name__}: {grown:.0f} MB more than at first")
            for one in held:
                one.close()
    tally.tried = TRIED


def half_open(address: str, _: int) -> list[socket.socket]:
    """As many requests as a machine can begin and never end."""
    held = []
    for n in range(HALF_OPEN):
        with suppress(OSError):
            held.append(_dial(address))
            held[-1].sendall(HEAD if n % 2 else b"G")
    return held


def endless(address: str, _: int) -> list[socket.socket]:
    """A header, headers and a body that do not end: 50 MB of each, if they are taken."""
    _pour(address, HEAD + b"X: ", b"a" * 100_000, 500)
    _pour(address, HEAD, b"X: y\r\n" * 10_000, 1000)
    _pour(address, POST + b"Transfer-Encoding: chunked\r\n\r\n", b"fffff\r\n" + b"a" * 0xFFFFF + b"\r\n", 50)
    return []


def slow(address: str, _: int) -> list[socket.socket]:
    """A header and a body of which a byte comes now and then."""
    _pour(address, HEAD, b"X", 30, 0.5)
    _pour(address, POST + b"Content-Length: 1000\r\n\r\n{", b" ", 40, 0.5)
    return []


def unread(address: str, _: int) -> list[socket.socket]:
    """Answers that are asked for and never read."""
    held = []
    for _ in range(UNREAD):
        with suppress(OSError):
            held.append(_dial(address))
            held[-1].sendall((HEAD + b"\r\n") * 20)
    return held


def garbled(address: str, seed: int) -> list[socket.socket]:
    """Bytes that are no HTTP, or nearly; before them thousands of requests in one connection at once."""
    _pour(address, b"", (HEAD + b"\r\n") * 1000, 10)
    for n in range(GARBLED):
        raw = Input(seed, n).raw()[:100_000]
        nearly = b"GET /" + raw.replace(b"\n", b"")[:2000] + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        with suppress(OSError), _dial(address) as one:
            one.sendall(raw if n % 2 else nearly)
            one.settimeout(0.2)
            one.recv(1000)
    return []


def _dial(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=3)


def _pour(address: str, first: bytes, again: bytes, times: int, pause: float = 0) -> None:
    with suppress(OSError), _dial(address) as one:
        one.sendall(first)
        for _ in range(times):
            one.sendall(again)
            time.sleep(pause)


def _serves(address: str) -> bool:
    until = time.monotonic() + AGAIN_S
    while time.monotonic() < until:
        with suppress(httpx.HTTPError):
            if httpx.get(f"{address}healthz", timeout=3, trust_env=False).status_code == 200:
                return True
        time.sleep(0.5)
    return False
