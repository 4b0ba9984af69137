"""The tables of words under rag/data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def table(name: str) -> Iterator[str]:
    """The lines of a table under rag/data, without those that explain it."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line
