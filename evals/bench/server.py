"""A server of the product in a process of its own, for what measures or attacks it from outside."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Server:
    """Where it answers, and its process."""

    address: str
    process: subprocess.Popen[str]

    def megabytes(self) -> float:
        """The memory that it and all processes below it hold now, what they share counted once; 0 where the system does not tell."""
        total, below = 0, [self.process.pid]
        while below:
            one = below.pop()
            with suppress(OSError):
                found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text(), re.MULTILINE)
                total += int(found[1]) if found else 0
                for children in Path(f"/proc/{one}/task").glob("*/children"):
                    below += map(int, children.read_text().split())
        return total * 1024 / 1_000_000


@contextmanager
def serving(*options: str, environ: Mapping[str, str] | None = None, quiet: bool = False) -> Iterator[Server]:
    """A server started by the command line on a free port and ended afterwards; raises RuntimeError when it does not start.

    ``quiet`` drops what it says on standard error.
    """
    command = [sys.executable, "-m", "ui.cli", *options, "chat", "--no-open", "--port", "0"]
    told = subprocess.DEVNULL if quiet else None
    process = subprocess.Popen(  # noqa: S603 - our own module
        command, env=os.environ | (environ or {}), stdout=subprocess.PIPE, stderr=told, text=True
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        found = re.search(r"http://\S+", line)
        if found is None:
            raise RuntimeError(f"the server did not start: {line}")
        yield Server(found[0], process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
