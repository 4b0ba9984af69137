"""``onrecord eval`` on a long suite as a person runs it: how long, killed and resumed, and whether the scores are the same."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from evals.bench.process import run
from evals.bench.thousand import write_suite
from evals.saved import ROWS, read_run, scores
from rag.assemble import open_parts
from rag.settings import load_settings

KILLED_AT = 0.4  # of the questions
_QUOTES = {"ONRECORD_NO_MODEL": "1"}


def measure(questions: int, seed: int) -> dict[str, object]:
    """The figures on the shipped case, in fresh processes without a model; raises RuntimeError when one fails."""
    settings = load_settings(no_model=True)
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        suite, whole, broken = (Path(folder) / name for name in ("suite.jsonl", "whole", "broken"))
        write_suite(suite, open_parts(settings), questions, seed)
        whole_run = run(_command(suite, whole), _QUOTES)
        held = kill_after(_command(suite, broken), broken / ROWS, int(questions * KILLED_AT), _QUOTES)
        rest = run(_command(suite, broken), _QUOTES)
        equal = scores(read_run(whole)) == scores(read_run(broken))
    return {
        "questions": questions,
        "start to report, s": round(whole_run.seconds, 1),
        "  of the processor's time, s": round(whole_run.processor_s, 1),
        "a question, ms": round(whole_run.seconds / questions * 1000, 1),
        "peak memory of its largest process, MB": round(whole_run.mb),
        "killed (kill -9) after, answers": held,
        "resumed, to the report, s": round(rest.seconds, 1),
        "scores of both runs, byte for byte": "the same" if equal else "DIFFERENT",
    }


def _command(suite: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "ui.cli", "eval", str(suite), "--out", str(out)]


def kill_after(command: list[str], rows: Path, answers: int, environment: Mapping[str, str]) -> int:
    """Kill the command (kill -9) as soon as so many answers are kept in ``rows``; how many there were."""
    process = subprocess.Popen(  # noqa: S603 - our own module, fixed words
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
