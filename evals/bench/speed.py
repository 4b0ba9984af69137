"""How long the product takes, as a person waits for it: fresh processes of the command line, and warm answers."""

import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from evals.run import SUITE, run_suite
from evals.schema import read_suite
from rag.assemble import open_parts
from rag.settings import load_settings

QUESTION = "Who wrote the August 2021 report?"


def measure(runs: int) -> dict[str, object]:
    """Seconds and megabytes of the shipped case on this machine; the index is built in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as data:
        build, _ = _run(data, "ingest")
        again, helps, asks = (
            [_run(data, *command) for _ in range(runs)] for command in (["ingest"], ["--help"], ["ask", QUESTION])
        )
        parts = open_parts(load_settings(data=Path(data)))
        warm = [o.milliseconds for o in run_suite(read_suite(SUITE), parts)]
    return {
        "machine": f"{platform.machine()} {platform.system()}, Python {platform.python_version()}",
        "ingest, nothing there, s": round(build, 2),
        "ingest, nothing changed, s": round(median(seconds for seconds, _ in again), 2),
        "--help, s": round(median(seconds for seconds, _ in helps), 2),
        "ask, cold, s": round(median(seconds for seconds, _ in asks), 2),
        "ask, peak memory, MB": round(max(mb for _, mb in asks)),
        "answer, warm, p50 ms": round(float(np.percentile(warm, 50)), 1),
        "answer, warm, p95 ms": round(float(np.percentile(warm, 95)), 1),
    }


def _run(data: str, *arguments: str) -> tuple[float, float]:
    """The seconds and the most megabytes that one fresh process of the command line takes; raises RuntimeError when it fails."""
    command = [sys.executable, "-m", "ui.cli", *arguments]
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own modules, fixed words
        command, env=os.environ | {"ONRECORD_DATA": data}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} left with {process.returncode}")
    scale = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in kilobytes on Linux
    return seconds, usage.ru_maxrss * scale / 1_000_000
