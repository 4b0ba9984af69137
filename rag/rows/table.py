"""The table of a source put together again from its rows, which the index keeps as statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rag.content import heading
from rag.gloss import english_of
from rag.rows.calendar import narrow
from rag.rows.said import OWN_WORDS, cell_keys, dated, stumps, written_out
from rag.store import Index
from rag.tokens import is_cjk
from rag.types import ROW, Span

FIGURE = re.compile(r"[-+−–]?[$€£¥￥]?\s?\d[\d.,\s]*\s?(?:%|M?€|[㐀-鿿]{1,4}(?<![年月日号號]))?")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_CELL = re.compile(r"(?:^|; )([^:;=]{1,120})(?:: | = )")  # of a CSV file; of a web page, a PDF or a Word file
_COUNTED = 0.7  # share of figures among a column's cells from which it holds what is counted, not of what
_NONE = re.compile(r"(?i)n/?[ad]|s/?d|无|無|暂无|未统计|nil|none|-+|–|\.+|null|not (?:available|recorded|reported)")
_CODE = re.compile(
    r"(?i)\b(?:ref|code|cd|id|no|nr|number|key|código|codigo|clave|nº|núm|cp)\b\.?$|(?:编号|代码|编码|序号|邮编|代号)$"
)
_LABEL = ""  # the name of the first column, where it has none
_CAPTION = 150  # characters of what stands over a table that are read as its caption
_ENDS = (".", "!", "?", ":", "。", "！", "？", "：")
_NUMBERED = re.compile(r"(?i)(?:table|tabla|cuadro|表)\s*\d")
LEAST = 3  # rows that make a table
SHORT = 40  # characters of a cell, in the mean of a column; longer ones are prose, which is read as such


@dataclass(frozen=True)
class Column:
    """A column: its name, its distinct cells and, for every row of the table, which of them it has (-1: none)."""

    name: str
    values: tuple[str, ...]
    codes: npt.NDArray[np.int32]  # (rows,)
    measure: bool  # it holds what is counted
    language: str = "en"

    @cached_property
    def keys(self) -> frozenset[str]:
        """The terms of its name."""
        return cell_keys(self.name, self.language)

    @cached_property
    def senses(self) -> frozenset[str]:
        """The English terms that its name may mean; none of an English one."""
        if self.language not in OWN_WORDS:
            return frozenset()
        told = [term for term in self.keys if len(term) > 1] if self.language == "zh" else [self.name]
        return frozenset(term for words in told for term in english_of(words, self.language, _unknown))

    @cached_property
    def stumps(self) -> tuple[str, ...]:
        """The words of its name that are cut short."""
        return stumps(self.name)

    @cached_property
    def holders(self) -> dict[str, list[int]]:
        """For each term the distinct cells that have it."""
        found: dict[str, list[int]] = {}
        for place, value in enumerate(dated(self.values)):
            for term in cell_keys(value, self.language):
                found.setdefault(term, []).append(place)
        return found

    @cached_property
    def cut_short(self) -> dict[str, list[int]]:
        """For each word that is cut short the distinct cells that have it."""
        found: dict[str, list[int]] = {}
        for place, value in enumerate(self.values):
            for stump in stumps(value):
                found.setdefault(stump, []).append(place)
        return found

    def holding(self, part: str) -> list[int]:
        """The distinct cells that have a run of Chinese of which ``part`` is a piece."""
        return [place for term, places in self.holders.items() if part in term for place in places]

    @property
    def prose(self) -> bool:
        """True when its cells hold sentences."""
        return sum(map(len, self.values)) > SHORT * len(self.values)


@dataclass(frozen=True)
class Table:
    """The rows of a table, each with the row of the index that its passage is in and its span in the source; and the columns."""

    source_id: str
    title: frozenset[str]  # the terms of the source's heading and of what stands over the table
    rows: tuple[tuple[int, Span], ...]
    columns: tuple[Column, ...]
    language: str = "en"

    @cached_property
    def words(self) -> frozenset[str]:
        """The runs of Chinese that its columns' names and cells have, whole and by their words."""
        told = [self.title, *(c.keys for c in self.columns), *(c.holders for c in self.columns if not c.measure)]
        return frozenset(term for terms in told for term in terms if is_cjk(term))

    @cached_property
    def dated(self) -> bool:
        """True when rows or columns name years."""
        named = [c.name for c in self.columns] + [v for c in self.columns if not c.measure for v in c.values]
        return any(YEAR.search(written_out(name, self.language)) for name in named)

    @property
    def measures(self) -> list[Column]:
        """The columns that hold what is counted."""
        return [c for c in self.columns if c.measure]

    @property
    def labels(self) -> list[Column]:
        """The other columns, which tell the rows apart."""
        return [c for c in self.columns if not c.measure]


def tables_of(index: Index) -> Iterator[Table]:
    """The tables of figures in an index: of LEAST rows or more and without prose in their cells; a source may have several."""
    rows: dict[tuple[str, str], list[tuple[int, Span]]] = {}
    cells: dict[tuple[str, str], list[dict[str, str]]] = {}
    captions: dict[tuple[str, str], str] = {}
    above = ("", "")
    for place, passage in enumerate(index.passages):
        if found := ROW.search(passage.locator):
            name = passage.source_id, passage.locator[: found.start()]  # "p. 3, table 1, "
            captions.setdefault(
                name, _caption(passage.path) or (_caption(above[1]) if above[0] == passage.source_id else "")
            )
            for span in passage.blocks():
                if said := _cells(span.of(passage.text)):  # else a heading, the name of a group or a row without names
                    rows.setdefault(name, []).append((place, span.shifted(passage.span.start)))
                    cells.setdefault(name, []).append(said)
                else:
                    captions[name] = f"{captions[name]} {_caption(span.of(passage.text))}"
        above = passage.source_id, passage.text
    for name, places in rows.items():
        if len(places) >= LEAST:
            source = index.sources[name[0]]
            language = source.language[:2]
            title = cell_keys(f"{heading(source)} {captions[name]}", language)
            table = Table(name[0], title, tuple(places), tuple(_columns(cells[name], language)), language)
            if table.measures and not any(c.prose for c in table.columns):
                yield table


def _caption(above: str) -> str:
    """The heading or caption that the text before a table ends with: its last line, where that is short and no sentence."""
    last = above.rstrip().rsplit("\n", 1)[-1]
    return last if len(last) <= _CAPTION and (not last.endswith(_ENDS) or _NUMBERED.match(last)) else ""


def _cells(text: str) -> dict[str, str]:
    """The cells of a row by the names of their columns; none of a table without a header."""
    text = text.removesuffix(".")
    marks = list(_CELL.finditer(text))
    ends = [*(m.start() for m in marks), len(text)][1:]
    named = {m[1]: narrow(text[m.end() : end]) for m, end in zip(marks, ends, strict=True)}
    return {_LABEL: text[: marks[0].start()]} | named if marks and marks[0].start() else named


def _columns(cells: Sequence[dict[str, str]], language: str) -> Iterator[Column]:
    names = dict.fromkeys(name for row in cells for name in row)
    for name in names:
        values: dict[str, int] = {}
        codes = np.full(len(cells), -1, np.int32)
        for place, row in enumerate(cells):
            if name in row:
                codes[place] = values.setdefault(row[name], len(values))
        yield Column(name, tuple(values), codes, _is_measure(name, list(values)), language)


def _is_measure(name: str, values: Sequence[str]) -> bool:
    """True for a column of figures that are neither years nor codes."""
    told = [v for v in values if not _NONE.fullmatch(v)]
    figures = [v for v in told if FIGURE.fullmatch(v)]
    if not told or len(figures) < _COUNTED * len(told) or _CODE.search(name.replace("_", " ")):
        return False
    return not all(YEAR.fullmatch(v) for v in figures)


def _unknown(term: str) -> bool:
    return False
