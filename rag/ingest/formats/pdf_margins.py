"""Running headers, footers and page numbers: lines at a page's edge that come back on most pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rag.ingest.formats.pdf_lines import Line

_EDGE_LINES = 2  # at the top and at the bottom of each page
_SHARE = 0.4  # of the pages; left and right pages often have headers of their own
_FEWEST_PAGES = 3


@dataclass(frozen=True, slots=True)
class _Seen:
    page: int
    line: Line


def drop_margins(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without their running lines, and one example of each line that was dropped.

    Numbers in such a line may only stay the same or count the pages: a column of figures at the foot of
    every page is not a running line.
    """
    seen: defaultdict[str, list[_Seen]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for line in _edges(lines):
            seen[re.sub(r"\d+", "#", " ".join(line.text.split()).casefold())].append(_Seen(number, line))
    doomed: set[tuple[int, Line]] = set()
    examples: list[str] = []
    for found in seen.values():
        on_pages = {s.page for s in found}
        if len(on_pages) >= max(_FEWEST_PAGES, _SHARE * len(pages)) and _counts_pages(found):
            doomed |= {(s.page, s.line) for s in found}
            examples.append(found[0].line.text)
    return [[line for line in lines if (n, line) not in doomed] for n, lines in enumerate(pages)], examples


def _edges(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: -line.y)
    return ordered if len(ordered) <= 2 * _EDGE_LINES else ordered[:_EDGE_LINES] + ordered[-_EDGE_LINES:]


def _counts_pages(found: list[_Seen]) -> bool:
    """True when each number of the line is the same everywhere or grows by one from page to page."""
    numbers = [[int(n) for n in re.findall(r"\d+", s.line.text)] for s in found]
    for place in zip(*numbers, strict=True):
        offsets = Counter(n - s.page for n, s in zip(place, found, strict=True))
        if max(offsets.most_common(1)[0][1], Counter(place).most_common(1)[0][1]) < 0.8 * len(found):
            return False
    return True
