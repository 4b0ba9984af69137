"""The tables of a web page, made plain before the main text is found: merged cells spread, names of columns and captions marked.

The marks are characters of private use, which no page's own text keeps.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from rag.ingest.clean import clean_block
from rag.ingest.formats.grid import SAME

_HEAD, _CAPTION = "\ue001", "\ue002"
_WIDEST = 100  # columns or rows that a cell may go over


def open_tables(tree: Any) -> None:
    """Mark header cells, spread merged ones and put captions in front, in ``tree`` itself."""
    for table in list(tree.iter("table")):
        for caption in table.findall("caption"):
            paragraph = table.makeelement("p")
            paragraph.text = _CAPTION + " ".join(clean_block(caption.text_content()).split())
            table.addprevious(paragraph)
            caption.drop_tree()
        if table.find(".//table") is None:  # one that holds others only lays the page out
            _spread(list(table.iter("tr")))


def caption_of(element: Any) -> str:
    """What a paragraph says that was a caption; "" of any other."""
    said = "".join(element.itertext()).strip() if element.tag == "p" else ""
    return said.removeprefix(_CAPTION) if said.startswith(_CAPTION) else ""


def header_rows(rows: Sequence[Sequence[str]]) -> int | None:
    """How many of the first rows hold names of columns alone; None where the page marks none so."""
    count = 0
    for row in rows:
        filled = [cell for cell in row if cell.strip(SAME)]
        if not filled or not all(cell.startswith(_HEAD) for cell in filled):
            break
        count += 1
    return count or None


def _spread(rows: Sequence[Any]) -> None:
    below: dict[int, tuple[int, Any]] = {}  # by column: how many more rows a cell goes down, and the cell
    for row in rows:
        column = 0
        in_head = row.getparent() is not None and row.getparent().tag == "thead"
        for cell in [c for c in row if c.tag in ("td", "th")]:
            column = _filled(row, cell, column, below)
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            if (cell.tag == "th" or in_head) and "".join(cell.itertext()).strip():
                cell.text = _HEAD + (cell.text or "")
            at = row.index(cell)
            for n in range(1, wide):
                more = cell.makeelement(cell.tag)
                more.text = SAME
                row.insert(at + n, more)
            for n in range(wide if deep > 1 else 0):
                below[column + n] = (deep - 1, cell if n == 0 else row[at + n])
            column += wide
        _filled(row, None, column, below)


def _filled(row: Any, cell: Any, column: int, below: dict[int, tuple[int, Any]]) -> int:
    """Put what goes on from the rows above in front of ``cell``, or at the end; gives the column that is free then."""
    while column in below:
        left, above = below.pop(column)
        copy = deepcopy(above)
        copy.tail = None
        if cell is None:
            row.append(copy)
        else:
            cell.addprevious(copy)
        if left > 1:
            below[column] = (left - 1, above)
        column += 1
    return column


def _span(cell: Any, name: str) -> int:
    said = str(cell.attrib.pop(name, "1")).strip()
    return min(max(int(said), 1), _WIDEST) if said.isdecimal() else 1
