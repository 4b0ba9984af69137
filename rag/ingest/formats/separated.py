"""Tables in plain text (CSV, TSV): each row as a statement under the names of its columns."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rag.errors import LoadError
from rag.ingest.clean import Part
from rag.ingest.formats.reading import FIGURE, Reading
from rag.ingest.formats.text import decode

MAX_ROWS = 20_000  # of one file; more would fill the index with a table nobody asks row by row
_SEPARATORS = ",;\t|"
_SAMPLE_ROWS = 50
_SAMPLE = 200_000  # characters
_MOST_LINES = 50  # of a cell
_SHOWN = 10  # numbers in a warning
_CLOSING = ".!?。！？"
_YEAR = re.compile(r"(1[5-9]|20)\d\d([-/]\d{2,4})?")
_STATED = re.compile(r"sep=(.)\r?\n", re.I)  # how spreadsheets state it


def read_separated(data: bytes, name: str) -> Reading:
    """Each row as "Column: value; Column: value." with "row 12" as its place, as a spreadsheet numbers it.

    Values stay letter for letter as in the file. Raises LoadError when a quote never ends or it is not text.
    """
    decoded = decode(data, name)
    text, first = decoded.text, 1
    if stated := _STATED.match(text):
        text, first = text[stated.end() :], 2
    separator = stated[1] if stated else _separator(text)
    parts: list[Part] = []
    header: list[str] | None = None
    labels: list[str] = []
    whole = ""  # how a row without empty cells is said
    ragged: dict[str, list[int]] = {"fewer": [], "more": []}
    left_out, width, swallowed = 0, 0, list[int]()
    for number, row, lines in _numbered(text, separator, name, first):
        if header is None:
            head, below = row, [cells for _, cells, _ in _some(text, separator)][1:]
            header = [" ".join(cell.split()) for cell in head] if _is_header(head, below) else []
            width = len(row)
            labels = [f"{_called(header, i)}: " for i in range(width)]
            whole = "; ".join([label.replace("%", "%%") + "%s" for label in labels])
            if header:
                continue
        if len(parts) == MAX_ROWS:
            left_out += 1
            continue
        if lines > _MOST_LINES:
            swallowed.append(number)
        if len(row) == width and all(row):
            said = whole % tuple(row)
        else:
            if len(row) != width:
                ragged["fewer" if len(row) < width else "more"].append(number)
            if len(row) > len(labels):
                labels += [f"{_called(header, i)}: " for i in range(len(labels), len(row))]
            said = "; ".join([label + cell for label, cell in zip(labels, row, strict=False) if cell])
        if said:
            parts.append(Part(said if said[-1] in _CLOSING else f"{said}.", f"row {number}"))
    if not parts and header:
        parts = [Part("; ".join(filter(None, header)), f"row {first}")]  # a table of names alone
    warnings = [*decoded.warnings, *_ragged(ragged, width)]
    if swallowed:
        warnings.append(
            f"row(s) {_few(swallowed)} hold a cell of more than {_MOST_LINES} lines: a quote that never ends?"
        )
    if parts and not header:
        warnings.append("the first row names no columns; they are called column 1, column 2 …")
    if left_out:
        warnings.append(
            f"only the first {MAX_ROWS:,} rows were read; {left_out:,} more were left out. Split the file to read them"
        )
    return Reading(tuple(parts), warnings=tuple(warnings))


def _numbered(text: str, separator: str, name: str, first: int) -> Iterator[tuple[int, list[str], int]]:
    """Rows that hold anything, their cells without blanks around, with their numbers and the line ends of the longest cell.

    Those are counted only in a row of many lines, else 0.
    """
    number, read = first - 1, 0
    reader = csv.reader(_lines(text), delimiter=separator)
    try:
        for number, row in enumerate(reader, first):
            cells = list(map(str.strip, row))
            begun, read = read, reader.line_num
            if any(cells):
                yield number, cells, max(cell.count("\n") for cell in row) if read - begun > _MOST_LINES else 0
    except csv.Error as exc:
        raise LoadError(
            f"{name} is a broken table: row {number + 1} cannot be read ({exc}). Look for a quote that never ends."
        ) from exc


def _lines(text: str) -> Iterator[str]:
    """The lines of ``text`` with their ends, whichever of the three kinds they have."""
    return io.StringIO(text, newline="")


def _some(text: str, separator: str) -> list[tuple[int, list[str], int]]:
    """The first rows; those of a broken sample up to where it breaks."""
    found: list[tuple[int, list[str], int]] = []
    try:
        for row in _numbered(text[:_SAMPLE], separator, "", 1):
            found.append(row)
            if len(found) == _SAMPLE_ROWS:
                break
    except LoadError:
        pass  # reading the whole file will say where
    return found


def _separator(text: str) -> str:
    """The separator that gives the most rows of one length; a comma when none parts anything."""

    def fit(separator: str) -> tuple[float, int]:
        widths = Counter(len(row) for _, row, _ in _some(text, separator))
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return (rows / widths.total(), width) if width > 1 else (0.0, 0)

    return max(_SEPARATORS, key=fit)


def _is_header(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """True when the first row names columns: no figures in it but years, and no name twice."""
    cells = [cell.strip() for cell in row]
    names = [cell for cell in cells if cell]
    if not below or not names or len(set(names)) < len(names):
        return False
    return not any(FIGURE.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in names) and not (
        all(FIGURE.fullmatch(cell) for cell in names)
    )


def _called(header: Sequence[str], column: int) -> str:
    """What the header calls a column, else its number."""
    return (header[column] if column < len(header) else "") or f"column {column + 1}"


def _ragged(rows: dict[str, list[int]], width: int) -> Iterator[str]:
    for kind, numbers in rows.items():
        if numbers:
            yield f"row(s) {_few(numbers)} have {kind} cells than the {width} of the first row"


def _few(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:_SHOWN])) + (", …" if len(numbers) > _SHOWN else "")
