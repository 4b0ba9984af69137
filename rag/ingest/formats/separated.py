"""Tables in plain text (CSV, TSV): each row as it stands, under the line that names the columns."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from rag.errors import LoadError
from rag.ingest.clean import Part
from rag.ingest.formats.encodings import decode
from rag.ingest.formats.grid import FIGURE, line
from rag.ingest.formats.reading import Reading
from rag.sources import HEADING

MAX_ROWS = 20_000  # of one file; more would fill the index with a table nobody asks row by row
_SEPARATORS = ",;\t|"
SAMPLE_ROWS = 50
_SAMPLE = 2**16  # characters
_MOST_LINES = 50  # of a cell
_LONGEST = 2**17  # characters of a cell of more lines, or beside a quote that never ends
_SHOWN = 10  # numbers in a warning
_YEAR = re.compile(r"(1[5-9]|20)\d\d([-/]\d{2,4})?")
_STATED = re.compile(r"sep=(.)\r?\n", re.I)  # how spreadsheets state it


def read_separated(data: bytes, name: str) -> Reading:
    """Each row as "value | value" with "row 12" as its place, as a spreadsheet numbers it.

    Values stay letter for letter as in the file. Raises LoadError when a quote never ends or it is not text.
    """
    decoded = decode(data, name)
    text, first = decoded.text, 1
    if stated := _STATED.match(text):
        text, first = text[stated.end() :], 2
    separator = stated[1] if stated else _separator(text[:_SAMPLE])
    parts, doubts = said_rows(enumerate(_rows(text, separator, name, first), first), _top(text[:_SAMPLE], separator))
    return Reading(tuple(parts), warnings=(*decoded.warnings, *doubts))


def said_rows(rows: Iterable[tuple[int, Sequence[str]]], top: Sequence[Sequence[str]]) -> tuple[list[Part], list[str]]:
    """Numbered rows of cells as they stand under the line of names, and what a reader should know of them.

    ``top``: the first of them that hold anything; the very first may name the columns.
    """
    if not top:
        return [], []
    header = [" ".join(cell.split()) for cell in top[0]] if _is_header(top[0], top[1:]) else []
    names = line(header)
    parts: list[Part] = []
    ragged: dict[str, list[int]] = {"fewer": [], "more": []}
    swallowed: list[int] = []
    left_out, named = 0, not header
    for number, row in rows:
        cells = list(map(str.strip, row))
        if not any(cells):
            continue
        if not named:
            named = True
            parts.append(Part(names, f"row {number}", form=HEADING))
            continue
        if len(parts) - bool(names) == MAX_ROWS:
            left_out += 1
            continue
        if any(cell.count("\n") > _MOST_LINES for cell in cells):
            swallowed.append(number)
        if len(cells) != len(top[0]):
            ragged["fewer" if len(cells) < len(top[0]) else "more"].append(number)
        parts.append(Part(line([" ".join(cell.split()) for cell in cells]), f"row {number}", names))
    doubts = [
        f"row(s) {_few(numbers)} have {kind} cells than the {len(top[0])} of the first row"
        for kind, numbers in ragged.items()
        if numbers
    ]
    if swallowed:
        doubts.append(
            f"row(s) {_few(swallowed)} hold a cell of more than {_MOST_LINES} lines: a quote that never ends?"
        )
    if parts and not names:
        doubts.append("the first row names no columns; the rows stand without names")
    if left_out:
        doubts.append(
            f"only the first {MAX_ROWS:,} rows were read; {left_out:,} more were left out. Split the file to read them"
        )
    return parts, doubts


def _rows(text: str, separator: str, name: str, first: int) -> Iterator[list[str]]:
    """The rows in turn; raises LoadError for one with a quote that never ends."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # the file's own limit has been kept to
    unpaired = text.count('"') % 2 == 1
    number, reason = first, ""
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            # A very long cell that nobody wrote: of many lines, or in a text whose quotes do not come in pairs.
            if any(len(cell) > _LONGEST and (unpaired or cell.count("\n") > _MOST_LINES) for cell in row):
                reason = f"it has a cell of over {_LONGEST:,} characters that does not end"
                break
            yield row
            number += 1
    except csv.Error as exc:
        reason = str(exc)
    if reason:
        raise LoadError(
            f"{name} is a broken table: row {number} cannot be read ({reason}). Look for a quote that never ends."
        )


def _top(sample: str, separator: str) -> list[list[str]]:
    """The first rows that hold anything, their cells without blanks around; of a broken sample those before the break."""
    found: list[list[str]] = []
    with suppress(LoadError):  # reading the whole file will say where
        rows = (list(map(str.strip, row)) for row in _rows(sample, separator, "", 1))
        found.extend(islice(filter(any, rows), SAMPLE_ROWS))
    return found


def _separator(sample: str) -> str:
    """The separator that gives the most rows of one length; a comma when none parts anything."""

    def fit(separator: str) -> tuple[float, int]:
        widths = Counter(map(len, _top(sample, separator)))
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return (rows / widths.total(), width) if width > 1 else (0.0, 0)

    return max(_SEPARATORS, key=fit)


def _is_header(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """True when the first row names columns: no figures in it but years, and no name twice."""
    names = [cell for cell in row if cell]
    if not below or not names or len(set(names)) < len(names):
        return False
    figures = [cell for cell in names if FIGURE.fullmatch(cell)]
    return len(figures) < len(names) and all(map(_YEAR.fullmatch, figures))


def _few(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:_SHOWN])) + (", …" if len(numbers) > _SHOWN else "")
