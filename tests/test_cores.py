"""What a process may use of the processor."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import pytest

from evals.code import processor
from rag.common.cores import cores


def test_where_the_system_does_not_tell_all_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert cores() == [0, 1, 2]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("model name\t: Fast 9\nflags\t\t: fpu avx2 avx512bw avx512_vnni\n", "Fast 9, avx512_vnni"),
        ("model name\t: Fast 9\nflags\t\t: fpu avx2x\n", "Fast 9"),
        ("Features\t: fp asimddp\n", f"{platform.machine()}, asimddp"),
    ],
)
def test_a_processor_is_told_with_its_widest_instructions(told: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "cpuinfo"
    file.write_text(told, encoding="utf-8")
    assert processor(file) == said


def test_a_system_that_tells_of_no_processor_names_the_machine(tmp_path: Path) -> None:
    assert processor(tmp_path / "none") in (platform.processor(), platform.machine())
