"""Workbooks (.xlsx): each row of each sheet as it stands under the line that names the columns, as of a CSV file.

A cell's value is read as the file keeps it, of a formula the last result; a date is written as 2024-03-31 and a percentage as 12.5%. What a
reader of the sheet does not see, hidden sheets, rows and columns, is left out.
"""

import datetime
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from rag.errors import LoadError
from rag.ingest.clean import Part
from rag.ingest.formats.reading import Reading, check_archive
from rag.ingest.formats.separated import SAMPLE_ROWS, said_rows
from rag.sources import HEADING, UNDER

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TRUE = ("1", "true")
_Row = tuple[int, dict[int, str]]  # its number, and what its cells say by their columns
_MOST_COLUMNS, _MOST_CELLS = 500, 1_000_000
_DATES = {14, 15, 16, 17, 22, *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that every workbook knows
_PERCENT = {9, 10}
_TIMES = {18, 19, 20, 21, 45, 46, 47}
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_workbook(data: bytes, name: str) -> Reading:
    """The rows of its sheets: "row 3" where there is one, "section 'Waits', row 3" where there are several; raises LoadError."""
    check_archive(data, name, "workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = _Book(archive)
            sheets = list(book.sheets())
            read = [(title, *_rows(archive, path, book)) for title, path in sheets]
    except (KeyError, ValueError, IndexError, AttributeError, InvalidOperation, etree.XMLSyntaxError) as exc:
        raise LoadError(f"{name} is a broken workbook ({type(exc).__name__}). Save it again, or as .csv.") from exc
    if (cells := sum(len(rows) * len(columns) for _, rows, columns, _ in read)) > _MOST_CELLS:
        raise LoadError(
            f"{name} unfolds to {cells:,} cells, at most {_MOST_CELLS:,} are read. Save its sheets as .csv."
        )
    parts, warnings = [], []
    full = [sheet for sheet in read if sheet[1]]
    for title, rows, columns, unseen in full:
        several = len(full) > 1
        section = f"section '{' '.join(title.split())}'" if several else ""
        told, doubts = _said(rows, columns, section)
        sheet = " ".join(title.split())
        under = [part._replace(path=UNDER.join(filter(None, (sheet, part.path)))) for part in told]
        parts += [Part(title, section, form=HEADING), *under] if several else told
        warnings += [f"{title}: {doubt}" if several else doubt for doubt in doubts]
        if unseen:
            warnings.append(f"{title}: {unseen} hidden row(s) or column(s) were left out")
    if book.hidden:
        warnings.append(f"hidden sheet(s) were left out: {', '.join(book.hidden[:3])}")
    return Reading(tuple(parts), warnings=tuple(warnings))


def _said(rows: Sequence[_Row], columns: Sequence[int], section: str) -> tuple[list[Part], list[str]]:
    """The parts of a sheet: lines over the table and below it as paragraphs, its rows as they stand."""
    table = [at for at, (_, cells) in enumerate(rows) if len(cells) > 1 or len(columns) < 3] or [0, -1]
    start, end = table[0], table[-1] + 1
    place = f"{section}, " if section else ""
    around = [next(iter(cells.values())) for _, cells in (*rows[:start], *rows[end:])]
    lines = [Part(text, f"{place}para {n}") for n, text in enumerate(around, 1)]

    def filled(until: int) -> Iterator[tuple[int, list[str]]]:
        return ((n, [cells.get(c, "") for c in columns]) for n, cells in rows[start:until])

    told, doubts = said_rows(filled(end), [row for _, row in filled(min(end, start + SAMPLE_ROWS))])
    told = [part._replace(locator=f"{place}{part.locator}".removesuffix(", ")) for part in told]
    return [*lines[:start], *told, *lines[start:]], doubts


class _Book:
    """The shared strings, the formats and the sheets of a workbook."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.hidden: list[str] = []
        self.strings = [_text(si) for si in _part(archive, "xl/sharedStrings.xml").iterfind("{*}si")]
        self._book = _part(archive, "xl/workbook.xml")
        properties = self._book.find("{*}workbookPr")
        self.from_1904 = properties is not None and properties.get("date1904") in _TRUE
        self.kinds = list(_kinds(_part(archive, "xl/styles.xml")))

    def sheets(self) -> Iterator[tuple[str, str]]:
        """The names of the sheets that are seen, each with its part, in order."""
        links = _part(self._archive, "xl/_rels/workbook.xml.rels")
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        for sheet in self._book.iterfind("{*}sheets/{*}sheet"):
            title = sheet.get("name", "")
            if sheet.get("state", "visible") != "visible":
                self.hidden.append(title)
                continue
            target = targets[next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")]
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if "worksheets/" in path:  # a sheet of a chart alone has no cells
                yield title, path


def _rows(archive: zipfile.ZipFile, path: str, book: _Book) -> tuple[list[_Row], list[int], int]:
    """The rows of a sheet that hold anything, the columns that are seen, and how many rows and columns are hidden."""
    sheet = _part(archive, path)
    unseen: set[int] = set()
    for column in sheet.iterfind("{*}cols/{*}col"):
        if column.get("hidden") in _TRUE:
            unseen.update(range(int(column.get("min")), min(int(column.get("max")), _MOST_COLUMNS) + 1))
    found: list[_Row] = []
    number = hidden = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        number = int(row.get("r", number + 1))
        cells: dict[int, str] = {}
        column = 0
        for cell in row.iterfind("{*}c"):
            placed = _CELL.fullmatch(cell.get("r", ""))
            column = _number_of(placed[1]) if placed else column + 1
            if column <= _MOST_COLUMNS and column not in unseen and (value := _value(cell, book)):
                cells[column] = value
        if row.get("hidden") in _TRUE:
            hidden += bool(cells)
        elif cells:
            found.append((number, cells))
    columns = [c for c in range(1, max((max(cells) for _, cells in found), default=0) + 1) if c not in unseen]
    return found, columns, hidden + len(unseen)


def _value(cell: Any, book: _Book) -> str:
    """What a cell shows, "" for an empty one or an error."""
    kind, said = cell.get("t", "n"), cell.findtext("{*}v") or ""
    if kind == "inlineStr":
        said = _text(cell)
    elif kind == "s" and said:
        said = book.strings[int(said)]
    elif kind == "b":
        return {"1": "yes", "0": "no"}.get(said, "")
    elif kind == "e" or not said:
        return ""
    elif kind == "n":
        style = int(cell.get("s", 0))
        return _number(said, book.kinds[style] if style < len(book.kinds) else "", book.from_1904)
    return " ".join(said.split())


def _number(said: str, kind: str, from_1904: bool) -> str:
    """A number as people write it: without what binary fractions add, a day as its date."""
    value = Decimal(format(float(said), ".12g"))
    if kind == "date" and 0 < value < 2958466:
        start = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
        when = start + datetime.timedelta(days=float(value))
        return when.strftime("%Y-%m-%d") if value == value.to_integral_value() else when.strftime("%Y-%m-%d %H:%M")
    if kind == "time" and 0 <= value < 1:
        minutes = round(float(value) * 1440)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if kind == "percent":
        return f"{_plain(value * 100)}%"
    return _plain(value)


def _plain(value: Decimal) -> str:
    told = format(value, "f")
    return told.rstrip("0").rstrip(".") if "." in told else told


def _kinds(styles: Any) -> Iterator[str]:
    """What the numbers of each style are: "date", "time", "percent" or ""."""
    own = {int(f.get("numFmtId")): f.get("formatCode", "") for f in styles.iterfind("{*}numFmts/{*}numFmt")}
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        number = int(style.get("numFmtId", 0))
        code = _LITERAL.sub("", own.get(number, "")).casefold().split(";")[0]
        if number in _PERCENT or "%" in code:
            yield "percent"
        elif number in _TIMES or (re.search(r"[hs]", code) and not re.search(r"[yd]", code)):
            yield "time"
        else:
            yield "date" if number in _DATES or re.search(r"[yd]", code) else ""


def _text(element: Any) -> str:
    """The letters of a string, without the readings that stand over them."""
    return "".join(t.text or "" for t in element.iter("{*}t") if not t.getparent().tag.endswith("}rPh"))


def _part(archive: zipfile.ZipFile, path: str) -> Any:
    """A part of the archive as a tree, an empty one where it has none; nothing outside of it is asked for."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(archive.read(path) if path in archive.namelist() else b"<none/>", parser)


def _number_of(letters: str) -> int:
    """1 of A, 28 of AB."""
    total = 0
    for letter in letters:
        total = 26 * total + ord(letter) - ord("A") + 1
    return total
