"""Which paragraphs of a PDF are headings, and how they stand over each other: by the size and the weight of their letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rag.ingest.formats.pdf_cells import Line
from rag.ingest.formats.pdf_layout import BULLET, said

Look = tuple[float, bool]  # the size of its letters, and whether they are bold

_LARGER = 1.12  # of the body's size
_MOST_LINES, _MOST_WORDS = 3, 25
_LEVELS = 6
_STOPS = (".", ",", ";", ":", "。", "，", "；", "：")
_OFTEN = 0.3  # of a document's letters: what so much is bold of is no heading for it


class Headings:
    """Tells headings by how they look beside the running text of their document."""

    def __init__(self, paragraphs: Sequence[Sequence[Line]], body: float) -> None:
        weights: Counter[bool] = Counter()
        for lines in paragraphs:
            weights[all(line.bold for line in lines)] += sum(len(line.text) for line in lines)
        self._bold_tells = weights[True] < _OFTEN * weights.total()
        self._body = body
        looks = {look for lines in paragraphs if (look := self._look(lines))}
        self._levels = {look: min(level, _LEVELS) for level, look in enumerate(sorted(looks, reverse=True), 1)}

    def level(self, lines: Sequence[Line]) -> int:
        """1 of the uppermost; 0 of what is no heading."""
        look = self._look(lines)
        return self._levels.get(look, 0) if look else 0

    def _look(self, lines: Sequence[Line]) -> Look | None:
        text = said(lines)
        words = text.split()
        size, bold = min(line.size for line in lines), self._bold_tells and all(line.bold for line in lines)
        larger = size >= _LARGER * self._body
        if len(lines) > _MOST_LINES or len(words) > _MOST_WORDS or not (larger or (bold and size > 0.9 * self._body)):
            return None
        if (
            text.rstrip().endswith(_STOPS)
            or not any(map(str.isalpha, text))
            or (BULLET.match(text) and not text[0].isdigit())
        ):
            return None
        return round(size), bold
