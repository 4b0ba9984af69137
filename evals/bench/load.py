"""Many askers at once over HTTP: how many questions a second, how long each waits, what fails, and what memory does."""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import numpy as np

from evals.run import SUITE
from evals.schema import read_suite

ANSWER_S = 120  # an asker gives up
LOOK_S = 5  # between two looks at the memory
_RSS = re.compile(r"^process_resident_memory_bytes (\S+)", re.MULTILINE)


@dataclass
class _Seen:
    """What the askers met."""

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    megabytes: list[float] = field(default_factory=list)


def measure(askers: int, seconds: float, pause: float, url: str, remembered: bool) -> dict[str, object]:
    """The figures of one run; starts a server of its own when there is no ``url``."""
    questions = [item.question for item in read_suite(SUITE)]
    seen = _Seen()
    with running(url, remembered) as address:
        started = time.perf_counter()
        asyncio.run(_run(address, questions, askers, seconds, pause, seen))
        took = time.perf_counter() - started
    times = seen.seconds or [float("nan")]
    memory = seen.megabytes or [float("nan")]
    return {
        "askers": askers,
        "seconds": round(took),
        "answers": len(seen.seconds),
        "answers a second": round(len(seen.seconds) / took, 1),
        "errors": dict(seen.errors) or 0,
        "p50, s": round(float(np.percentile(times, 50)), 2),
        "p95, s": round(float(np.percentile(times, 95)), 2),
        "longest, s": round(max(times), 2),
        "memory at start, MB": round(memory[0]),
        "memory after a fifth, MB": round(memory[len(memory) // 5]),
        "memory at the end, MB": round(memory[-1]),
        "machine's load at the end": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count() or 0,
    }


async def _run(address: str, questions: list[str], askers: int, seconds: float, pause: float, seen: _Seen) -> None:
    limits = httpx.Limits(max_connections=askers + 2, max_keepalive_connections=askers + 2)
    until = time.perf_counter() + seconds
    async with httpx.AsyncClient(base_url=address, timeout=ANSWER_S, limits=limits, trust_env=False) as client:
        watching = asyncio.create_task(_watch(client, seen))
        await asyncio.gather(*(_asker(n, client, questions, until, pause, seen) for n in range(askers)))
        watching.cancel()


async def _asker(
    number: int, client: httpx.AsyncClient, questions: list[str], until: float, pause: float, seen: _Seen
) -> None:
    """Asks one question after another, each asker in an order of its own."""
    order = random.Random(number)  # noqa: S311 - an order, not a secret
    while time.perf_counter() < until:
        started = time.perf_counter()
        try:
            response = await client.post("/api/ask", json={"question": order.choice(questions)})
            if response.status_code == 200 and response.json()["text"]:
                seen.seconds.append(time.perf_counter() - started)
            else:
                seen.errors[str(response.status_code)] += 1
        except (httpx.HTTPError, json.JSONDecodeError, KeyError) as exc:
            seen.errors[type(exc).__name__] += 1
        await asyncio.sleep(pause * order.uniform(0.5, 1.5))


async def _watch(client: httpx.AsyncClient, seen: _Seen) -> None:
    """The server's resident memory every few seconds, as it says itself."""
    while True:
        found = _RSS.search((await client.get("/metrics")).text)
        if found:
            seen.megabytes.append(float(found[1]) / 1_000_000)
        await asyncio.sleep(LOOK_S)


@contextmanager
def running(url: str, remembered: bool) -> Iterator[str]:
    """``url``, or a server started by the command line on a free port and ended afterwards."""
    if url:
        yield url
        return
    command = [sys.executable, "-m", "ui.cli", "chat", "--no-open", "--port", "0"]
    environment = os.environ | {"ONRECORD_CONNECTIONS_PER_CLIENT": "10000"}  # all askers have one address
    environment |= {} if remembered else {"ONRECORD_REMEMBERED_ANSWERS": "0"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
    try:
        line = server.stdout.readline() if server.stdout else ""
        found = re.search(r"http://\S+", line)
        if found is None:
            raise RuntimeError(f"the server did not start: {line}")
        yield found[0]
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)
