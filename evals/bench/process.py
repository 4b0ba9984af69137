"""A fresh process: how long it takes, how much of the processor and how much memory it needs at most."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, seconds of the processor (the same on a busy machine), peak megabytes."""

    seconds: float
    worked: float
    mb: float


def spent(command: Sequence[str], environment: Mapping[str, str]) -> Spent:
    """What ``command`` with more ``environment`` needed; raises RuntimeError when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own modules, fixed words
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} left with {process.returncode}")
    scale = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in kilobytes on Linux
    return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale / 1_000_000)


def run(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """Seconds and peak megabytes of ``command`` with more ``environment``; raises RuntimeError when it fails."""
    needed = spent(command, environment)
    return needed.seconds, needed.mb
