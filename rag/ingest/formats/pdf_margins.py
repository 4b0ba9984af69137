"""Running headers, footers and page numbers: lines at a page's edge that come back on most pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from operator import attrgetter

from rag.ingest.formats.pdf_cells import Line

_EDGE_LINES = 2  # at the top and at the bottom of each page
_SHARE = 0.4  # of the pages; left and right pages often have headers of their own
_FEWEST_PAGES = 3
_FIGURES = re.compile(r"\d+")
_HEIGHT = attrgetter("y")


def drop_margins(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without their running lines, and one example of each line that was dropped.

    Numbers in such a line may only stay the same or count the pages: a column of figures at the foot of
    every page is not a running line.
    """
    seen: defaultdict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for line in _edges(lines):
            seen[_FIGURES.sub("#", line.text).casefold()].append((number, line))
    doomed: defaultdict[int, set[Line]] = defaultdict(set)
    examples: list[str] = []
    for found in seen.values():
        on_pages = {number for number, _ in found}
        if len(on_pages) >= max(_FEWEST_PAGES, _SHARE * len(pages)) and _counts_pages(found):
            for number, line in found:
                doomed[number].add(line)
            examples.append(found[0][1].text)
    kept = [
        [line for line in lines if line not in doomed[number]] if number in doomed else list(lines)
        for number, lines in enumerate(pages)
    ]
    return kept, examples


def _edges(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted(lines, key=_HEIGHT, reverse=True)
    return ordered if len(ordered) <= 2 * _EDGE_LINES else ordered[:_EDGE_LINES] + ordered[-_EDGE_LINES:]


def _counts_pages(found: list[tuple[int, Line]]) -> bool:
    """True when each number of the line is the same everywhere or grows by one from page to page."""
    numbers = [[int(n) for n in re.findall(r"\d+", line.text)] for _, line in found]
    for place in zip(*numbers, strict=True):
        offsets = Counter(n - page for n, (page, _) in zip(place, found, strict=True))
        if max(offsets.most_common(1)[0][1], Counter(place).most_common(1)[0][1]) < 0.8 * len(found):
            return False
    return True
