"""What we add to a model's own time: to its first token, and for checking each sentence; against a scripted endpoint.

The endpoint waits a fixed time before its first token. The same request goes to it twice, side by side: bare, with the
openai client alone, and through ``ask`` with retrieval, judging and the prompt. The difference is ours.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from evals.endpoint import speaking
from evals.run import SUITE
from evals.schema import read_suite
from rag.ask import ask
from rag.assemble import Parts, open_parts, with_model
from rag.checking import Checking
from rag.events import Checked, Delta
from rag.models.endpoint import open_client
from rag.settings import Settings, load_settings
from rag.types import Hit, Verdict

WAIT_S = 0.3  # the endpoint's own time to its first token
SENTENCES = 6


def measure(runs: int) -> dict[str, object]:
    """Milliseconds of the shipped case on this machine; its index has to be there or is built first."""
    settings = load_settings()
    quoting = open_parts(settings.model_copy(update={"no_model": True}))
    questions = [q.question for q in read_suite(SUITE)][:runs]
    with speaking(_said, WAIT_S) as url:
        given = {"openai_base_url": url, "model": "scripted", "no_model": False, "rewrite": False}
        settings = settings.model_copy(update=given)
        parts = with_model(quoting, settings)
        _first(parts, questions[0])  # loads what is loaded once
        pairs = [(_bare(settings), run) for q in questions if (run := _first(parts, q))]
    checks = [ms for _, run in pairs for ms in run.checks]
    worked = [ms for _, run in pairs for ms in run.checks_worked]
    added = [run.first - alone for alone, run in pairs]
    return {
        "questions answered": len(pairs),
        "endpoint alone, first token, p50 ms": _p([alone for alone, _ in pairs], 50),
        "through ask, first token, p50 ms": _p([run.first for _, run in pairs], 50),
        "added to the first token, p50 ms": _p(added, 50),
        "added to the first token, p95 ms": _p(added, 95),
        "  of the processor's time, p50 ms": _p([run.first_worked for _, run in pairs], 50),
        "  of the processor's time, p95 ms": _p([run.first_worked for _, run in pairs], 95),
        "sentences checked": len(checks),
        "checking a sentence, p50 ms": _p(checks, 50),
        "checking a sentence, p95 ms": _p(checks, 95),
        "  of the processor's time, p95 ms ": _p(worked, 95),
    }


def _p(values: list[float], at: int) -> float:
    return round(float(np.percentile(values, at)), 1) if values else float("nan")


def _bare(settings: Settings) -> float:
    """Milliseconds from the request to the first token with the client alone."""
    client = open_client(settings)
    started = time.perf_counter()
    with client.chat.completions.create(
        model="scripted", messages=[{"role": "user", "content": "x"}], stream=True
    ) as stream:
        next(iter(stream))
        return (time.perf_counter() - started) * 1000


def _first(parts: Parts, question: str) -> _Run | None:
    """One question through ``ask``; None when no model was asked."""
    timing = _Timed(parts.settings, parts.index.texts)
    timed = replace(parts, checking=timing)
    started, worked = time.perf_counter(), time.process_time()
    first = first_worked = 0.0
    for event in ask(question, timed):
        if isinstance(event, Delta) and not first:
            first = (time.perf_counter() - started) * 1000
            first_worked = (time.process_time() - worked) * 1000
        if isinstance(event, Checked) and event.answer.usage.calls:
            return _Run(first, first_worked, timing.checks, timing.worked)
    return None


@dataclass(frozen=True, slots=True)
class _Run:
    """Milliseconds to the first token, by the clock and of the processor, and the same of each check."""

    first: float
    first_worked: float
    checks: list[float]
    checks_worked: list[float]


@dataclass(frozen=True)
class _Timed(Checking):
    """A checker that notes in ``checks`` how many milliseconds the check of each sentence took."""

    checks: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)  # of the processor's time: the same on a busy machine

    def sentence(self, text: str, numbers: Sequence[int], hits: Sequence[Hit], language: str) -> Verdict:
        started, worked = time.perf_counter(), time.thread_time()
        verdict = super().sentence(text, numbers, hits, language)
        self.checks.append((time.perf_counter() - started) * 1000)
        self.worked.append((time.thread_time() - worked) * 1000)
        return verdict


def _said(body: dict[str, Any]) -> str:
    """Sentences close to the first passages of a request."""
    lines = body["messages"][-1]["content"].split("\n")
    said = [line for at, line in enumerate(lines) if at and lines[at - 1].startswith("from: ")][:SENTENCES]
    return " ".join(f"The source says that {line.rstrip('.')} [{n}]." for n, line in enumerate(said or ["x"], 1))
