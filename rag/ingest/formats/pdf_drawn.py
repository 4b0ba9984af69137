"""What a PDF page draws: text that a reader cannot see, a hiding place for instructions, and the rules of tables."""

import ctypes
from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_uint
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as raw

NO_INK, WHITE_INK, TINY_INK, OFF_PAGE = "without ink", "white on white", "under 2 points", "outside of the page"
TINY = 2.0  # points

_UNINKED = (3, 7)  # render modes: invisible, and clip only
_FILLED, _STROKED = (0, 2, 4, 6), (1, 2, 5, 6)  # modes that fill the letters, and that draw their outlines
_WHITE = 250  # of 255, in each of the three colours
_CLEAR = 12  # of 255; more transparent than this cannot be read
_SCAN_SHARE = 0.6  # of the page: pictures of that size are the scan of it
_TEXT, _PATH, _IMAGE, _SHADING = 1, 2, 3, 4  # FPDF_PAGEOBJ_...
_MOST_BACKDROPS = 500  # the largest; a page made of thousands must not take minutes
_DEEPEST = 9  # levels of forms within forms
_THIN, _LEAST = 2.5, 6.0  # points: of a rule's width, of a frame's side
_MOST_RULES = 1200  # of a page; a drawing has more


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

    def turned(self, quarters: int) -> "Box":
        """The box on a page that a viewer turns clockwise by so many quarters."""
        left, bottom, right, top = self
        if quarters == 1:
            return Box(bottom, -right, top, -left)
        if quarters == 2:
            return Box(-right, -top, -left, -bottom)
        return Box(-top, left, -bottom, right) if quarters == 3 else self


@dataclass(frozen=True, slots=True)
class Drawn:
    """Why text objects of a page, by their address, cannot be seen; whether pictures cover it; its rules, none where it is a drawing."""

    unseen: dict[int, str]
    scanned: bool
    rules: tuple[Box, ...]


def drawn_on(page: Any, box: Box) -> Drawn:
    """What a pypdfium2 page draws beside text that can be read; ``box`` holds the page."""
    objects = list(page.get_objects(max_depth=_DEEPEST))  # those inside of a form behind it
    unseen = dict(_unseen(objects))
    pictures = sum(Box(*one.get_bounds()).area for one in objects if one.type == _IMAGE) if unseen else 0.0
    paths = [one for one in objects if one.type == _PATH and not one.level]
    rules = [rule for path in paths for rule in _rules(path, box)] if len(paths) <= _MOST_RULES else []
    return Drawn(unseen, pictures >= _SCAN_SHARE * box.area > 0, tuple(rules) if len(rules) <= _MOST_RULES else ())


def address(handle: Any) -> int:
    """Of an object, by which it is known again; 0 of none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _unseen(objects: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """The text objects that leave no mark that can be read, with the reason."""
    backs: list[tuple[int, Box]] | None = None  # found when they are first needed
    for at, one in enumerate(objects):
        if one.type != _TEXT:
            continue
        mode = raw.FPDFTextObj_GetTextRenderMode(one)
        inks = {_colour(raw.FPDFPageObj_GetFillColor, one)} if mode in _FILLED else set()
        inks |= {_colour(raw.FPDFPageObj_GetStrokeColor, one)} if mode in _STROKED else set()
        if mode in _UNINKED or inks == {"none"}:
            yield address(one.raw), NO_INK
        elif _size(one) < TINY:
            yield address(one.raw), TINY_INK
        elif inks and "dark" not in inks:
            backs = _backdrops(objects) if backs is None else backs
            left, bottom, right, top = one.get_bounds()
            x, y = (left + right) / 2, (bottom + top) / 2
            if not any(n < at and b.left <= x <= b.right and b.bottom <= y <= b.top for n, b in backs):
                yield address(one.raw), WHITE_INK


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


def _backdrops(objects: Sequence[Any]) -> list[tuple[int, Box]]:
    """What white text can be read on: pictures, shadings and areas that are not white, with their place in the order."""
    found = [
        (number, Box(*one.get_bounds()))
        for number, one in enumerate(objects)
        if one.type in (_IMAGE, _SHADING)
        or (one.type == _PATH and _colour(raw.FPDFPageObj_GetFillColor, one) == "dark")
    ]
    return sorted(found, key=lambda back: -back[1].area)[:_MOST_BACKDROPS]


def _rules(path: Any, box: Box) -> Iterator[Box]:
    """The rule that a thin path is, or the sides of a frame."""
    edges = Box(*path.get_bounds())
    wide, tall = edges.right - edges.left, edges.top - edges.bottom
    if (tall <= _THIN) != (wide <= _THIN):
        yield edges
    elif min(wide, tall) >= _LEAST and wide < 0.97 * (box.right - box.left):
        for (x, y), (to_x, to_y) in _strokes(path):
            if (abs(y - to_y) <= _THIN) != (abs(x - to_x) <= _THIN):
                yield Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))


def _strokes(path: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight lines of a path, closing ones too, from point to point of the page."""
    matrix, x, y = path.get_matrix(), c_float(), c_float()
    start = at = (0.0, 0.0)
    for number in range(min(raw.FPDFPath_CountSegments(path), _MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        to = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = to
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield at, to
        at = to
        if raw.FPDFPathSegment_GetClose(segment):
            yield at, start
