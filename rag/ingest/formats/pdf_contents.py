"""A table of contents: lines of dots that lead to a page. It repeats the headings and states nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.ingest.formats.pdf_cells import Line

_LEADER = re.compile(r"(?:\.{5,}|(?:\. ){4,}\.|…{2,})\s*(\d{1,4}|[ivxl]+)?$")
_FEWEST = 3  # entries
_RISING = 0.8  # share of steps from which the numbers are those of pages; amounts behind dots go up and down


def without_contents(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without the entries of a table of contents, and how many there were; figures behind dots stay."""
    entries = [
        (number, line, found[1]) for number, lines in enumerate(pages) for line in lines if (found := _entry(line))
    ]
    leads = [int(to) for _, _, to in entries if to and to.isdigit()]
    steps = list(pairwise(leads))
    rising = len(leads) >= _FEWEST and sum(a <= b for a, b in steps) >= _RISING * len(steps)
    if not rising or max(leads) > len(pages) + leads[0]:
        return [list(lines) for lines in pages], 0
    doomed = {(number, line) for number, line, _ in entries}
    return [[line for line in lines if (number, line) not in doomed] for number, lines in enumerate(pages)], len(doomed)


def _entry(line: Line) -> re.Match[str] | None:
    return _LEADER.search(line.text) if "..." in line.text or ". . ." in line.text or "…" in line.text else None
