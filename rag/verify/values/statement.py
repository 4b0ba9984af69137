"""One sentence read for what can be checked: its figures, its dates and which date belongs to which figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.text import READ_AGAIN, blanked
from rag.types import Span
from rag.verify.values.dates import When, dates
from rag.verify.values.numbers import Figure, figures

_AFTER = 30  # characters between a figure and the date that follows it
_ZH_CLAUSE = re.compile("[，；。]")
_BEFORE = 80  # between a date that opens the sentence and its figure
_SPAN_OPENS = re.compile(r"\b(?:between|from)\s+(?:the )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with its figures and dates, in order; spans are in ``text``."""

    text: str
    language: str
    figures: tuple[Figure, ...]
    dates: tuple[When, ...]

    @property
    def numbers(self) -> list[Span]:
        """Where its figures and its dates stand."""
        return [*(figure.span for figure in self.figures), *(date.span for date in self.dates)]

    def masked(self, sign: str) -> str:
        """The text with ``sign`` for each character of its figures and dates."""
        return blanked(self.text, self.numbers, sign)

    def date_of(self, figure: Figure) -> When | None:
        """The date that stands beside ``figure``; None when there is none or it is not clear which."""
        following = self._following(figure)
        first_figure = min((f.span.start for f in self.figures), default=0)
        if not self.dates or self.dates[0].span.start > first_figure:
            return following
        before = [d for d in self.dates if 0 <= figure.span.start - d.span.end <= _BEFORE]
        leading = before[-1] if before else None
        if leading and self._figure_between(leading.span.end, figure.span.start):
            leading = None
        if leading and following:
            # "In 2019, 70,630 and in 2020, 93,331": the date that follows belongs to the next figure.
            taken = any(0 <= f.span.start - following.span.end <= _AFTER for f in self.figures)
            return leading if taken else None
        return leading or following

    def _following(self, figure: Figure) -> When | None:
        for date in self.dates:
            if 0 <= date.span.start - figure.span.end <= _AFTER:
                if _ZH_CLAUSE.search(self.text, figure.span.end, date.span.start):
                    return None
                if _SPAN_OPENS.search(self.text, 0, date.span.start) and len(self.figures) > 1:
                    return None  # "from 2,345 to 2,151 between March 2022 and May 2023": the second is not of March
                return None if self._figure_between(figure.span.end, date.span.start) else date
        return None

    def _figure_between(self, start: int, end: int) -> bool:
        return any(start <= f.span.start < end for f in self.figures)


@lru_cache(maxsize=READ_AGAIN)
def read(text: str, language: str = "en") -> Statement:
    """``text`` as a statement; anything that is no sentence gives one without figures and dates."""
    return Statement(text, language, figures(text, language), dates(text, language))
