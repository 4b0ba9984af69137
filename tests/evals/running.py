"""``onrecord eval`` run as a person runs it, in this process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from ui.cli import main


def run_eval(monkeypatch: pytest.MonkeyPatch, case: Path, *arguments: object) -> int:
    """The exit code of ``onrecord --case CASE eval ARGUMENTS``."""
    monkeypatch.setattr(sys, "argv", ["onrecord", "--case", str(case), "eval", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def kill_after(command: list[str], rows: Path, answers: int, environment: Mapping[str, str]) -> int:
    """Kill the command (kill -9) as soon as so many answers are kept in ``rows``; how many there were."""
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None:
        held = rows.read_bytes().count(b"\n") - 1 if rows.is_file() else 0  # one line is the header
        if held >= answers:
            process.kill()
            process.wait()
            return held
        time.sleep(0.05)
    raise RuntimeError(f"{' '.join(command)} ended by itself with {process.returncode} before it could be killed")
