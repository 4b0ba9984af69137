"""What a reader hands back, and the places it gives to paragraphs, headings and table rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.ingest.clean import Part, clean_block

_SHOWN_HEADING = 80  # characters of a heading inside a locator
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

    def heading(self, text: str) -> None:
        """Start a section; its paragraphs are counted from 1 again."""
        title = " ".join(clean_block(text).split())
        if title:
            shown = title if len(title) <= _SHOWN_HEADING else title[: _SHOWN_HEADING - 1].rstrip() + "…"
            self._section, self._paragraph = f"section '{shown}'", 0
            self.parts.append(Part(title, self._section))

    def paragraph(self, text: str) -> None:
        """Add a paragraph; one without a visible character is not counted."""
        if clean_block(text):
            self._paragraph += 1
            place = f"para {self._paragraph}"
            self.parts.append(Part(text, f"{self._section}, {place}" if self._section else place))

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Add each row below the first as "column = value; ..."; a table of one row or column has no header."""
        cells = [[" ".join(clean_block(cell).split()) for cell in row] for row in rows]
        if not any(any(row) for row in cells):
            return
        self._table += 1
        headed = len(cells) > 1 and max(len(row) for row in cells) > 1
        header = cells[0] if headed else []
        for number, row in enumerate(cells, 1):
            if headed and number == 1:
                continue
            said = [
                f"{header[i]} = {value}" if i < len(header) and header[i] else value
                for i, value in enumerate(row)
                if value
            ]
            if said:
                self.parts.append(Part("; ".join(said), f"table {self._table}, row {number}"))
