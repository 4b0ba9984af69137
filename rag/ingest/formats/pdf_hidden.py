"""Text of a PDF page that a reader cannot see: without ink, white on white, tiny. A hiding place for instructions."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float, c_uint, c_void_p
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from rag.ingest.formats.pdf_raw import Calls, Numbers

_UNINKED = (3, 7)  # render modes: invisible, and clip only
_FILLED = (0, 2, 4, 6)  # modes that fill the letters
_STROKED = (1, 2, 5, 6)  # modes that draw their outlines
_WHITE = 250  # of 255, in each of the three colours
_CLEAR = 12  # of 255; more transparent than this cannot be read
_NONE, _LIGHT, _DARK = "none", "white", "dark"  # inks
TINY = 2.0  # points
_SCAN_SHARE = 0.6  # of the page: a picture of that size is the scan of it
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
class Drawn:
    """What a page draws, as far as it decides what of its text is read."""

    objects: int  # text objects
    uninked: frozenset[int]  # text objects that leave no ink
    faint: frozenset[int]  # text objects that are white where nothing dark lies under them
    tiny: frozenset[int]
    scanned: bool  # a picture covers the page


def drawn_on(calls: Calls, page: Any, box: Box, lines: int) -> Drawn:
    """The suspicious text objects of a page of ``lines`` lines; an ordinary page costs three calls an object."""
    objects = calls.objects(page)
    modes = list(map(calls.mode, objects))
    texts, kinds = objects, set(modes)
    if -1 in kinds:
        objects = [inner for one in objects for inner in (one, *_inside(calls, one, 1))]
        modes = list(map(calls.mode, objects))
        texts, kinds = [one for one, drawn in zip(objects, modes, strict=True) if drawn >= 0], set(modes)
    uninked: set[int] = set()
    if not kinds.isdisjoint(_UNINKED):
        uninked = {_id(one) for one, drawn in zip(objects, modes, strict=True) if drawn in _UNINKED}
    faint: list[c_void_p] = []
    colours = calls.fill(texts)
    doubtful = _suspicious(colours)
    if not kinds.isdisjoint(_STROKED):
        doubtful = sorted({*doubtful, *(at for at, one in enumerate(texts) if calls.mode(one) not in _FILLED)})
    for at in doubtful:
        inks = _inks(calls, texts[at])
        if inks == {_NONE}:
            uninked.add(_id(texts[at]))
        elif inks and _DARK not in inks:
            faint.append(texts[at])
    if faint:
        backs = _backdrops(calls, objects, modes)
        order = {_id(one): at for at, one in enumerate(objects)}
        faint = [one for one in faint if not _lies_on(_bounds(calls, one), order[_id(one)], backs)]
    tiny: set[int] = set()
    if len(texts) > lines:  # else nothing can stand inside of a line, and the lines' own sizes tell
        # Of the objects, not of the text's rectangles: pdfium gives none for letters under a hundredth of a point.
        edges = calls.bounds(texts)
        heights = edges[:, 3] - edges[:, 1]
        if heights.min() < TINY:
            # Only what stands low is asked for its size: a full stop does, and so does text too small to read.
            low = [texts[at] for at in np.flatnonzero(heights < TINY).tolist()]
            tiny = {_id(one) for one in low if _size(calls, one) < TINY}
    scanned = bool(uninked) and _is_scan(calls, objects, modes, box)
    return Drawn(len(texts), frozenset(uninked), frozenset(map(_id, faint)), frozenset(tiny), scanned)


def _suspicious(colours: Numbers) -> list[int]:
    """Which of the colours may be clear or white."""
    red, _, _, alpha = colours[0].tolist() if len(colours) else (0, 0, 0, 255)
    if alpha >= _CLEAR and red < _WHITE and colours.tobytes() == colours[0].tobytes() * len(colours):
        return []  # text of one colour, as on most pages
    return np.flatnonzero((colours[:, 3] < _CLEAR) | (colours[:, 0] >= _WHITE)).tolist()


def _inks(calls: Calls, one: c_void_p) -> set[str]:
    """What the letters of a text object are drawn with; nothing for modes without ink."""
    mode = calls.mode(one)
    asked = [calls.fill_of] * (mode in _FILLED) + [calls.stroke_of] * (mode in _STROKED)
    found = set()
    for ask in asked:
        red, green, blue, alpha = rooms = [(c_uint * 1)() for _ in range(4)]
        if not ask(one, *rooms):
            found.add(_DARK)  # a pattern has no colour
        elif alpha[0] < _CLEAR:
            found.add(_NONE)
        else:
            found.add(_LIGHT if min(red[0], green[0], blue[0]) >= _WHITE else _DARK)
    return found


def _id(one: c_void_p) -> int:
    return one.value or 0


def _size(calls: Calls, one: c_void_p) -> float:
    """The size of the letters of a text object in points, as its matrix scales them."""
    size, matrix = (c_float * 1)(), (c_float * 6)()
    calls.size(one, size)
    calls.matrix(one, matrix)
    return float(size[0] * max(map(abs, matrix[:4])))


def _has_fill(calls: Calls, one: c_void_p) -> bool:
    """True when the object states a fill colour; one of only zeros is then a black that is fully transparent."""
    return bool(calls.fill_of(one, *((c_uint * 1)() for _ in range(4))))


def _inside(calls: Calls, one: c_void_p, depth: int) -> Iterator[c_void_p]:
    """The objects inside of a form, in the order they are drawn; nothing for any other object."""
    if calls.kind(one) != _FORM or depth > _DEEPEST:
        return
    for number in range(calls.count_in_form(one)):
        if found := calls.object_in_form(one, number):
            inner = c_void_p(found)
            yield inner
            yield from _inside(calls, inner, depth + 1)


def _bounds(calls: Calls, one: c_void_p) -> Box:
    return Box(*calls.bounds([one])[0].tolist())


def _backdrops(calls: Calls, objects: list[c_void_p], modes: list[int]) -> list[tuple[int, Box]]:
    """What white text can be read on: pictures, shadings and areas that are not white, with their place in the order."""
    found = []
    for number, one in enumerate(objects):
        kind = _TEXT if modes[number] >= 0 else calls.kind(one)
        if kind in (_IMAGE, _SHADING) or (kind == _PATH and not _is_white(calls, one)):
            found.append((number, _bounds(calls, one)))
    return sorted(found, key=lambda back: -back[1].area)[:_MOST_BACKDROPS]


def _is_white(calls: Calls, one: c_void_p) -> bool:
    red, green, blue, alpha = calls.fill([one])[0].tolist()
    return _has_fill(calls, one) and (min(red, green, blue) >= _WHITE or alpha < _CLEAR)


def _lies_on(text: Box, number: int, backs: list[tuple[int, Box]]) -> bool:
    x, y = (text.left + text.right) / 2, (text.bottom + text.top) / 2
    return any(at < number and back.left <= x <= back.right and back.bottom <= y <= back.top for at, back in backs)


def _is_scan(calls: Calls, objects: list[c_void_p], modes: list[int], box: Box) -> bool:
    pictures = [one for one, mode in zip(objects, modes, strict=True) if mode < 0 and calls.kind(one) == _IMAGE]
    return sum(_bounds(calls, one).area for one in pictures) >= _SCAN_SHARE * box.area > 0
