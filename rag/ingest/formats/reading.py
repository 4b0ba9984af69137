"""What a reader hands back, and the places it gives to paragraphs, headings and table rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.ingest.clean import Part, clean_block

_SHOWN_HEADING = 80  # characters of a heading inside a locator
_SHOWN = 60  # characters of a text that a warning is about
CONTENTS_LEFT_OUT = "the table of contents was left out: it repeats the headings"
FIGURE = re.compile(r"[^\w\s]{0,2}\d[\d.,\s]*\s?[%\w]{0,3}")
# A time of day or a day in a cell: "03:17:42", "2021-02-23 03:02 UTC", "4 Nov 2021"
_TIME = re.compile(
    r"(?:\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{1,2}\.? [^\W\d_]{3,10}\.? (?:1[5-9]|20)\d\d|[^\W\d_]{3,10}\.? \d{1,2}, (?:1[5-9]|20)\d\d)?"
    r"(?:(?:^|[T,]? ?)\d{1,2}:\d\d(?::\d\d)?(?: ?(?:[ap]\.?m\.?|UTC|GMT|h|Z))?)?",
    re.IGNORECASE,
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """``text`` with superscript digits: a footnote mark must not become a digit of the figure before it."""
    return text.translate(_RAISED)


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of a file in reading order, what it says of itself, and what was left out or guessed."""

    parts: tuple[Part, ...]
    title: str = ""
    published: str = ""  # as the file itself states it: "2021-08-24"; empty when it does not
    warnings: tuple[str, ...] = ()


class Outline:
    """Collects parts in order and numbers them as a reader would: by section, paragraph, table and row."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._section = ""
        self._paragraph = 0
        self._table = 0
        self._note = 0

    def heading(self, text: str) -> None:
        """Start a section; its paragraphs are counted from 1 again."""
        title = " ".join(clean_block(text).split())
        if title:
            self._section, self._paragraph = f"section '{beginning(title, _SHOWN_HEADING)}'", 0
            self.parts.append(Part(title, self._section))

    def paragraph(self, text: str, goes_on: bool = False) -> None:
        """Add a paragraph; one without a visible character is not counted, nor a piece that ``goes_on`` with the one before."""
        if clean_block(text):
            self._paragraph += not goes_on
            place = f"para {self._paragraph}"
            self.parts.append(Part(text, f"{self._section}, {place}" if self._section else place))

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Add each row below the first as "column = value; ..."; a table of one row (that says something) or column has no header."""
        cells = [[" ".join(clean_block(cell).split()) for cell in row] for row in rows]
        if not any(any(row) for row in cells):
            return
        self._table += 1
        headed = any(any(row) for row in cells[1:]) and max(len(row) for row in cells) > 1
        for number, said in rows_said(cells, headed):
            self.parts.append(Part(said, f"table {self._table}, row {number}"))

    def note(self, text: str) -> None:
        """Add a footnote; it is counted by itself and belongs to no section."""
        if clean_block(text):
            self._note += 1
            self.parts.append(Part(text, f"footnote {self._note}"))


def beginning(text: str, most: int = _SHOWN) -> str:
    """The beginning of ``text`` in ``most`` characters, with an ellipsis where something is cut off."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def rows_said(rows: Sequence[Sequence[str]], headed: bool | None = None) -> list[tuple[int, str]]:
    """Each row with its number: "column = value; ..." under a header, "value | value" without one.

    When ``headed`` is None the first row is a header where its cells are words and some column below is all figures, or all figures, times
    of day and days.
    """
    if headed is None:
        headed = _looks_headed(rows)
        between = "; " if headed else " | "
    else:
        between = "; "
    header = rows[0] if headed else ()
    said = []
    for number, row in enumerate(rows, 1):
        if headed and number == 1:
            continue
        cells = [
            f"{header[i]} = {cell}" if i < len(header) and header[i] else cell for i, cell in enumerate(row) if cell
        ]
        if cells:
            said.append((number, between.join(cells)))
    return said


def _looks_headed(rows: Sequence[Sequence[str]]) -> bool:
    head, below = rows[0], rows[1:]
    if not below or any(len(row) != len(head) for row in below) or any(FIGURE.fullmatch(cell) for cell in head[:1]):
        return False
    words = [i for i, cell in enumerate(head) if not FIGURE.fullmatch(cell)]
    if any(all(FIGURE.fullmatch(row[i]) for row in below) for i in words):
        return True
    if _figure_or_time(head[0]):
        return False
    return any(all(_figure_or_time(row[i]) for row in below) for i in words if not _figure_or_time(head[i]))


def _figure_or_time(cell: str) -> bool:
    return bool(cell) and (FIGURE.fullmatch(cell) or _TIME.fullmatch(cell)) is not None
