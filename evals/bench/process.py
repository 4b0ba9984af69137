"""A fresh process: how long it takes, how much processor time and how much memory at most."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


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


def held_mb(pid: int) -> float:
    """The memory that process ``pid`` and all below it hold now, what they share counted once, in megabytes; 0 where the system does not tell."""
    total, below = 0, [pid]
    while below:
        one = below.pop()
        with suppress(OSError):
            found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text(), re.MULTILINE)
            total += int(found[1]) if found else 0
            for children in Path(f"/proc/{one}/task").glob("*/children"):
                below += map(int, children.read_text().split())
    return total * 1024 / 1_000_000
