"""The lines of a PDF page with the place and size of their letters."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from rag.ingest.formats.reading import raised

_HYPHENS = (0x02, 0xFFFE)  # what pdfium writes for a hyphen it found at a line end, the line end included
_DIGITS = range(0x30, 0x3A)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed; places in points from the lower left corner, ``y`` of its baseline."""

    text: str
    left: float
    right: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order, how many characters it draws and how many of them mean no letter."""

    lines: tuple[Line, ...]
    characters: int
    unmapped: int


def read_page(text_page: Any) -> Page:
    """The lines of one page; a page without text gives none."""
    import pypdfium2.raw as raw

    handle, lines, held, characters, unmapped = text_page.raw, list[Line](), list[int](), 0, 0
    codes: list[int] = []

    def close() -> None:
        line = _line(raw, handle, codes, held)
        if line:
            lines.append(line)
        codes.clear()
        held.clear()

    for i in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in (0x0A, 0x0D):
            close()
            continue
        if code in _HYPHENS:
            codes.append(ord("-"))
            held.append(i)
            characters += 1
            close()
            continue
        if not chr(code).isspace():
            characters += 1
            if (
                code == 0
                or code == 0xFFFD
                or 0xE000 <= code <= 0xF8FF
                or raw.FPDFText_HasUnicodeMapError(handle, i) == 1
            ):
                unmapped += 1
                continue
        codes.append(code)
        held.append(i)
    close()
    return Page(tuple(lines), characters, unmapped)


def _line(raw: Any, handle: Any, codes: list[int], held: list[int]) -> Line | None:
    """The line of these characters, raised digits as superscripts; None when it is blank."""
    seen = [i for code, i in zip(codes, held, strict=True) if not chr(code).isspace()]
    if not seen:
        return None
    size = max(raw.FPDFText_GetFontSize(handle, seen[len(seen) // 2]), raw.FPDFText_GetFontSize(handle, seen[0]), 1.0)
    left, y = _origin(raw, handle, seen[0])
    base = min(y, _origin(raw, handle, seen[len(seen) // 2])[1])
    for at, (code, i) in enumerate(zip(codes, held, strict=True)):
        small = code in _DIGITS and at and raw.FPDFText_GetFontSize(handle, i) < 0.85 * size
        if small and _origin(raw, handle, i)[1] > base + 0.15 * size:
            codes[at] = ord(raised(chr(code)))
    text = "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    return Line(text, left, _right(raw, handle, seen[-1]), base, size) if text else None


def _origin(raw: Any, handle: Any, i: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(handle, i, x, y)
    return x.value, y.value


def _right(raw: Any, handle: Any, i: int) -> float:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top)
    return right.value
