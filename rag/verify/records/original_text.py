"""A fetched original, read once for the many facts that are held against it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.referents.resolved import resolved
from rag.same_word import stem
from rag.sentences import sentences
from rag.text import content_words, well_formed, words
from rag.types import SourceText, Span
from rag.verify.entities.names import mined_pairs
from rag.verify.values.dates import When, compatible, dates

_CENTRES = 8  # sentences that are looked at, with their neighbours, inside the place and again outside
_LONGEST = 2000  # characters of a sentence that is compared; longer ones are no sentences
_HEAD = 400  # characters at the beginning in which a text says of when it is
_YEAR = re.compile(r"(?<![\w.,$€£-])(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d)")
_ROW = re.compile(r"table \d+, row ")
_CAPTION = 300  # characters of what stands over a table that are read as its caption


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence of the original, the block it stands in, its words as they are read and their stems."""

    span: Span
    block: int
    told: str
    stems: frozenset[str]


class OriginalText:
    """An original read once for many facts: its sentences, and how rare their words are.

    ``in_place``: with its short mentions ("she", "the Commission") read as what they stand for.
    """

    def __init__(self, original: SourceText, in_place: bool = False) -> None:
        self.source = original
        self.language = original.source.language
        self.too_long = 0
        self.lines: list[_Line] = []
        for number, block in enumerate(original.blocks):
            for span in sentences(well_formed(block.span.of(original.text)), self.language):
                whole = span.shifted(block.span.start)
                if whole.end - whole.start > _LONGEST:
                    self.too_long += 1
                    continue
                told = resolved(original.text, whole).text if in_place else whole.of(original.text)
                self.lines.append(_Line(whole, number, told, stems(told, self.language)))
        self._seen = Counter(s for line in self.lines for s in line.stems)

    def nearest(self, wanted: frozenset[str], among: Sequence[int]) -> list[int]:
        """The lines of ``among`` that share most of the wanted stems, rare ones counting more, best first."""
        weight = {s: math.log(1 + len(self.lines) / self._seen[s]) for s in wanted if self._seen[s]}
        scores = {i: sum(weight[s] for s in self.lines[i].stems & weight.keys()) for i in among}
        return sorted((i for i in among if scores[i] > 0), key=lambda i: (-scores[i], i))[:_CENTRES]

    @cached_property
    def in_place(self) -> OriginalText | None:
        """The same with its short mentions read as what they stand for; None where that is not known of its language."""
        return OriginalText(self.source, in_place=True) if self.language[:2] == "en" else None

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """The acronyms that it introduces, and what they stand for."""
        return mined_pairs(self.source.text)

    def is_of(self, when: When) -> bool:
        """True when it was published at ``when``, or says so of itself at its head."""
        told = [*dates(self.source.source.published), *dates(self.source.text[:_HEAD])]
        return any(compatible(date, when) for date in told)

    def over(self, line: int) -> str:
        """The caption over the row of a table; "" for a sentence."""
        block = self.lines[line].block
        blocks = self.source.blocks
        if not _ROW.match(blocks[block].locator):
            return ""
        above = next((b for b in reversed(blocks[:block]) if not _ROW.match(b.locator)), None)
        return above.span.of(self.source.text)[-_CAPTION:] if above else ""

    def year_before(self, line: int) -> tuple[When, ...]:
        """The last year named before a sentence: what a date without a year is read with."""
        start = self.lines[line].span.start
        years = _YEAR.findall(self.source.text, max(0, start - 5000), start)
        return dates(years[-1]) if years else dates(self.source.source.published)[:1]


def stems(text: str, language: str) -> frozenset[str]:
    """Stems of the content words, and the numbers as written without separators."""
    numbers = {w.text for w in words(re.sub(r"(?<=\d)[.,](?=\d)", "", text)) if w.text[0].isdigit()}
    return frozenset({stem(w.text) for w in content_words(text, language)} | numbers)
