"""Running headers, footers and page numbers: lines at a page's edge that come back on most pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from rag.ingest.clean import CJK
from rag.ingest.formats.pdf_lines import Line

_EDGE_LINES = 2  # at the top and at the bottom of each page
_SHARE = 0.4  # of the pages; left and right pages often have headers of their own
_FEWEST_PAGES = 3
_FEWEST_WORDS = 3  # of a line that may say something: "Data are provisional", but not "Annual Report"
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(rf"[{CJK}]{{2}}|[^\W\d_]+")  # two characters where words are not parted
_ROMAN = re.compile(r"[ivxl]+")  # the numbers of the pages before the first
_HEIGHT = attrgetter("y")
_LEADER = re.compile(r"(?:\.{5,}|(?:\. ){4,}\.|…{2,})\s*(\d{1,4}|[ivxl]+)?$")
_FEWEST = 3  # entries
_RISING = 0.8  # share of steps from which the numbers are those of pages; amounts behind dots go up and down


class Margins(NamedTuple):
    """Pages without their running lines; of those the ones that may say something, once, by the number of their page; examples
    of the others."""

    bodies: list[list[Line]]
    once: dict[int, list[Line]]
    dropped: list[str]


def without_margins(pages: Sequence[Sequence[Line]]) -> Margins:
    """The pages with their running lines set apart.

    Numbers in such a line may only stay the same or count the pages: a column of figures at the foot of
    every page is not a running line. A line that is the same on every page may be all the document says of something
    ("Counts are provisional."): it is kept where it first stands. Pages with nothing but running lines keep them.
    """
    seen: defaultdict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for line in _edges(lines):
            seen["i" if _ROMAN.fullmatch(line.text) else _FIGURES.sub("#", line.text).casefold()].append((number, line))
    doomed: defaultdict[int, set[Line]] = defaultdict(set)
    once: defaultdict[int, list[Line]] = defaultdict(list)
    dropped: list[str] = []
    for found in seen.values():
        on_pages = {number for number, _ in found}
        roman = _ROMAN.fullmatch(found[0][1].text) is not None
        if len(on_pages) >= (2 if roman else max(_FEWEST_PAGES, _SHARE * len(pages))) and _counts_pages(found):
            for number, line in found:
                doomed[number].add(line)
            first, line = found[0]
            if len({line.text for _, line in found}) == 1 and len(_WORD.findall(line.text)) >= _FEWEST_WORDS:
                once[first + 1].append(line)
            else:
                dropped.append(line.text)
    kept = [
        [line for line in lines if line not in doomed[number]] if number in doomed else list(lines)
        for number, lines in enumerate(pages)
    ]
    if not any(kept):
        return Margins([list(lines) for lines in pages], {}, [])
    return Margins(kept, dict(once), dropped)


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
