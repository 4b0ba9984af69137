"""``onrecord eval`` run as a person runs it, in this process."""

import sys
from pathlib import Path

import pytest

from ui.cli import main


def run_eval(monkeypatch: pytest.MonkeyPatch, case: Path, *arguments: object) -> int:
    """The exit code of ``onrecord --case CASE eval ARGUMENTS``."""
    monkeypatch.setattr(sys, "argv", ["onrecord", "--case", str(case), "eval", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)
