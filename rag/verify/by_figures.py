"""Which of two things is more, later or older, by the figures and dates that the source gives for each.

"Imports were 40 million and exports 65 million" has no "more", and yet imports did not exceed exports. A side of the claim is known by a
word that stands with the one figure and not with the other; where several figures fit, all must tell the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.same_word import stem
from rag.text import READ_AGAIN, words
from rag.types import Status
from rag.verify.dates import When
from rag.verify.findings import Finding
from rag.verify.greater import CLAUSES, compared
from rag.verify.negation import negations
from rag.verify.numbers import Figure
from rag.verify.qualifiers import Qualifier
from rag.verify.statement import Statement, read
from rag.verify.synonyms import groups
from rag.verify.units import factor

# Of these scales a greater figure is more; a faster run has the smaller one, and what is better nobody can tell.
_BY_SIZE = frozenset(
    [
        "more",
        "less",
        "fewer",
        "higher",
        "lower",
        "larger",
        "greater",
        "bigger",
        "smaller",
        "longer",
        "shorter",
        "taller",
        "heavier",
        "deeper",
        "shallower",
        "wider",
        "broader",
        "narrower",
        "hotter",
        "warmer",
        "colder",
        "cooler",
        "dearer",
        "cheaper",
        "further",
        "farther",
        "nearer",
        "closer",
        "thicker",
        "thinner",
    ]
)
_BY_DATE = {
    "older": True,
    "earlier": True,
    "before": True,
    "younger": False,
    "newer": False,
    "later": False,
    "after": False,
}
_ORDER = re.compile(
    r"(?<!ever)(?<!year)(?<!month)(?<!week)(?<!day)\s(?P<word>before|after)\s+(?!since\b|that\b|\S*\d)", re.IGNORECASE
)
_SEGMENTS = re.compile(
    r"[;,\n]\s|: (?=[A-Z])|\s(?:and|or|while|whereas|but|against|versus|compared with|which|who)\s", re.IGNORECASE
)
_CELL = re.compile(r";\s")
_NAMED = re.compile(r" = |: ")
_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "of",
        "to",
        "for",
        "by",
        "with",
        "from",
        "than",
        "as",
        "was",
        "were",
        "is",
        "are",
        "had",
        "has",
        "have",
        "it",
        "its",
        "their",
        "they",
        "that",
        "this",
        "did",
        "do",
    ]
)
_MOST = 40  # segments with a figure: beyond, it is a table of its own


@dataclass(frozen=True, slots=True)
class _Item:
    """A figure or a date with the stems of the words beside it; ``column``: in a row, the name over it; ``thing``: what stands behind the
    figure as what it counts."""

    value: Figure | When
    said: frozenset[str]
    sentence: int
    column: frozenset[str] = frozenset()
    thing: str = ""


def check_by_figures(claim: str, sentences: Sequence[str]) -> list[Finding]:
    """A finding for a comparison or an order of the claim that the figures or dates of ``sentences`` turn round."""
    for earlier, told in _told(claim, tuple(sentences)):
        if earlier is False:
            x, y = (one.value.text.strip(" .") for one in told)
            return [
                Finding(Status.CONTRADICTED, f"by the source's own figures it is the other way round: {x} against {y}")
            ]
    return []


def borne_by_figures(claim: str, sentences: Sequence[str]) -> bool:
    """True when the figures of ``sentences`` bear each comparison of the claim that they tell anything of, and one at least."""
    found = [holds for holds, _ in _told(claim, tuple(sentences))]
    return bool(found) and all(found)


@lru_cache(maxsize=READ_AGAIN)
def _told(claim: str, sentences: tuple[str, ...]) -> tuple[tuple[bool, tuple[_Item, _Item]], ...]:
    """Whether each comparison of the claim holds by the figures, and two of them; without those that they tell nothing of."""
    asked = list(_comparisons(claim))
    if not asked or negations(claim):
        return ()
    years = {d.year for d in read(claim).dates if d.year}
    rows = [row for sentence in sentences for row in sentence.split("\n")]
    items = [item for n, row in enumerate(rows) for item in _items(row, n, years)]
    if len(items) > _MOST:
        return ()
    out = []
    for word, more, before, after in asked:
        pairs = _nearest(list(_pairs(items, before, after, word in _BY_DATE)), before | after)
        fits = [(holds, pair) for pair in pairs if (holds := _holds(word, more, pair)) is not None]
        if fits and len({holds for holds, _ in fits}) == 1:
            out.append(fits[0])
    return tuple(out)


def _comparisons(claim: str) -> Iterator[tuple[str, bool, frozenset[str], frozenset[str]]]:
    """The word of each comparison, whether it says that the first side has more, and the stems of its two sides."""
    for _, match, before, after in compared(claim):
        word = (match["more"] or match["less"]).casefold().split()[0]
        yield (
            word if word in _BY_DATE or word in _BY_SIZE else _plain(match),
            match["more"] is not None,
            _stems(before),
            _stems(after),
        )
    for match in _ORDER.finditer(claim):
        yield (
            match["word"].casefold(), True,
            _stems(CLAUSES.split(claim[: match.start()])[-1]), _stems(CLAUSES.split(claim[match.end() :], maxsplit=1)[0]),
        )  # fmt: skip


def _plain(match: re.Match[str]) -> str:
    """ "more" for "exceeded" and "twice as many", "" for a scale that figures do not tell."""
    return "more" if "what" not in match.groupdict() or "times" in match[0] or "twice" in match[0] else ""


def _pairs(
    items: Sequence[_Item], before: frozenset[str], after: frozenset[str], dated: bool
) -> Iterator[tuple[_Item, _Item]]:
    """The items of the first side and of the second: each with a word of its own side that the other item lacks."""
    mine, theirs = before - after, after - before
    for x in items:
        for y in items:
            same_kind = isinstance(x.value, When) == isinstance(y.value, When)
            if (
                x is y
                or not same_kind
                or not _of_one_kind(x.thing, y.thing)
                or (isinstance(x.value, When) and not dated)
            ):
                continue
            if x.sentence != y.sentence and x.column != y.column:
                continue
            if (mine & x.said - y.said) and (theirs & y.said - x.said) and not (theirs & x.said - y.said):
                yield x, y


def _nearest(pairs: list[tuple[_Item, _Item]], told: frozenset[str]) -> list[tuple[_Item, _Item]]:
    """Those with most words of the claim beside both: of a row's columns the one that is spoken of."""
    beside = [len(x.said & y.said & told) for x, y in pairs]
    return [pair for pair, shared in zip(pairs, beside, strict=True) if shared == max(beside)]


def _holds(word: str, more: bool, pair: tuple[_Item, _Item]) -> bool | None:
    """Whether the first of a pair is as the word says; None where the two cannot be compared, or are equal."""
    x, y = (one.value for one in pair)
    if isinstance(x, When) and isinstance(y, When):
        first = _earlier(x, y)
        return None if first is None else first is _BY_DATE[word]
    if not isinstance(x, Figure) or not isinstance(y, Figure) or word not in _BY_SIZE | {"older", "younger"}:
        return None
    by = factor(x.unit, y.unit)
    if by is None or x.value * by == y.value or (word in ("older", "younger") and x.unit != "years"):
        return None
    return (x.value * by > y.value) is more


def _earlier(x: When, y: When) -> bool | None:
    """True when ``x`` comes before ``y``, by what both tell; None where that leaves it open."""
    for a, b in zip(x.parts, y.parts, strict=True):
        if a is None or b is None:
            if a is not b:
                return None
            continue
        if a != b:
            return a < b
    return None


def _items(sentence: str, number: int, years: set[int]) -> Iterator[_Item]:
    """The figures and dates of a sentence that stand alone in their segment; none of a sentence of another year than the claim's."""
    own = {d.year for d in read(sentence).dates if d.year}
    if years and own and not years & own:
        return
    row = len(_NAMED.findall(sentence)) > 1
    pieces = _CELL.split(sentence) if row else _SEGMENTS.split(sentence)
    statements = [read(piece.strip(" .")) for piece in pieces if piece.strip(" .")]
    labels = frozenset[str]()
    if row:
        labels = labels.union(*(_stems(s.text) for s in statements if not _quantities(s)))
    for statement in statements:
        if any(compared(statement.text)):
            continue  # "20,000 more than in 2019" gives a difference
        counted = _quantities(statement)
        said = _stems(statement.text) | labels
        if len(counted) == 1:
            column = _stems(_NAMED.split(statement.text)[0]) if row else frozenset()
            yield _Item(counted[0], said, number, column, _thing(counted[0], statement.text))
        if len(statement.dates) == 1 and not statement.dates[0].until:
            yield _Item(statement.dates[0], said, number)


def _thing(figure: Figure, text: str) -> str:
    """The stem of what a figure counts, where it stands right behind it; ""."""
    behind = [stem(w.text) for w in words(text[figure.span.end :])[:2]]
    return figure.noun if not figure.unit and figure.noun in behind else ""


def _of_one_kind(one: str, other: str) -> bool:
    return not one or not other or one == other or not groups(one).isdisjoint(groups(other))


def _quantities(statement: Statement) -> list[Figure]:
    return [f for f in statement.figures if f.kind == "quantity" and f.qualifier is not Qualifier.RANGE]


def _stems(text: str) -> frozenset[str]:
    """The stems of a text's words, numbers and single capitals among them ("Team B"), without the emptiest."""
    kept = (w for w in words(text) if w.text not in _EMPTY or w.span.of(text).isupper())
    return frozenset(stem(w.text) for w in kept)
