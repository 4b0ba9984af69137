"""Text of a PDF page that a reader cannot see: without ink, white on white, tiny. A hiding place for instructions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from rag.ingest.formats.pdf_raw import Calls, place_of, room

_UNINKED = (3, 7)  # render modes: invisible, and clip only
_FILLED = (0, 4)  # modes whose only ink is the fill colour
_WHITE = 250  # of 255, in each of the three colours
_CLEAR = 12  # of 255; more transparent than this cannot be read
_TINY = 2.0  # points
_SCAN_SHARE = 0.6  # of the page: a picture of that size is the scan of it
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5  # FPDF_PAGEOBJ_...
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
    sizes: int  # different font sizes among them
    uninked: frozenset[int]  # text objects that leave no ink
    faint: frozenset[int]  # text objects that are white where nothing dark lies under them
    tiny: frozenset[int]
    scanned: bool  # a picture covers the page


def drawn_on(calls: Calls, page: int, box: Box) -> Drawn:
    """The suspicious text objects of a page; an ordinary page costs four calls an object and no more."""
    objects = list(_objects(calls, page))
    count = len(objects)
    colour, points, scale = room(4 * count, "I"), room(count), room(6 * count)
    modes: list[int] = []
    fill_at, size_at, matrix_at = place_of(colour), place_of(points), place_of(scale)
    mode, fill, size, matrix = calls.mode, calls.fill, calls.size, calls.matrix
    for one in objects:
        drawn = mode(one)
        modes.append(drawn)
        if drawn >= 0:
            fill(one, fill_at, fill_at + 4, fill_at + 8, fill_at + 12)
            size(one, size_at)
            matrix(one, matrix_at)
        fill_at += 16
        size_at += 4
        matrix_at += 24
    texts = [i for i, m in enumerate(modes) if m >= 0]
    uninked = [i for i in texts if modes[i] in _UNINKED]
    clear = [i for i in texts if colour[4 * i + 3] < _CLEAR and modes[i] in _FILLED and any(colour[4 * i : 4 * i + 4])]
    white = [i for i in texts if colour[4 * i] >= _WHITE and modes[i] in _FILLED and min(colour[4 * i : 4 * i + 3]) >= _WHITE]
    tiny = [i for i in texts if points[i] * max(abs(scale[6 * i + 2]), abs(scale[6 * i + 3])) < _TINY]
    if white:
        backs = _backdrops(calls, objects, modes)
        white = [i for i in white if not _lies_on(_bounds(calls, objects[i]), i, backs)]
    return Drawn(
        len(texts),
        len({points[i] for i in texts}),
        frozenset(objects[i] for i in (*uninked, *clear)),
        frozenset(objects[i] for i in white),
        frozenset(objects[i] for i in tiny),
        bool(uninked) and _is_scan(calls, objects, modes, box),
    )


def _objects(calls: Calls, page: int) -> Iterator[int]:
    """The objects of a page in the order they are drawn, those inside of forms with them."""
    get = calls.object
    for number in range(calls.count(page)):
        one = get(page, number)
        if one:
            yield one
            if calls.mode(one) < 0 and calls.kind(one) == _FORM:
                yield from _inside(calls, one, 1)


def _inside(calls: Calls, form: int, depth: int) -> Iterator[int]:
    for number in range(calls.count_in_form(form) if depth <= _DEEPEST else 0):
        one = calls.object_in_form(form, number)
        if one:
            yield one
            if calls.kind(one) == _FORM:
                yield from _inside(calls, one, depth + 1)


def _bounds(calls: Calls, one: int) -> Box:
    edges = room(4)
    at = place_of(edges)
    calls.bounds(one, at, at + 4, at + 8, at + 12)
    return Box(*edges)


def _backdrops(calls: Calls, objects: list[int], modes: list[int]) -> list[tuple[int, Box]]:
    """What white text can be read on: pictures, shadings and areas that are not white, with their place in the order."""
    found = []
    for number, one in enumerate(objects):
        kind = _TEXT if modes[number] >= 0 else calls.kind(one)
        if kind in (_IMAGE, _SHADING) or (kind == _PATH and not _is_white(calls, one)):
            found.append((number, _bounds(calls, one)))
    return found


def _is_white(calls: Calls, one: int) -> bool:
    colour = room(4, "I")
    at = place_of(colour)
    found = calls.fill(one, at, at + 4, at + 8, at + 12)
    red, green, blue, alpha = colour
    return bool(found) and (min(red, green, blue) >= _WHITE or alpha < _CLEAR)


def _lies_on(text: Box, number: int, backs: list[tuple[int, Box]]) -> bool:
    x, y = (text.left + text.right) / 2, (text.bottom + text.top) / 2
    return any(
        at < number and back.left <= x <= back.right and back.bottom <= y <= back.top for at, back in backs
    )


def _is_scan(calls: Calls, objects: list[int], modes: list[int], box: Box) -> bool:
    pictures: list[Any] = [one for one, mode in zip(objects, modes, strict=True) if mode < 0 and calls.kind(one) == _IMAGE]
    return sum(_bounds(calls, one).area for one in pictures) >= _SCAN_SHARE * box.area > 0
