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


def drawn_on(calls: Calls, page: int, box: Box, lines: int) -> Drawn:
    """The suspicious text objects of a page of ``lines`` lines; an ordinary page costs three calls an object."""
    count, get, mode = calls.count(page), calls.object, calls.mode
    objects = [get(page, number) or 0 for number in range(count)]
    modes = [mode(one) for one in objects]
    if -1 in modes:
        objects = [inner for one in objects for inner in (one, *_inside(calls, one, 1))]
        modes = [mode(one) for one in objects]
    texts = [one for one, drawn in zip(objects, modes, strict=True) if drawn >= 0]
    colour = room(4 * len(texts), "I")
    at, fill = place_of(colour), calls.fill
    for one in texts:
        fill(one, at, at + 4, at + 8, at + 12)
        at += 16
    uninked: set[int] = set()
    faint: set[int] = set()
    tiny: set[int] = set()
    if 3 in modes or 7 in modes:
        uninked = {one for one, drawn in zip(objects, modes, strict=True) if drawn in _UNINKED}
    if max(colour) > 255 or min(colour[3::4]) < _CLEAR or max(colour[::4]) >= _WHITE:
        shades = zip(texts, colour[::4], colour[1::4], colour[2::4], colour[3::4], strict=True)
        filled = {one for one, drawn in zip(objects, modes, strict=True) if drawn in _FILLED}
        for one, red, green, blue, alpha in shades if texts else ():
            # A pattern has no colour: nothing is written, and the alpha stays 0 like the rest.
            if one in filled and alpha < _CLEAR and (alpha or red or green or blue or _is_clear(calls, one)):
                uninked.add(one)
            elif one in filled and min(red, green, blue) >= _WHITE:
                faint.add(one)
        if faint:
            backs = _backdrops(calls, objects, modes)
            order = {one: at for at, one in enumerate(objects)}
            faint = {one for one in faint if not _lies_on(_bounds(calls, one), order[one], backs)}
    if len(texts) > lines:  # else nothing can stand inside of a line, and the lines' own sizes tell
        edges = room(4 * len(texts))
        at, bounds = place_of(edges), calls.bounds
        for one in texts:
            bounds(one, at, at + 4, at + 8, at + 12)
            at += 16
        # Only what stands low is asked for its size: a full stop does, and so does text too small to read.
        low = [one for one, bottom, top in zip(texts, edges[1::4], edges[3::4], strict=False) if top - bottom < TINY]
        tiny = {one for one in low if _size(calls, one) < TINY}
    scanned = bool(uninked) and _is_scan(calls, objects, modes, box)
    return Drawn(len(texts), frozenset(uninked), frozenset(faint), frozenset(tiny), scanned)


def _size(calls: Calls, one: int) -> float:
    """The size of the letters of a text object in points, as its matrix scales them."""
    numbers = room(7)
    at = place_of(numbers)
    calls.size(one, at)
    calls.matrix(one, at + 4)
    return float(numbers[0] * max(map(abs, numbers[1:5])))


def _is_clear(calls: Calls, one: int) -> bool:
    """True when the object states a fill colour: a black that is fully transparent."""
    colour = room(4, "I")
    at = place_of(colour)
    return bool(calls.fill(one, at, at + 4, at + 8, at + 12))


def _inside(calls: Calls, one: int, depth: int) -> Iterator[int]:
    """The objects inside of a form, in the order they are drawn; nothing for any other object."""
    if calls.kind(one) != _FORM or depth > _DEEPEST:
        return
    for number in range(calls.count_in_form(one)):
        if inner := calls.object_in_form(one, number):
            yield inner
            yield from _inside(calls, inner, depth + 1)


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
    return sorted(found, key=lambda back: -back[1].area)[:_MOST_BACKDROPS]


def _is_white(calls: Calls, one: int) -> bool:
    colour = room(4, "I")
    at = place_of(colour)
    found = calls.fill(one, at, at + 4, at + 8, at + 12)
    red, green, blue, alpha = colour
    return bool(found) and (min(red, green, blue) >= _WHITE or alpha < _CLEAR)


def _lies_on(text: Box, number: int, backs: list[tuple[int, Box]]) -> bool:
    x, y = (text.left + text.right) / 2, (text.bottom + text.top) / 2
    return any(at < number and back.left <= x <= back.right and back.bottom <= y <= back.top for at, back in backs)


def _is_scan(calls: Calls, objects: list[int], modes: list[int], box: Box) -> bool:
    pictures: list[Any] = [
        one for one, mode in zip(objects, modes, strict=True) if mode < 0 and calls.kind(one) == _IMAGE
    ]
    return sum(_bounds(calls, one).area for one in pictures) >= _SCAN_SHARE * box.area > 0
