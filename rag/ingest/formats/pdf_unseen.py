"""What a page of a PDF draws that no reader sees, a hiding place for instructions; and its small raised figures.

Text that cannot be seen is taken out of a copy of the file, so that whatever reads the copy never meets it.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import byref, c_uint
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as raw

NO_INK, WHITE_INK, TINY_INK, OFF_PAGE = "without ink", "white on white", "under 2 points", "outside of the page"
_TINY = 2.0  # points
_UNINKED = (3, 7)  # render modes: invisible, and clip only
_FILLED, _STROKED = (0, 2, 4, 6), (1, 2, 5, 6)  # modes that fill the letters, and that draw their outlines
_WHITE = 250  # of 255, in each of the three colours
_CLEAR = 12  # of 255; more transparent than this cannot be read
_SCAN_SHARE = 0.6  # of the page: pictures of that size are the scan of it
_TEXT, _PATH, _IMAGE, _SHADING = 1, 2, 3, 4  # FPDF_PAGEOBJ_...
_MOST_BACKDROPS = 500  # the largest; a page made of thousands must not take minutes
_DEEPEST = 9  # levels of forms within forms
_WIDGET = 20  # FPDF_ANNOT_WIDGET
_SMALL, _RISE = 0.85, 0.15  # of the letters beside it: the size of a raised mark, and how far its foot is above theirs
_FIGURES = re.compile(r"\[?\d{1,3}(?:, ?\d{1,3})*\]?")


class Mark(NamedTuple):
    """A raised figure and the middle of it, in points from the upper left corner of the page."""

    digits: str
    x: float
    y: float


@dataclass(slots=True)
class Drawn:
    """What was found on a page; ``hidden``: why text cannot be seen, and the text."""

    hidden: list[tuple[str, str]] = field(default_factory=list)
    left: list[str] = field(
        default_factory=list
    )  # hidden text that stays in the file: form objects are not written anew
    marks: list[Mark] = field(default_factory=list)
    scanned: bool = False  # its text lies unseen over a picture of the page: OCR
    text: str = ""  # that PDFium reads, in the order in which it is drawn
    unmapped: int = 0  # letters without a character
    changed: bool = False  # text or form fields were taken out of the page


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def meets(self, other: "_Box") -> bool:
        return (
            self.left <= other.right
            and self.right >= other.left
            and self.bottom <= other.top
            and self.top >= other.bottom
        )

    @property
    def area(self) -> float:
        return max(self.right - self.left, 0) * max(self.top - self.bottom, 0)


def upright(page: Any) -> bool:
    """Turn what a page of pypdfium2 draws so that most of its letters stand upright, whether a viewer turns the page or the letters lie on
    it; False where there is nothing to turn."""
    letters = Counter[int]()
    for one in page.get_objects(filter=(_TEXT,), max_depth=1):
        a, b = one.get_matrix().get()[:2]
        letters[round(math.degrees(math.atan2(b, a)) / 90) % 4 * 90] += 1
    turn = letters.most_common(1)[0][0] if letters else page.get_rotation()
    if not turn and not page.get_rotation():
        return False
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    matrix, size = {
        0: ((1, 0, 0, 1, -left, -bottom), (width, height)),
        90: ((0, -1, 1, 0, -bottom, right), (height, width)),
        180: ((-1, 0, 0, -1, right, top), (width, height)),
        270: ((0, 1, -1, 0, top, -left), (height, width)),
    }[turn]
    if not raw.FPDFPage_TransFormWithClip(page, raw.FS_MATRIX(*matrix), None):
        return False
    page.set_rotation(0)
    page.set_mediabox(0, 0, *size)
    page.set_cropbox(0, 0, *size)
    return True


def cleaned(page: Any) -> Drawn:
    """Take what cannot be seen, and the fields of forms, out of a page of pypdfium2; what was found on it."""
    drawn, box = Drawn(), _Box(*page.get_bbox())
    objects = list(page.get_objects(max_depth=_DEEPEST))  # those inside of a form behind it
    text_page = page.get_textpage()
    unseen = list(_unseen(objects, box))
    if any(reason == NO_INK for _, reason in unseen):
        pictures = sum(_Box(*one.get_bounds()).area for one in objects if one.type == _IMAGE)
        shown = sum(one.type == _TEXT for one in objects)
        # A few words beside others are no OCR layer.
        drawn.scanned = 2 * len(unseen) >= shown and pictures >= _SCAN_SHARE * box.area > 0
    gone = [(one, reason) for one, reason in unseen if not (drawn.scanned and reason == NO_INK)]
    drawn.marks = list(_marks(objects, text_page, box))
    for one, reason in gone:
        if text := " ".join(_text(one, text_page).split()):
            drawn.hidden.append((reason, text))
            drawn.left += [text] if one.container is not None else []
    text_page.close()
    for one, _ in gone:
        if one.container is None:
            raw.FPDFPage_RemoveObject(page, one)
            drawn.changed = True
    for number in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        if annotation := raw.FPDFPage_GetAnnot(page, number):
            widget = raw.FPDFAnnot_GetSubtype(annotation) == _WIDGET
            raw.FPDFPage_CloseAnnot(annotation)
            drawn.changed |= bool(widget and raw.FPDFPage_RemoveAnnot(page, number))
    if drawn.changed:
        raw.FPDFPage_GenerateContent(page)
    text_page = page.get_textpage()
    drawn.text = text_page.get_text_bounded()
    codes = (raw.FPDFText_GetUnicode(text_page, number) for number in range(text_page.count_chars()))
    drawn.unmapped = sum(not code or code == 0xFFFD or 0xE000 <= code <= 0xF8FF for code in codes)
    for text in drawn.left:
        drawn.text = " ".join(drawn.text.split()).replace(text, "")
    return drawn


def _unseen(objects: Sequence[Any], box: _Box) -> Iterator[tuple[Any, str]]:
    """The text objects that leave no mark that can be read, with the reason."""
    backs: list[tuple[int, _Box]] | None = None  # found when they are first needed
    for at, one in enumerate(objects):
        if one.type != _TEXT:
            continue
        mode = raw.FPDFTextObj_GetTextRenderMode(one)
        inks = {_colour(raw.FPDFPageObj_GetFillColor, one)} if mode in _FILLED else set()
        inks |= {_colour(raw.FPDFPageObj_GetStrokeColor, one)} if mode in _STROKED else set()
        if mode in _UNINKED or inks == {"none"}:
            yield one, NO_INK
        elif _size(one) < _TINY:
            yield one, TINY_INK
        elif not one.level and not _Box(*one.get_bounds()).meets(box):
            yield one, OFF_PAGE
        elif inks and "dark" not in inks:
            backs = _backdrops(objects) if backs is None else backs
            left, bottom, right, top = one.get_bounds()
            x, y = (left + right) / 2, (bottom + top) / 2
            if not any(number < at and back.holds(x, y) for number, back in backs):
                yield one, WHITE_INK


def _marks(objects: Sequence[Any], text_page: Any, box: _Box) -> Iterator[Mark]:
    """Figures that are smaller and higher than the letters before or behind them on their line."""
    texts = [one for one in objects if one.type == _TEXT and not one.level]
    sizes = [_size(one) for one in texts]
    for at, one in enumerate(texts):
        beside = [n for n in (at - 1, at + 1) if 0 <= n < len(texts) and sizes[at] < _SMALL * sizes[n]]
        if not beside:
            continue
        digits = _text(one, text_page).strip()
        if not _FIGURES.fullmatch(digits):
            continue
        own = _Box(*one.get_bounds())
        foot = _foot(one)
        if any(_RISE * sizes[n] < foot - _foot(texts[n]) < sizes[n] for n in beside):
            yield Mark(digits, (own.left + own.right) / 2 - box.left, box.top - (own.bottom + own.top) / 2)


def _text(one: Any, text_page: Any) -> str:
    size = raw.FPDFTextObj_GetText(one, text_page, None, 0)
    if size <= 2:
        return ""
    room = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(one, text_page, room, size)
    return bytes(room).decode("utf-16-le", "replace").split("\0")[0]


def _foot(one: Any) -> float:
    """The height of the line that its letters stand on."""
    return float(one.get_matrix().get()[5])


def _colour(ask: Any, one: Any) -> str:
    """ "none", "white" or "dark"; a pattern has no colour and can be seen."""
    rooms = [c_uint() for _ in range(4)]
    if not ask(one, *map(byref, rooms)):
        return "dark"
    red, green, blue, alpha = (room.value for room in rooms)
    return "none" if alpha < _CLEAR else "white" if min(red, green, blue) >= _WHITE else "dark"


def _size(one: Any) -> float:
    """The size of the letters of a text object in points, as its matrix scales them."""
    return float(one.get_font_size() * max(map(abs, one.get_matrix().get()[:4])))


def _backdrops(objects: Sequence[Any]) -> list[tuple[int, _Box]]:
    """What white text can be read on: pictures, shadings and areas that are not white, with their place in the order."""
    found = [
        (number, _Box(*one.get_bounds()))
        for number, one in enumerate(objects)
        if one.type in (_IMAGE, _SHADING)
        or (one.type == _PATH and _colour(raw.FPDFPageObj_GetFillColor, one) == "dark")
    ]
    return sorted(found, key=lambda back: -back[1].area)[:_MOST_BACKDROPS]
