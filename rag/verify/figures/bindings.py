"""Which words each figure, date and name stands with: two that have changed places are caught by their company."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations

from rag.text import is_cjk, words
from rag.types import Span, Status
from rag.verify.entities.names import names, world_name
from rag.verify.figures.plain_column import check_columns
from rag.verify.findings import Finding
from rag.verify.meaning.roles import owns_otherwise
from rag.verify.values.columns import cells
from rag.verify.values.dates import When, bears, compatible
from rag.verify.values.numbers import Figure
from rag.verify.values.rounding import bearing
from rag.verify.values.statement import Statement
from rag.verify.words.clauses import parts
from rag.verify.words.counted import noun_class
from rag.verify.words.opposites import SENSE
from rag.verify.words.synonyms import groups

_NEAR = 4  # words on each side that an item is known by
_BESIDE = 2.0  # the very next word tells more than one further off
_MARGIN = 1.5  # how much better the exchanged reading must fit
_ALONE = 3.5  # and when only one of two stands in the claim
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|ld|nt|de)\b", re.IGNORECASE)
_SKIPPED = frozenset(["the", "a", "an", "its", "their", "his", "her", "el", "la", "los", "las", "un", "una"])


@dataclass(frozen=True, slots=True)
class _Item:
    """A figure, date or name in a text, and what stands before and after it, the nearest first."""

    thing: Figure | When | str
    text: str
    kind: str
    span: Span
    before: tuple[str, ...]
    after: tuple[str, ...]


def check_bindings(claim: Statement, said: Statement, known: str, *, by_name: bool = True) -> list[Finding]:
    """A finding for the first two figures, dates or names of ``claim`` that stand in each other's place in ``said``.

    ``known``: all the cited words, which tell a name from a word that opens a sentence; names only with ``by_name``.
    """
    if any(is_cjk(c) for c in claim.text):
        return []
    mine, theirs = _items(claim, known), _items(said, known)
    for kind, same in (("figure", _same_figure), ("date", _same_date), ("name", _same_name)):
        if kind == "name" and not by_name:
            continue
        if kind == "name" and bool(_PASSIVE.search(claim.text)) != bool(_PASSIVE.search(said.text)):
            continue  # the passive turns the order round
        own = [i for i in mine if i.kind.startswith(kind)]
        other = [i for i in theirs if i.kind.startswith(kind)]
        if kind == "name":
            own = [i for i in own if not owns_otherwise(i.text, claim.text, said.text)]
        listed = claim.text if kind == "name" else ""
        if found := _exchanged(own, other, same, listed, claim.text):
            return [Finding(Status.CONTRADICTED, found)]
        if kind != "name" and (found := _stolen(own, other, same)):
            return [Finding(Status.NOT_CONFIRMED, found)]
    return check_columns(claim, said)


def _listed(text: str, a: _Item, b: _Item) -> bool:
    """True when two items stand side by side in a list, whose order says nothing."""
    first, second = (a, b) if a.span.start < b.span.start else (b, a)
    return (
        a is not b
        and re.fullmatch(r"\s*(?:,|,?\s*and|,?\s*or|&|y|e|o)\s+", text[first.span.end : second.span.start]) is not None
    )


def _part_of(a: _Item, b: _Item, text: str) -> bool:
    """True for "two (dentists) out of 31", where ``a`` stands before ``b``."""
    return (
        a.span.end <= b.span.start
        and re.fullmatch(r"(?:\s+\w+)?\s+(?:out )?of\s+(?:\w+\s+)?", text[a.span.end : b.span.start]) is not None
    )


def _exchanged(
    mine: Sequence[_Item], theirs: Sequence[_Item], same: Callable[[_Item, _Item], bool], text: str, whole: str
) -> str:
    """The reason when two items fit each other's place in the evidence clearly better than their own."""
    for a, b in combinations(mine, 2):
        if a.kind != b.kind or same(a, b) or a.text == b.text or _listed(whole, a, b):
            continue
        if (
            not text
            and _part_of(a, b, whole)
            and all(s.span.start < t.span.start for s in theirs if same(a, s) for t in theirs if same(b, t))
        ):
            continue  # "two dentists out of 31" of "two of the 31 dentists"
        for_a, for_b = [t for t in theirs if same(a, t)], [t for t in theirs if same(b, t)]
        if not for_a or not for_b or any(same(b, t) for t in for_a):
            continue
        if text and all((a.span.start < b.span.start) == (s.span.start < t.span.start) for s in for_a for t in for_b):
            continue  # names in the source's order have hardly changed places
        if all(_beside_its_own(i, here, there) for i, here, there in ((a, for_a, for_b), (b, for_b, for_a))):
            continue
        own = max(_fit(a, t) for t in for_a) + max(_fit(b, t) for t in for_b)
        exchanged = max(_fit(a, t) for t in for_b) + max(_fit(b, t) for t in for_a)
        if exchanged >= own + _MARGIN:
            return f"“{a.text}” and “{b.text}” have changed places"
    return ""


def _stolen(mine: Sequence[_Item], theirs: Sequence[_Item], same: Callable[[_Item, _Item], bool]) -> str:
    """The reason when an item stands where the evidence has another one of its kind, which the claim does not have."""
    for item in mine:
        own = [t for t in theirs if same(item, t)]
        absent = [t for t in theirs if t.kind == item.kind and not any(same(m, t) or same(t, m) for m in mine)]
        if not own or not absent or any(_of_one_date(item, t) for t in own):
            continue
        other = max(absent, key=lambda t: _fit(item, t))
        if _fit(item, other) >= max(_fit(item, t) for t in own) + _ALONE:
            return f"the claim says “{item.text}” where the source says “{other.text}”"
    return ""


def _beside_its_own(item: _Item, own: Sequence[_Item], other: Sequence[_Item]) -> bool:
    """True when the nearest figure of another kind is the same in the evidence, and another one in the other's place."""
    value = _nearest_value(item)
    return bool(value) and value in map(_nearest_value, own) and value not in map(_nearest_value, other)


def _nearest_value(item: _Item) -> str:
    """The nearest figure of another kind beside an item; "" without one."""
    near = [(at, seen) for side in (item.before, item.after) for at, seen in enumerate(side) if _VALUE.match(seen)]
    return min(near, default=(0, ""))[1]


_VALUE = re.compile(r"<-?\d")


def _of_one_date(item: _Item, own: _Item) -> bool:
    """True where a figure that leaves out what it counts ("up from 3,600 in 2021") stands beside the date that the claim has beside it."""
    left_out = isinstance(own.thing, Figure) and own.thing.elided
    return left_out and any(seen.startswith(_DATED) for seen in {*item.before, *item.after} & {*own.before, *own.after})


_DATED = "<(("  # how a date is seen beside a figure


def _same_figure(a: _Item, b: _Item) -> bool:
    return isinstance(a.thing, Figure) and isinstance(b.thing, Figure) and bearing(b.thing, a.thing) is not None


def _same_date(a: _Item, b: _Item) -> bool:
    return (
        isinstance(a.thing, When)
        and isinstance(b.thing, When)
        and (bears(b.thing, a.thing) or compatible(b.thing, a.thing))
    )


def _same_name(a: _Item, b: _Item) -> bool:
    return a.thing == b.thing


def _fit(a: _Item, b: _Item) -> float:
    """How alike the company of two items is."""
    near = set(a.before + a.after) & set(b.before + b.after)
    score = float(len(near))
    score += _BESIDE * bool(a.after and b.after and a.after[0] == b.after[0])
    score += _BESIDE * bool(a.before and b.before and a.before[0] == b.before[0])
    return score


def _items(statement: Statement, known: str) -> list[_Item]:
    """Every figure, date and name with its company; each stands in the company of others as its kind or value."""
    text = statement.text
    found: list[tuple[Span, str, Figure | When | str]] = []
    for figure in statement.figures:
        found.append((figure.span, f"figure {figure.kind} {figure.unit}", figure))
    for when in statement.dates:
        found.append((when.span, "date fiscal" if when.fiscal else "date", when))
    heads = [cell.name for cell in cells(text)]  # what opens the name of a column is no name
    for name in names(text, known):
        if not any(name.span.overlaps(s) for s in (*(s for s, _, _ in found), *heads)):
            found.append((name.span, "name", world_name(name.text)))
    found.sort(key=lambda f: f[0].start)
    placed = _stream(text, found)
    stream = [(token, index) for _, token, index in placed]
    ends = list(accumulate(len(piece) for piece in _apart(text)))
    clause = [bisect_right(ends, start) for start, _, _ in placed]
    out = []
    for at, (_, index) in enumerate(stream):
        if index is None:
            continue
        span, kind, thing = found[index]
        # Things of one kind may have changed places, so to one another they are only of that kind.
        first, last = bisect_left(clause, clause[at]), bisect_right(clause, clause[at])
        before = [_seen(stream[i], found, kind) for i in range(at - 1, max(first, at - _NEAR) - 1, -1)]
        after = [_seen(stream[i], found, kind) for i in range(at + 1, min(last, at + 1 + _NEAR))]
        out.append(_Item(thing, span.of(text), kind, span, tuple(before), tuple(after)))
    return out


def _apart(text: str) -> Sequence[str]:
    """The clauses of a text; of a table's row its cells, each with the name of its column and nothing of the next."""
    return re.split(r"(?<=;)", text) if cells(text) else parts(text)


def _stream(text: str, found: Sequence[tuple[Span, str, Figure | When | str]]) -> list[tuple[int, str, int | None]]:
    """Where each word and thing of a text begins, in order; a thing comes with its number in ``found``."""
    pieces: list[tuple[int, str, int | None]] = [(f[0].start, f[1], i) for i, f in enumerate(found)]
    for word in words(text):
        if word.text in _SKIPPED or any(s.overlaps(word.span) for s, _, _ in found):
            continue
        pieces.append((word.span.start, _kin(word.text), None))
    return sorted(pieces, key=lambda p: p[0])


def _seen(piece: tuple[str, int | None], found: Sequence[tuple[Span, str, Figure | When | str]], kind: str) -> str:
    token, index = piece
    if index is None:
        return token
    thing = found[index][2]
    if found[index][1] == kind:
        return f"<{found[index][1]}>"
    if isinstance(thing, When):
        return f"<{thing.ends}>"
    return f"<{thing.value.normalize()}>" if isinstance(thing, Figure) else f"<{thing}>"


def _kin(word: str) -> str:
    """One form for words of one sense, so that a synonym is the same company."""
    if word in SENSE:
        name, side = SENSE[word]
        return f"{name}/{side}"
    known = groups(word)
    return f"#{min(known)}" if known else noun_class(word)
