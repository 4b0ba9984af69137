"""What a reader hands back, and the places it gives to headings, paragraphs, items and rows of tables; archives that may be opened."""

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rag.errors import LoadError
from rag.ingest.clean import Part, clean_block
from rag.ingest.formats.grid import SAME, Grid, told
from rag.sources import HEADING, ITEM, UNDER

_SHOWN_HEADING = 80  # characters of a heading inside a place or a path
_SHOWN = 60  # characters of a text that a warning is about
CONTENTS_LEFT_OUT = "the table of contents was left out: it repeats the headings"
_MAX_UNPACKED_MB = 200  # of an Office file, pictures and all
_MAX_XML_MB = 50  # of one part of it, which as a tree takes fourteen times its size
_STOPS = (".", ",", ";", ":", "。", "，", "；", "：")
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


class Path:
    """The headings over a place, outermost first."""

    def __init__(self) -> None:
        self._all: list[tuple[int, str]] = []  # of the file, so far
        self._over: list[tuple[int, str]] = []

    def heading(self, text: str, level: int) -> None:
        """Go to where ``text`` stands: below the headings of a smaller ``level``."""
        while self._over and self._over[-1][0] >= level:
            self._over.pop()
        self._over.append((level, beginning(text, _SHOWN_HEADING)))
        self._all.append(self._over[-1])

    def above(self) -> str:
        """The path to the last heading, without it."""
        return UNDER.join(text for _, text in self._over[:-1])

    def __str__(self) -> str:
        return UNDER.join(text for _, text in self._over)

    def without_title(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        """``parts`` with the heading of the whole file, the first where it is over all others, in no path or place but its own: the title
        stands over every passage as it is."""
        if not self._all or any(level <= self._all[0][0] for level, _ in self._all[1:]):
            return tuple(parts)
        title = self._all[0][1]
        over = f"{title}{UNDER}"
        return tuple(
            part._replace(
                path="" if part.path == title else part.path.removeprefix(over),
                locator=part.locator.replace(f"section '{over}", "section '", 1),
            )
            for part in parts
        )


class Outline:
    """Collects parts in order and numbers them as a reader would: by section, paragraph, table and row."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._path = Path()
        self._seen: Counter[str] = Counter()
        self._section = ""
        self._paragraph = 0
        self._table = 0
        self._note = 0

    def heading(self, text: str, level: int = 1) -> None:
        """Start a section, below those of a smaller ``level``; its paragraphs are counted from 1 again."""
        title = " ".join(clean_block(text).split())
        if title:
            self._path.heading(title, level)
            name = str(self._path)
            self._seen[name] += 1
            again = f" ({self._seen[name]})" if self._seen[name] > 1 else ""
            self._section, self._paragraph = f"section '{name}{again}'", 0
            self.parts.append(Part(title, self._section, self._path.above(), HEADING))

    def paragraph(self, text: str, goes_on: bool = False, form: str = "") -> None:
        """Add a paragraph, or an item; one without a visible character is not counted, nor a piece that ``goes_on`` with the one before."""
        if clean_block(text):
            self._paragraph += not goes_on
            place = f"para {self._paragraph}"
            self.parts.append(
                Part(text, f"{self._section}, {place}" if self._section else place, str(self._path), form)
            )

    def item(self, text: str) -> None:
        """Add an item of a list, which is counted as a paragraph."""
        self.paragraph(text, form=ITEM)

    def table(self, rows: Sequence[Sequence[str]], heads: int | None = None, caption: str = "") -> None:
        """Add the rows below the ``heads`` that name the columns, of which the file may say how many there are; empty tables are not counted."""
        cells = [[SAME if cell == SAME else " ".join(clean_block(cell).split()) for cell in row] for row in rows]
        if any(cell.strip(SAME) for row in cells for cell in row):
            self._table += 1
            grid = Grid.of(cells, heads, " ".join(clean_block(caption).split()))
            self.parts += told(grid, f"table {self._table}", str(self._path))

    def all(self) -> tuple[Part, ...]:
        """The parts, the title of the file not in their paths."""
        return self._path.without_title(self.parts)

    def note(self, text: str) -> None:
        """Add a footnote; it is counted by itself and belongs to no section."""
        if clean_block(text):
            self._note += 1
            self.parts.append(Part(text, f"footnote {self._note}"))


def beginning(text: str, most: int = _SHOWN) -> str:
    """The beginning of ``text`` in ``most`` characters, with an ellipsis where something is cut off."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def may_head(text: str, most: int = 150) -> bool:
    """True for what may be a heading by its words: short, with a letter, closing no sentence."""
    said = text.rstrip()
    return 0 < len(said) <= most and not said.endswith(_STOPS) and any(map(str.isalpha, said))


def check_archive(data: bytes, name: str, what: str) -> None:
    """Raise LoadError unless the archive of a ``what`` ("Word file") opens and unpacks to a size a document has."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
            longest = max(
                (i.file_size for i in archive.infolist() if i.filename.endswith((".xml", ".rels"))), default=0
            )
            if unpacked <= _MAX_UNPACKED_MB * 2**20 and (bad := archive.testzip()):
                raise LoadError(f"{name} is a broken {what} (part '{bad}' is damaged). Copy or save it again.")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error) as exc:
        raise LoadError(f"{name} is a broken {what} ({type(exc).__name__}). Copy or save it again.") from exc
    if unpacked > _MAX_UNPACKED_MB * 2**20:
        raise LoadError(
            f"{name} unpacks to {unpacked // 2**20} MB, more than the {_MAX_UNPACKED_MB} MB a document may have. "
            "Remove its pictures, or save its text as .txt."
        )
    if longest > _MAX_XML_MB * 2**20:
        raise LoadError(
            f"{name} has {longest // 2**20} MB of text and marks, more than the {_MAX_XML_MB} MB a document may have. "
            "Cut it into several, or save its text as .txt."
        )
