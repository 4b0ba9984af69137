"""The log of tracebacks."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rag.common.log import log_traceback


def test_each_error_is_logged_once_whatever_goes_wrong_beside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("rag.common.log.log_file", lambda: tmp_path / "onrecord.log")
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(lambda n: log_traceback(ValueError(f"number {n};")), range(120)))
    told = (tmp_path / "onrecord.log").read_text(encoding="utf-8")
    assert told.count(" ERROR number ") == 120
    assert all(f"ValueError: number {n};" in told for n in range(120))
