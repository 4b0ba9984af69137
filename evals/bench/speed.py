"""How long the product takes, as a person waits for it: fresh processes of the command line, and warm answers."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

import numpy as np

from evals.bench.process import Spent, run
from evals.run import SUITE, run_suite
from evals.schema import read_suite
from rag.assemble import open_parts
from rag.settings import load_settings

QUESTION = "Who wrote the August 2021 report?"


def measure(runs: int) -> dict[str, object]:
    """Seconds and megabytes of the shipped case on this machine; the index is built in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as data:
        build = _run(data, "ingest").seconds
        again = [_run(data, "ingest").seconds for _ in range(runs)]
        helps = [_run(data, "--help").seconds for _ in range(runs)]
        asks = [_run(data, "ask", QUESTION) for _ in range(runs)]
        parts = open_parts(load_settings(data=Path(data)))
        warm = [o.milliseconds for o in run_suite(read_suite(SUITE), parts)]
    return {
        "ingest, nothing there, s": round(build, 2),
        "ingest, nothing changed, s": round(median(again), 2),
        "--help, s": round(median(helps), 2),
        "ask, cold, s": round(median(a.seconds for a in asks), 2),
        "ask, peak memory, MB": round(max(a.mb for a in asks)),
        "answer, warm, p50 ms": round(float(np.percentile(warm, 50)), 1),
        "answer, warm, p95 ms": round(float(np.percentile(warm, 95)), 1),
    }


def _run(data: str, *arguments: str) -> Spent:
    """What one fresh process of the command line takes; raises when it fails."""
    return run([sys.executable, "-m", "ui.cli", *arguments], {"ONRECORD_DATA": data})
