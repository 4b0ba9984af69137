"""Where the lines of a PDF page stand and how large their letters are, for all lines of a page at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from rag.ingest.formats.pdf_cells import Line
from rag.ingest.formats.pdf_hidden import Box
from rag.ingest.formats.pdf_raw import Calls, Numbers
from rag.ingest.formats.reading import raised

_DIGITS = re.compile(r"\d+")
_SMALL = 0.85  # of the line's size: a raised mark
_RISE = 0.15  # of the line's height, from its foot to the foot of a raised mark
_EM = 0.85  # of the height of a letter's box from ascent to descent

Said = tuple[str, Sequence[int]]  # a line and the numbers of its characters on the page


def placed(asked: Calls, handle: Any, said: Sequence[Said], box: Box, objects: int, upside_down: bool) -> list[Line]:
    """The lines with their places, in the order given; those outside of the page have size 0.

    ``said`` holds no blank lines and no blanks around one. With more text ``objects`` than lines, raised digits are
    looked for: a mark is drawn by itself.
    """
    if not said:
        return []
    texts = [text for text, _ in said]
    first = asked.box([numbers[0] for _, numbers in said], handle)
    last = asked.box([numbers[-1] for _, numbers in said], handle)
    l1, t1, r1, b1 = first.T
    l2, t2, r2, b2 = last.T
    height, high = t1 - b1, t2 - b2
    onward = l1 <= l2  # else right to left: the first letter stands last
    left, right = np.where(onward, l1, l2), np.where(onward, r2, r1)
    foot, full = np.where(high > height, b2, b1), np.maximum(height, high)
    turned = (np.abs(b2 - b1) > height) & (np.abs(l2 - l1) < 1)
    outside = _outside(first, box) & _outside(last, box)
    if objects > len(said):
        for n in _with_marks(asked, handle, said, full, foot):
            if not turned[n] and not outside[n]:
                boxes = asked.box(said[n][1], handle)
                texts[n] = _with_raised(texts[n], boxes, full[n], foot[n], bool(height[n] < _SMALL * high[n]))
    if upside_down:
        left, right, foot = -right, -left, -foot
    for n in np.flatnonzero(turned | outside).tolist():
        if outside[n]:
            left[n], right[n], foot[n], full[n] = l1[n], r2[n], b1[n], 0
        elif len(texts[n]) > 1:
            # Upwards the next line stands to the right, downwards to the left.
            left[n], right[n], foot[n] = (b1[n], t2[n], -r1[n]) if b2[n] > b1[n] else (-t1[n], -b2[n], l1[n])
            full[n] = r1[n] - l1[n]
    size = np.rint(10 * _EM * full) / 10
    return list(map(Line, texts, left.tolist(), right.tolist(), foot.tolist(), size.tolist()))


def _outside(edges: Numbers, box: Box) -> Any:
    left, top, right, bottom = edges.T
    return (left > box.right) | (right < box.left) | (bottom > box.top) | (top < box.bottom)


def _with_marks(asked: Calls, handle: Any, said: Sequence[Said], height: Numbers, foot: Numbers) -> list[int]:
    """The lines in which some figure ends small and raised."""
    page = "\n".join([text for text, _ in said])
    codes = np.frombuffer(page.encode("utf-32-le", "surrogatepass"), np.uint32)
    is_digit = np.append((codes >= ord("0")) & (codes <= ord("9")), False)
    ends = np.flatnonzero(is_digit[:-1] & ~is_digit[1:])
    starts = np.cumsum([0, *[len(text) + 1 for text, _ in said]])
    lines = np.searchsorted(starts, ends, side="right") - 1
    within = (ends - starts[lines]).tolist()
    boxes = asked.box([said[n][1][at] for n, at in zip(lines.tolist(), within, strict=True)], handle)
    small = boxes[:, 1] - boxes[:, 3] < _SMALL * height[lines]
    return np.unique(lines[small & (boxes[:, 3] > (foot + _RISE * height)[lines])]).tolist()


def _with_raised(text: str, boxes: Numbers, height: float, foot: float, small_first: bool) -> str:
    """``text`` with its small raised digits as superscripts: they are marks of footnotes or powers, not figures."""
    small = (boxes[:, 1] - boxes[:, 3] < _SMALL * height) & (boxes[:, 3] > foot + _RISE * height)
    for run in _DIGITS.finditer(text):
        begin, end = run.span()
        if begin == 0 and not small_first:
            continue
        at = end
        while at > begin and small[at - 1]:
            at -= 1
        text = text[:at] + raised(text[at:end]) + text[end:]
    return text
