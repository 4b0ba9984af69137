"""pdfium's small calls without their toll: addresses go in and arrays fill up, several thousand times a page."""

from __future__ import annotations

import ctypes
from array import array
from dataclasses import dataclass
from functools import cache
from typing import Any

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


@dataclass(frozen=True, slots=True)
class Calls:
    """The functions that are asked about single characters and objects; every handle is an address (int)."""

    text: Any  # (text page, first, count, address of count + 2 shorts) -> written, the closing NUL with them
    unicode: Any  # (text page, character) -> code point
    unmapped: Any  # (text page, character) -> 1 when its font gives no letter for it
    box: Any  # (text page, character, address of 4 floats: left, top, right, bottom) -> found
    object_of: Any  # (text page, character) -> text object or None
    rect: Any  # (text page, rectangle, 4 addresses of doubles: left, top, right, bottom) -> found
    count: Any  # page -> objects on it
    object: Any  # (page, number) -> object
    count_in_form: Any
    object_in_form: Any
    kind: Any  # object -> FPDF_PAGEOBJ_...
    mode: Any  # object -> text render mode, -1 for what is no text
    fill: Any  # (object, 4 addresses of unsigned ints: red, green, blue, alpha) -> found
    size: Any  # (object, address of a float) -> found; the size before the matrix scales it
    matrix: Any  # (object, address of 6 floats) -> found
    bounds: Any  # (object, 4 addresses of floats: left, bottom, right, top) -> found


@cache
def calls() -> Calls:
    """The functions of the pdfium that pypdfium2 has loaded.

    ``PYFUNCTYPE`` keeps the interpreter's lock: giving it up and taking it back costs as much as such a call itself.
    The two calls that take long, loading a page and its text, go through pypdfium2 and give it up.
    """
    import pypdfium2.raw as raw

    def plain(function: Any, result: Any, *arguments: Any) -> Any:
        return ctypes.PYFUNCTYPE(result, *arguments)(address(function))

    four = (_ADDRESS,) * 4
    return Calls(
        text=plain(raw.FPDFText_GetText, _INT, _ADDRESS, _INT, _INT, _ADDRESS),
        unicode=plain(raw.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INT),
        unmapped=plain(raw.FPDFText_HasUnicodeMapError, _INT, _ADDRESS, _INT),
        box=plain(raw.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS),
        object_of=plain(raw.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT),
        rect=plain(raw.FPDFText_GetRect, _INT, _ADDRESS, _INT, *four),
        count=plain(raw.FPDFPage_CountObjects, _INT, _ADDRESS),
        object=plain(raw.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT),
        count_in_form=plain(raw.FPDFFormObj_CountObjects, _INT, _ADDRESS),
        object_in_form=plain(raw.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong),
        kind=plain(raw.FPDFPageObj_GetType, _INT, _ADDRESS),
        mode=plain(raw.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS),
        fill=plain(raw.FPDFPageObj_GetFillColor, _INT, _ADDRESS, *four),
        size=plain(raw.FPDFTextObj_GetFontSize, _INT, _ADDRESS, _ADDRESS),
        matrix=plain(raw.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS),
        bounds=plain(raw.FPDFPageObj_GetBounds, _INT, _ADDRESS, *four),
    )


def address(handle: Any) -> int:
    """Where a handle of pypdfium2's raw interface points."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def room(count: int, kind: str = "f") -> array[Any]:
    """Zeroed room that pdfium writes ``count`` numbers into: "f" floats, "d" doubles, "I" unsigned ints."""
    return array(kind, bytes(max(count, 1) * array(kind).itemsize))


def place_of(numbers: array[Any]) -> int:
    """The address of the first of them."""
    return numbers.buffer_info()[0]
