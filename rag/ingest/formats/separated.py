"""Tables in plain text (CSV, TSV): each row as a statement under the names of its columns."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from rag.errors import LoadError
from rag.ingest.clean import Part
from rag.ingest.formats.encodings import decode
from rag.ingest.formats.grid import FIGURE
from rag.ingest.formats.reading import Reading

MAX_ROWS = 20_000  # of one file; more would fill the index with a table nobody asks row by row
_SEPARATORS = ",;\t|"
_SAMPLE_ROWS = 50
_SAMPLE = 2**16  # characters
_MOST_LINES = 50  # of a cell
_LONGEST = 2**17  # characters of a cell of more lines, or beside a quote that never ends
_AT_ONCE = 1000  # rows
_SHOWN = 10  # numbers in a warning
_CLOSING = ".!?。！？"
_YEAR = re.compile(r"(1[5-9]|20)\d\d([-/]\d{2,4})?")
_NO_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # inside of a cell
_STATED = re.compile(r"sep=(.)\r?\n", re.I)  # how spreadsheets state it


def read_separated(data: bytes, name: str) -> Reading:
    """Each row as "Column: value; Column: value." with "row 12" as its place, as a spreadsheet numbers it.

    Values stay letter for letter as in the file. Raises LoadError when a quote never ends or it is not text.
    """
    decoded = decode(data, name)
    text, first = decoded.text, 1
    if stated := _STATED.match(text):
        text, first = text[stated.end() :], 2
    sample = list(_lines(text[:_SAMPLE]))
    separator = stated[1] if stated else _separator(sample)
    table: _Table | None = None
    for number, rows in _batches(text, separator, name, first):
        if table is None:
            while rows and not any(map(str.strip, rows[0])):
                del rows[0]
                number += 1
            if not rows:
                continue
            table = _Table(rows[0], _top(sample, separator)[1:])
            if table.header:
                del rows[0]
                number += 1
        table.add(number, rows)
    if table is None:
        return Reading((), warnings=decoded.warnings)
    if not table.parts and table.header:
        table.parts = [Part("; ".join(filter(None, table.header)), f"row {first}")]  # a table of names alone
    return Reading(tuple(table.parts), warnings=(*decoded.warnings, *table.doubts()))


def said_rows(rows: Sequence[Sequence[str]], first: int) -> tuple[list[Part], list[str]]:
    """Rows of cells, the first of which may name the columns, as statements numbered from ``first``, and what a reader should know of them."""
    table = _Table(
        rows[0], [list(map(str.strip, row)) for row in rows[1 : _SAMPLE_ROWS + 1] if any(map(str.strip, row))]
    )
    header = bool(table.header)
    table.add(first + header, rows[header:])
    return table.parts, list(table.doubts())


class _Table:
    """The statements of a table's rows, made a batch at a time, and what a reader should know about the rows."""

    def __init__(self, top: Sequence[str], below: Sequence[Sequence[str]]) -> None:
        head = list(map(str.strip, top))
        self.header = [" ".join(cell.split()) for cell in head] if _is_header(head, below) else []
        self.parts: list[Part] = []
        self._width = len(head)
        self._ragged: dict[str, list[int]] = {"fewer": [], "more": []}
        self._swallowed: list[int] = []
        self._left_out = 0

    def add(self, number: int, rows: Sequence[Sequence[str]]) -> None:
        """Say ``rows``, numbered from ``number``."""
        for at, row in enumerate(rows, number):
            cells = list(map(str.strip, row))
            if not any(cells):
                continue
            if len(self.parts) == MAX_ROWS:
                self._left_out += 1
                continue
            if any(cell.count("\n") > _MOST_LINES for cell in cells):
                self._swallowed.append(at)
            if len(cells) != self._width:
                self._ragged["fewer" if len(cells) < self._width else "more"].append(at)
            self.parts.append(Part(self._said(cells), f"row {at}"))

    def doubts(self) -> Iterator[str]:
        """What was guessed, left out or looks wrong, one line each."""
        for kind, numbers in self._ragged.items():
            if numbers:
                yield f"row(s) {_few(numbers)} have {kind} cells than the {self._width} of the first row"
        if self._swallowed:
            yield (
                f"row(s) {_few(self._swallowed)} hold a cell of more than {_MOST_LINES} lines: a quote that never ends?"
            )
        if self.parts and not self.header:
            yield "the first row names no columns; the rows stand without names"
        if self._left_out:
            yield (
                f"only the first {MAX_ROWS:,} rows were read; {self._left_out:,} more were left out. "
                "Split the file to read them"
            )

    def _said(self, cells: Sequence[str]) -> str:
        """What one row says, which may have empty cells, too few or too many."""
        if not self.header:
            return " | ".join(filter(None, cells))
        names = [*self.header, *[""] * (len(cells) - len(self.header))]
        said = "; ".join(
            [f"{name}: {cell}" if name else cell for name, cell in zip(names, cells, strict=False) if cell]
        )
        return said if said[-1] in _CLOSING else f"{said}."


def _batches(text: str, separator: str, name: str, first: int) -> Iterator[tuple[int, list[list[str]]]]:
    """The rows in turn, many at once, with the number of the first."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # the file's own limit has been kept to
    long_line = len(text) > _LONGEST and max(map(len, text.splitlines())) > _LONGEST
    unpaired = text.count('"') % 2 == 1
    reader, number = csv.reader(_lines(text), delimiter=separator), first
    while True:
        rows: list[list[str]] = []
        begun = reader.line_num
        try:
            rows.extend(islice(reader, _AT_ONCE))
        except csv.Error as exc:  # the rows before it are in the list
            raise LoadError(
                f"{name} is a broken table: row {number + len(rows)} cannot be read ({exc}). "
                "Look for a quote that never ends."
            ) from exc
        if not rows:
            return
        count = len(rows)  # the caller may take some away
        if (long_line or reader.line_num - begun - count > _MOST_LINES) and (lost := _lost(rows, unpaired)) is not None:
            raise LoadError(
                f"{name} is a broken table: row {number + lost} cannot be read (it has a cell of over {_LONGEST:,} "
                "characters that does not end). Look for a quote that never ends."
            )
        yield number, rows
        number += count


def _lost(rows: Sequence[Sequence[str]], unpaired: bool) -> int | None:
    """Which of ``rows`` has a very long cell that nobody wrote: of many lines, or in a text whose quotes are ``unpaired``."""
    for at, row in enumerate(rows):
        if any(len(cell) > _LONGEST and (unpaired or cell.count("\n") > _MOST_LINES) for cell in row):
            return at
    return None


def _lines(text: str) -> Iterable[str]:
    """The lines of ``text`` with their ends, whichever of the three kinds they have."""
    if any(map(text.__contains__, _NO_ENDS)):
        return io.StringIO(text, newline="")
    return text.splitlines(keepends=True)  # quicker, but it takes those for ends, too


def _top(sample: Sequence[str], separator: str) -> list[list[str]]:
    """The first rows that hold anything, their cells without blanks around; of a broken sample those before the break."""
    found: list[list[str]] = []
    try:
        for row in csv.reader(sample, delimiter=separator):
            cells = list(map(str.strip, row))
            if any(cells):
                found.append(cells)
            if len(found) == _SAMPLE_ROWS:
                break
    except csv.Error:
        pass  # reading the whole file will say where
    return found


def _separator(sample: Sequence[str]) -> str:
    """The separator that gives the most rows of one length; a comma when none parts anything."""

    def fit(separator: str) -> tuple[float, int]:
        widths = Counter(map(len, _top(sample, separator)))
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


def _few(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:_SHOWN])) + (", …" if len(numbers) > _SHOWN else "")
