"""A server of its own, attacked at its socket: after each attack it must answer others, and may not have grown."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from evals.attack.inputs import Inputs
from evals.attack.tally import Tally

HEAD = b"GET /api/sources HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
GROWN_MB = 100
AGAIN_S = 15.0  # within so long others are served again: half-open requests have ten
MANY = 1200


def sockets(home: Path, inputs: Inputs) -> Tally:
    """Every attack once; each connection counts."""
    tally = Tally(
        "sockets",
        "half-open, endless, slow, unread and garbled requests; others are served within 15 s, memory grows by 100 MB at most",
    )
    attacks: tuple[Callable[[str, Inputs], int], ...] = (
        half_open, endless_head, many_headers, slow_head, slow_body, endless_chunks, unread, garbled, pipelined,
    )  # fmt: skip
    with _server(home) as (address, process):
        before = _megabytes(process)
        for attack in attacks:
            with suppress(OSError):
                tally.tried += attack(address, inputs)
            if not _serves(address):
                tally.note("hangs", f"{attack.__name__}: nobody else is served")
            if (grown := _megabytes(process) - before) > GROWN_MB:
                tally.note("other", f"{attack.__name__}: {grown:.0f} MB more than at first")
            if process.poll() is not None:
                tally.note("aborts", attack.__name__)
                return tally
    return tally


def half_open(address: str, _: Inputs) -> int:
    """As many requests as a machine can begin and never end."""
    opened = []
    for n in range(MANY):
        with suppress(OSError):
            opened.append(_dial(address))
            opened[-1].sendall(HEAD if n % 2 else b"G")
    time.sleep(1)
    for one in opened:
        one.close()
    return MANY


def endless_head(address: str, _: Inputs) -> int:
    """One header that does not end: 50 MB of it, if they are taken."""
    _pour(address, HEAD + b"X: ", b"a" * 100_000, 500)
    return 1


def many_headers(address: str, _: Inputs) -> int:
    """Headers that do not end."""
    _pour(address, HEAD, b"X: y\r\n" * 10_000, 500)
    return 1


def slow_head(address: str, _: Inputs) -> int:
    """A byte a second."""
    _pour(address, HEAD, b"X", 30, 0.5)
    return 1


def slow_body(address: str, _: Inputs) -> int:
    """A body that is announced and does not come."""
    _pour(address, POST + b"Content-Length: 1000\r\n\r\n{", b" ", 40, 0.5)
    return 1


def endless_chunks(address: str, _: Inputs) -> int:
    """A body in pieces without end."""
    _pour(address, POST + b"Transfer-Encoding: chunked\r\n\r\n", b"fffff\r\n" + b"a" * 0xFFFFF + b"\r\n", 100)
    return 1


def unread(address: str, _: Inputs) -> int:
    """Answers that are asked for and never read."""
    opened = [_dial(address) for _ in range(50)]
    for one in opened:
        with suppress(OSError):
            one.sendall((HEAD + b"\r\n") * 20)
    time.sleep(2)
    for one in opened:
        one.close()
    return len(opened)


def garbled(address: str, inputs: Inputs) -> int:
    """Bytes that are no HTTP, or nearly."""
    for n in range(300):
        with suppress(OSError), _dial(address) as one:
            raw = inputs.raw(n)[:100_000]
            one.sendall(
                raw if n % 2 else b"GET /" + raw.replace(b"\n", b"")[:2000] + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            )
            one.settimeout(0.2)
            one.recv(1000)
    return 300


def pipelined(address: str, _: Inputs) -> int:
    """Thousands of requests in one connection at once."""
    _pour(address, b"", (HEAD + b"\r\n") * 1000, 10)
    return 10_000


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


def _megabytes(process: subprocess.Popen[str]) -> float:
    """The memory of a process, where the system tells it; else 0."""
    status = Path(f"/proc/{process.pid}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.is_file() else None
    return int(found[1]) / 1024 if found else 0.0


@contextmanager
def _server(home: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "ui.cli", "--case", str(home), "chat", "--no-open", "--port", "0"]
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603
    assert process.stdout is not None
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        if found is None:
            raise RuntimeError("the server did not start")
        yield found[0], process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
