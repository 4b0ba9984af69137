"""A fresh process: how long it takes, how much processor time and how much memory at most."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took."""

    seconds: float  # on the clock
    processor_s: float  # of all its threads; others on the machine count less than on the clock
    mb: float  # at most, of 1,000,000 bytes


def run(command: Sequence[str], environment: Mapping[str, str]) -> Spent:
    """What ``command`` takes with more ``environment``; raises RuntimeError when it fails."""
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
