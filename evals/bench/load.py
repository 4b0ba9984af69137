"""Many askers at once, half of them over the API and half in the chat: how many questions a second, how long each waits, what fails, and
what memory the server and its children take together.
"""

import asyncio
import json
import os
import random
import secrets
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx
import numpy as np

from evals.bench.server import Server, serving
from evals.run import SUITE
from evals.schema import read_suite

ANSWER_S = 120  # an asker gives up
LOOK_S = 5  # between two looks at the memory
_CHAT = {"api_name": "", "event_data": None, "trigger_id": None}


Ask = Callable[[httpx.AsyncClient, str], Awaitable[str]]


@dataclass
class _Seen:
    """What the askers met."""

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    megabytes: list[float] = field(default_factory=list)


def measure(askers: int, seconds: float) -> dict[str, object]:
    """The figures of one run, of a server started for it."""
    questions = [item.question for item in read_suite(SUITE)]
    seen = _Seen()
    with serving(environ={"ONRECORD_CONNECTIONS_PER_CLIENT": "10000"}) as server:  # all askers have one address
        started = time.perf_counter()
        asyncio.run(_run(server, questions, askers, seconds, seen))
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
        "memory at most, MB": round(max(memory)),
        "machine's load at the end": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count() or 0,
    }


async def _run(server: Server, questions: list[str], askers: int, seconds: float, seen: _Seen) -> None:
    until = time.perf_counter() + seconds

    async def asking(number: int, ask: Ask) -> None:
        """One question after another, each asker in an order of its own."""
        order = random.Random(number)  # noqa: S311 - an order, not a secret
        while time.perf_counter() < until:
            started = time.perf_counter()
            try:
                if wrong := await ask(client, order.choice(questions)):
                    seen.errors[wrong] += 1
                else:
                    seen.seconds.append(time.perf_counter() - started)
            except (httpx.HTTPError, json.JSONDecodeError, KeyError) as exc:
                seen.errors[type(exc).__name__] += 1

    async def watching() -> None:
        while True:
            seen.megabytes.append(server.megabytes())
            await asyncio.sleep(LOOK_S)

    limits = httpx.Limits(max_connections=askers + 2, max_keepalive_connections=askers + 2)
    async with httpx.AsyncClient(base_url=server.address, timeout=ANSWER_S, limits=limits, trust_env=False) as client:
        watch = asyncio.create_task(watching())
        asks = [ask_api, await chat(client)]
        await asyncio.gather(*(asking(n, asks[n % 2]) for n in range(askers)))
        watch.cancel()


async def ask_api(client: httpx.AsyncClient, question: str) -> str:
    """Ask as a program does; "" or what is wrong."""
    response = await client.post("/api/ask", json={"question": question})
    return "" if response.status_code == 200 and response.json()["text"] else str(response.status_code)


async def chat(client: httpx.AsyncClient) -> Ask:
    """Asks as a browser does, once it has looked where the question goes."""
    config = (await client.get("/config")).json()
    box = next(one["id"] for one in config["components"] if one["props"].get("elem_id") == "or-question")
    asking = next(one for one in config["dependencies"] if one["inputs"][:1] == [box])

    boxes = {one["id"] for one in config["components"] if one["type"] == "checkboxgroup"}
    others: list[list[str] | None] = [[] if one in boxes else None for one in asking["inputs"][1:]]  # nothing is ticked

    async def ask(client: httpx.AsyncClient, question: str) -> str:
        tab = secrets.token_hex(6)
        given = {"data": [question, *others], "fn_index": asking["id"], "session_hash": tab}
        joined = await client.post("/gradio_api/queue/join", json=_CHAT | given)
        if joined.status_code != 200:
            return f"chat {joined.status_code}"
        async with client.stream("GET", f"/gradio_api/queue/data?session_hash={tab}") as events:
            async for line in events.aiter_lines():
                if '"process_completed"' in line:
                    return "" if '"success": true' in line or '"success":true' in line else "chat failed"
        return "chat ended"

    return ask
