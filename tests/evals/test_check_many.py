"""Many answers checked by several processes."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from evals.check_many import LARGE, check_all, jobs_for
from rag.errors import OnRecordError
from rag.grounded.check import check_one
from rag.grounded.library import Library, read_library
from rag.grounded.statements import Outside, Statement

SAID = (
    "The Mill Bridge is 48 metres long.",
    "The Mill Bridge is 84 metres long.",
    "The Mill Bridge stands on three arches.",
    "The mayor opened a bakery in Lisbon.",
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "survey.txt").write_text("The Mill Bridge is 48 metres long. It stands on three arches.", "utf-8")
    return read_library(tmp_path)


def answers(count: int, *, cites: str = "survey") -> list[Outside]:
    return [Outside(str(n), "", (Statement(SAID[n % len(SAID)], (cites,)),)) for n in range(count)]


def test_two_processes_give_the_verdicts_of_one_in_order(library: Library) -> None:
    some = [
        *answers(9),
        *answers(1, cites="nobody"),
        Outside("own", "", (Statement("A is 4.", ("t",)),), {"t": "A is 4."}),
    ]
    assert list(check_all(some, library, 2)) == [check_one(one, library) for one in some]


def test_a_process_that_is_killed_is_one_line() -> None:
    class Killing(dict[str, object]):
        """A shelf that kills the process that unpacks it."""

        def __reduce__(self) -> tuple[object, ...]:
            return _kill, ()

    with pytest.raises(OnRecordError, match=r"2 processes that check was killed.*--jobs 1"):
        list(check_all(answers(4), Library(Killing()), 2))  # type: ignore[arg-type]


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(("size", "processes"), [(LARGE - 1, 1), (LARGE, 2)])
def test_a_short_file_is_checked_by_one_process_and_a_long_one_by_one_a_core(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, size: int, processes: int
) -> None:
    monkeypatch.setattr("evals.worker.cores", lambda: [0, 1])
    (tmp_path / "a.jsonl").write_bytes(b" " * size)
    assert jobs_for(tmp_path / "a.jsonl") == processes
