"""What of a statement a stretch of text does not have, and the one thing that stands there in the place of the only one missing.

A page is full of other figures about other things. That it says something *else* is claimed only where everything but
one figure, date or name agrees, and a thing of the same kind, which the statement does not have, is in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rag.same_word import same_word
from rag.text import Word, words
from rag.types import Span, Status
from rag.verify.entities.names import in_text, names
from rag.verify.figures.periods import check_dates
from rag.verify.values.dates import When
from rag.verify.values.numbers import Figure
from rag.verify.values.rounding import bearing
from rag.verify.values.statement import Statement

_OTHERWISE = (Status.CONTRADICTED, Status.UNSUPPORTED)


@dataclass(frozen=True, slots=True)
class Amiss:
    """The figures, dates and names of a statement that a stretch does not have."""

    figures: tuple[Figure, ...] = ()
    dates: tuple[When, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.figures) + len(self.dates) + len(self.names)


def amiss(mine: Statement, said: Sequence[Statement], lent: Sequence[When], missing: Sequence[str]) -> Amiss:
    """What of ``mine`` is not ``said``; ``lent`` gives a year to dates without one, ``missing`` are the names not there."""
    every = [f for s in said for f in s.figures]
    there = [d for s in said for d in s.dates]
    figures = tuple(f for f in mine.figures if not any(bearing(s, f) for s in every))
    dates = tuple(d for d in mine.dates if any(f.status in _OTHERWISE for f in check_dates([d], there, lent)))
    return Amiss(figures, dates, tuple(missing))


def other_figure(figure: Figure, mine: Statement, theirs: Statement) -> str:
    """The figure that ``theirs`` has in the place of ``figure``, as written; "" when there is none or it is not clear."""
    spare = [
        s
        for s in theirs.figures
        if (s.kind, s.unit) == (figure.kind, figure.unit) and not any(bearing(s, f) for f in mine.figures)
    ]
    beside = [s for s in spare if in_the_same_place(mine.text, figure.span, theirs.text, s.span)]
    found = beside if len(beside) == 1 else spare
    return found[0].said if len(found) == 1 else ""


def other_name(name: str, mine: str, theirs: str, known: Iterable[str]) -> str:
    """The name that ``theirs`` has in the place of ``name``: a word beside it is the same; "" when there is none."""
    at = mine.find(name)
    if at < 0:
        return ""
    own = tuple(known)
    spare = [n for n in names(theirs, mine) if not in_text(n.text, mine, None, own)]
    found = [n for n in spare if in_the_same_place(mine, Span(at, at + len(name)), theirs, n.span)]
    return found[0].text if len(found) == 1 else ""


def exchanged_name(mine: str, theirs: str) -> tuple[str, str] | None:
    """A name of ``mine`` and what ``theirs`` writes between the same two words, although ``mine`` has it nowhere.

    So a name that ``mine`` has twice is missed although it stands elsewhere in ``theirs``, and one that opens a
    sentence is seen.
    """
    said, told = words(theirs), words(mine)
    for name in names(mine, theirs):
        before = next((w.text for w in reversed(told) if w.span.end <= name.span.start), "")
        after = next((w.text for w in told if w.span.start >= name.span.end), "")
        if not after or (in_text(name.text, theirs) and mine.count(name.text) < 2):
            continue
        for other in _between(before, after, said, theirs):
            if not in_text(other, mine) and not in_text(name.text, other):
                return name.text, other
    return None


def _between(before: str, after: str, said: Sequence[Word], text: str) -> Iterator[str]:
    """Up to three capitalised words of ``text`` that stand between these two words; ``before`` "" is the beginning."""
    for end, word in enumerate(said):
        for start in range(max(0, end - 3), end):
            opens = start == 0 if not before else start > 0 and said[start - 1].text == before
            if opens and word.text == after:
                stretch = text[said[start].span.start : said[end - 1].span.end]
                if all(part[:1].isupper() for part in stretch.split()):
                    yield re.sub(r"['’]s$", "", stretch)


def in_the_same_place(mine: str, a: Span, theirs: str, b: Span) -> bool:
    """True when the word before or the word after both stretches is the same one."""
    before = _last(mine[: a.start]), _last(theirs[: b.start])
    after = _first(mine[a.end :]), _first(theirs[b.end :])
    return any(one and other and same_word(one, other) for one, other in (before, after))


def _last(text: str) -> str:
    return next((w.text for w in reversed(words(text[-40:])) if _tells(w.text)), "")


def _first(text: str) -> str:
    return next((w.text for w in words(text[:40]) if _tells(w.text)), "")


def _tells(word: str) -> bool:
    """A joint such as "of" or a possessive "s" stands beside everything."""
    return len(word) > 1 and re.fullmatch(r"the|an|of|in|to|and|de|la|el|los|las|del|en|y", word) is None
