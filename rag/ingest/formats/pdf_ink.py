"""Text of a PDF page that a reader cannot see: without ink, white on white, tiny. A hiding place for instructions."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_uint
from dataclasses import dataclass
from typing import Any, NamedTuple

NO_INK, WHITE_INK, TINY_INK, OFF_PAGE = "without ink", "white on white", "under 2 points", "outside of the page"
TINY = 2.0  # points

_UNINKED = (3, 7)  # render modes: invisible, and clip only
_FILLED, _STROKED = (0, 2, 4, 6), (1, 2, 5, 6)  # modes that fill the letters, and that draw their outlines
_WHITE = 250  # of 255, in each of the three colours
_CLEAR = 12  # of 255; more transparent than this cannot be read
_SCAN_SHARE = 0.6  # of the page: pictures of that size are the scan of it
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5  # FPDF_PAGEOBJ_...
_MOST_BACKDROPS = 500  # the largest; a page made of thousands must not take minutes
_DEEPEST = 8  # forms within forms


class Box(NamedTuple):
    """Edges in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """In square points."""
        return max(self.right - self.left, 0) * max(self.top - self.bottom, 0)


@dataclass(frozen=True, slots=True)
class Ink:
    """Why text objects of a page, by their address, cannot be seen; ``scanned``: a picture covers the page."""

    reasons: dict[int, str]
    scanned: bool


def ink_of(raw: Any, page: Any, box: Box) -> Ink:
    """What of the page's text leaves no mark that can be read."""
    objects = [
        (one, raw.FPDFPageObj_GetType(one))
        for one in objects_of(raw, page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, 0)
    ]
    reasons: dict[int, str] = {}
    white: list[tuple[int, Any]] = []  # with its place in the order of drawing
    for at, (one, kind) in enumerate(objects):
        if kind != _TEXT:
            continue
        mode = raw.FPDFTextObj_GetTextRenderMode(one)
        inks = {_colour(raw.FPDFPageObj_GetFillColor, one)} if mode in _FILLED else set()
        inks |= {_colour(raw.FPDFPageObj_GetStrokeColor, one)} if mode in _STROKED else set()
        if mode in _UNINKED or inks == {"none"}:
            reasons[address(one)] = NO_INK
        elif _size(raw, one) < TINY:
            reasons[address(one)] = TINY_INK
        elif inks and "dark" not in inks:
            white.append((at, one))
    if white:
        backs = _backdrops(raw, objects)
        for at, one in white:
            left, low, right, high = bounds(raw, one)
            x, y = (left + right) / 2, (low + high) / 2
            if not any(n < at and b.left <= x <= b.right and b.bottom <= y <= b.top for n, b in backs):
                reasons[address(one)] = WHITE_INK
    pictures = sum(bounds(raw, one).area for one, kind in objects if kind == _IMAGE) if reasons else 0.0
    return Ink(reasons, pictures >= _SCAN_SHARE * box.area > 0)


def objects_of(raw: Any, holder: Any, count: Any, get: Any, depth: int) -> Iterator[Any]:
    """The objects in the order they are drawn, those inside of forms behind these."""
    for number in range(count(holder)):
        if not (one := get(holder, number)):
            continue
        yield one
        if depth < _DEEPEST and raw.FPDFPageObj_GetType(one) == _FORM:
            yield from objects_of(raw, one, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1)


def address(one: Any) -> int:
    """Of an object, by which it is known again; 0 of none."""
    return ctypes.cast(one, ctypes.c_void_p).value or 0


def bounds(raw: Any, one: Any) -> Box:
    """Where an object is drawn."""
    edges = [c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(one, *map(byref, edges))
    return Box(*(edge.value for edge in edges))


def _colour(ask: Any, one: Any) -> str:
    """ "none", "white" or "dark"; a pattern has no colour and can be seen."""
    rooms = [c_uint() for _ in range(4)]
    if not ask(one, *map(byref, rooms)):
        return "dark"
    red, green, blue, alpha = (room.value for room in rooms)
    return "none" if alpha < _CLEAR else "white" if min(red, green, blue) >= _WHITE else "dark"


def _size(raw: Any, one: Any) -> float:
    """The size of the letters of a text object in points, as its matrix scales them."""
    size, matrix = c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(one, byref(size))
    raw.FPDFPageObj_GetMatrix(one, byref(matrix))
    return float(size.value * max(abs(matrix.a), abs(matrix.b), abs(matrix.c), abs(matrix.d)))


def _backdrops(raw: Any, objects: Sequence[tuple[Any, int]]) -> list[tuple[int, Box]]:
    """What white text can be read on: pictures, shadings and areas that are not white, with their place in the order."""
    found = []
    for number, (one, kind) in enumerate(objects):
        if kind in (_IMAGE, _SHADING) or (kind == _PATH and _colour(raw.FPDFPageObj_GetFillColor, one) == "dark"):
            found.append((number, bounds(raw, one)))
    return sorted(found, key=lambda back: -back[1].area)[:_MOST_BACKDROPS]
