"""pdfium's small calls without their toll: one line asks about all characters or objects of a page and gives an array."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
_FEWEST, _MOST = 256, 4096  # rows of room that is kept; a page needs some hundreds, and a hostile one a million


class Rows:
    """A function that writes four numbers, asked for many characters or objects at once.

    It takes the address of four numbers in a row, or ``apart`` the address of each; their room is kept from page to
    page, so only one thread may ask at a time.
    """

    def __init__(self, function: Any, kind: Any, apart: bool) -> None:
        self._ask, self._kind, self._apart = _plain(function, None), kind, apart
        self._size = 0

    def __call__(self, things: Sequence[Any], text_page: Any = None) -> Numbers:
        """A row of four for each of ``things``, objects of a page or numbers of ``text_page``; zeros for what has none."""
        count = len(things)
        if count > _MOST:
            return np.concatenate([self(things[at : at + _MOST], text_page) for at in range(0, count, _MOST)])
        if count > self._size:
            self._grow(max(count, min(2 * self._size, _MOST), _FEWEST))
        self._numbers[:count] = 0
        given: Iterable[Iterable[Any]] = (things,) if text_page is None else (repeat(_argument(text_page)), things)
        deque(map(self._ask, *given, *self._places), maxlen=0)
        return self._numbers[:count].astype(np.float64)

    def _grow(self, size: int) -> None:
        held = (self._kind * (4 * size))()
        step = ctypes.sizeof(self._kind)
        starts = range(0, ctypes.sizeof(held), 4 * step)
        # References are handed over as they are; an array in their place would be converted at every call.
        self._places = [
            [ctypes.byref(held, start + n * step) for start in starts] for n in (range(4) if self._apart else (0,))
        ]
        self._numbers: npt.NDArray[Any] = np.frombuffer(held, dtype=self._kind).reshape(size, 4)
        self._size = size


class Letters:
    """The text of a page; the room pdfium writes it into is kept from page to page."""

    def __init__(self, function: Any) -> None:
        self._ask, self._room = _plain(function), (ctypes.c_ushort * 0)()

    def __call__(self, text_page: Any, count: int) -> str:
        """A character for each of the ``count`` that the page has; "" when pdfium's own count differs."""
        if len(self._room) < count + 2:
            self._room = (ctypes.c_ushort * (2 * count + 2))()
        if self._ask(text_page, 0, count, self._room) != count + 1:  # the closing NUL with them
            return ""
        text = str(memoryview(self._room).cast("B")[: 2 * count], "utf-16", "replace")
        return text if len(text) == count else ""


class Objects:
    """The objects of a page as handles, whose room is kept: they hold only until the next page is asked for."""

    def __init__(self, count: Any, get: Any) -> None:
        self._count, self._get = _plain(count), _plain(get, ctypes.c_void_p)
        self._handles: list[ctypes.c_void_p] = []

    def __call__(self, page: Any) -> list[ctypes.c_void_p]:
        """All of them in the order they are drawn, those inside of forms not among them."""
        count = self._count(page)
        addresses = list(map(self._get, repeat(_argument(page)), range(count)))
        if count > _MOST:
            return list(map(ctypes.c_void_p, addresses))
        if count > len(self._handles):
            size = min(2 * count, _MOST)
            self._addresses = (ctypes.c_void_p * size)()
            wide = ctypes.sizeof(ctypes.c_void_p)
            self._handles = [ctypes.c_void_p.from_buffer(self._addresses, wide * n) for n in range(size)]
        self._addresses[:count] = addresses
        return self._handles[:count]


@dataclass(frozen=True, slots=True)
class Calls:
    """The functions that are asked about single characters and objects; each takes handles (``c_void_p``) and ints."""

    text: Letters  # (text page, characters) -> its text
    unicode: Any  # (text page, character) -> code point
    unmapped: Any  # (text page, character) -> 1 when its font gives no letter for it
    box: Rows  # characters of a text page -> left, top, right, bottom
    object_of: Any  # (text page, character) -> address of the text object or None
    objects: Objects  # page -> objects on it
    count_in_form: Any
    object_in_form: Any
    kind: Any  # object -> FPDF_PAGEOBJ_...
    mode: Any  # object -> text render mode, -1 for what is no text
    fill: Rows  # objects -> red, green, blue, alpha
    fill_of: Any  # (object, 4 single unsigned ints) -> found
    stroke_of: Any  # the same of its outline
    size: Any  # (object, room for a float) -> found; the size before the matrix scales it
    matrix: Any  # (object, room for 6 floats) -> found
    bounds: Rows  # objects -> left, bottom, right, top


@cache
def calls() -> Calls:
    """The functions of the pdfium that pypdfium2 has loaded."""
    import pypdfium2.raw as raw

    pointer = ctypes.c_void_p
    return Calls(
        text=Letters(raw.FPDFText_GetText),
        unicode=_plain(raw.FPDFText_GetUnicode, ctypes.c_uint),
        unmapped=_plain(raw.FPDFText_HasUnicodeMapError),
        box=Rows(raw.FPDFText_GetLooseCharBox, ctypes.c_float, apart=False),
        object_of=_plain(raw.FPDFText_GetTextObject, pointer),
        objects=Objects(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject),
        count_in_form=_plain(raw.FPDFFormObj_CountObjects),
        object_in_form=_plain(raw.FPDFFormObj_GetObject, pointer),
        kind=_plain(raw.FPDFPageObj_GetType),
        mode=_plain(raw.FPDFTextObj_GetTextRenderMode),
        fill=Rows(raw.FPDFPageObj_GetFillColor, ctypes.c_uint, apart=True),
        fill_of=_plain(raw.FPDFPageObj_GetFillColor),
        stroke_of=_plain(raw.FPDFPageObj_GetStrokeColor),
        size=_plain(raw.FPDFTextObj_GetFontSize),
        matrix=_plain(raw.FPDFPageObj_GetMatrix),
        bounds=Rows(raw.FPDFPageObj_GetBounds, ctypes.c_float, apart=True),
    )


def handle_of(handle: Any) -> ctypes.c_void_p:
    """A handle of pypdfium2's raw interface as the functions here take it."""
    return ctypes.c_void_p.from_buffer(handle)  # a third of the time of a cast


def _argument(handle: ctypes.c_void_p) -> Any:
    """``handle`` converted once for many calls."""
    return ctypes.c_void_p.from_param(handle.value)


def _plain(function: Any, result: Any = ctypes.c_int) -> Any:
    """``function`` without the two things that cost more than such a call itself.

    ``PYFUNCTYPE`` keeps the interpreter's lock, and without a list of their types arguments are not converted: an address
    must come as a ``c_void_p`` or as the array behind it, since a plain int is passed as a C int and loses its upper half.
    The two calls that take long, loading a page and its text, go through pypdfium2 and give the lock up.
    """
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)
