"""The processor, and the cores of it that a process may use, as far as the system tells."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

_TOLD = Path("/proc/cpuinfo")
# The instructions with which sums of 8-bit products are computed, the widest first: with others the last digit of a product may be another.
_FOR_BYTES = ("avx512_vnni", "avx_vnni", "avx512bw", "avx2", "asimddp")


def cores() -> list[int]:
    """The numbers of the cores that this thread may use; those of all where the system does not tell."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def processor(file: Path = _TOLD) -> str:
    """What computes here, as far as the system tells in ``file``: its name, and the widest instructions for 8-bit products that it has."""
    try:
        told = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.processor() or platform.machine()
    name = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    flags = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", told, re.MULTILINE)
    has = next((one for one in _FOR_BYTES if flags and one in flags[1].split()), "")
    return ", ".join(filter(None, (name[1].strip() if name else platform.machine(), has)))
