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
TRIED = MANY + 355  # connections of all attacks together


Attack = Callable[[str, Inputs, list[socket.socket]], int]
WHAT = "half-open, endless, slow, unread and garbled requests: others are served within 15 s, memory grows by 100 MB at most"


def sockets(tally: Tally, home: Path, seed: int) -> None:
    """Every attack once; each connection counts."""
    inputs = Inputs(seed)
    attacks: tuple[Attack, ...] = (half_open, endless, slow, unread, garbled)
    tally.tried = 0
    with _server(home) as (address, process):
        before = _megabytes(process)
        for attack in attacks:
            held: list[socket.socket] = []  # what the attacker keeps open while others ask
            with suppress(OSError):
                tally.tried += attack(address, inputs, held)
            if not _serves(address):
                tally.note("hangs", f"{attack.__name__}: nobody else is served")
            if (grown := _megabytes(process) - before) > GROWN_MB:
                tally.note("other", f"{attack.__name__}: {grown:.0f} MB more than at first")
            if process.poll() is not None:
                tally.note("aborts", attack.__name__)
                return
            for one in held:
                one.close()


def half_open(address: str, _: Inputs, held: list[socket.socket]) -> int:
    """As many requests as a machine can begin and never end."""
    for n in range(MANY):
        with suppress(OSError):
            held.append(_dial(address))
            held[-1].sendall(HEAD if n % 2 else b"G")
    return MANY


def endless(address: str, _: Inputs, held: list[socket.socket]) -> int:
    """A header, headers and a body that do not end: 50 MB of each, if they are taken."""
    _pour(address, HEAD + b"X: ", b"a" * 100_000, 500)
    _pour(address, HEAD, b"X: y\r\n" * 10_000, 1000)
    _pour(address, POST + b"Transfer-Encoding: chunked\r\n\r\n", b"fffff\r\n" + b"a" * 0xFFFFF + b"\r\n", 50)
    return 3


def slow(address: str, _: Inputs, held: list[socket.socket]) -> int:
    """A header and a body of which a byte comes now and then."""
    _pour(address, HEAD, b"X", 30, 0.5)
    _pour(address, POST + b"Content-Length: 1000\r\n\r\n{", b" ", 40, 0.5)
    return 2


def unread(address: str, _: Inputs, held: list[socket.socket]) -> int:
    """Answers that are asked for and never read."""
    held += [_dial(address) for _ in range(50)]
    for one in held:
        with suppress(OSError):
            one.sendall((HEAD + b"\r\n") * 20)
    return len(held)


def garbled(address: str, inputs: Inputs, held: list[socket.socket]) -> int:
    """Bytes that are no HTTP, or nearly; and thousands of requests in one connection at once."""
    _pour(address, b"", (HEAD + b"\r\n") * 1000, 10)
    for n in range(300):
        with suppress(OSError), _dial(address) as one:
            raw = inputs.raw(n)[:100_000]
            one.sendall(
                raw if n % 2 else b"GET /" + raw.replace(b"\n", b"")[:2000] + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            )
            one.settimeout(0.2)
            one.recv(1000)
    return 300


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
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        if found is None:
            raise RuntimeError("the server did not start")
        yield found[0], process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
