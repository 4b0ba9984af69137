"""What a question sets against each other ("43,000 pounds or 27,000", "China or Mexico"), and the quotes for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations

from rag.same_word import same_word
from rag.text import content_words, guess_language
from rag.verify.entities.names import in_text
from rag.verify.meaning.ranks import rival_holders
from rag.verify.values.dates import compatible, dates
from rag.verify.values.numbers import Figure, figures
from rag.verify.values.rounding import bearing, clash
from rag.verify.values.statement import read

_MAGNITUDE = 10  # a bare figure is meant in the unit of another one that is at most so many times as large
_COUNTED = re.compile(r"\bhow many (\w+)", re.IGNORECASE)
_TELLING = 1000  # a bare count from this size on is hardly the same by chance


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source that may bear one of the figures."""

    source_id: str
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Rivals:
    """The places of two quotes that each bear one of the question's figures or names, and what those are."""

    one: int
    other: int
    reason: str
    kind: str = "figures"


def rivals(question: str, quotes: Sequence[Quote]) -> Iterator[Rivals]:
    """For each two rival figures of ``question`` the first two quotes, of two sources, that bear one each.

    Nothing when the question has fewer than two figures of one unit.
    """
    asked = [f for f in figures(question, guess_language(question)) if f.kind == "quantity"]
    asked = _of_one_unit([replace(f, unit=f.unit or _counted_in(question)) for f in asked])
    if len(asked) < 2:
        return
    stated = [figures(quote.words, quote.language) for quote in quotes]
    for x, y in combinations(asked, 2):
        if not clash(x, y):
            continue
        for i, j in permutations(range(len(quotes)), 2):
            two_sources = quotes[i].source_id != quotes[j].source_id
            if two_sources and _only(stated[i], x, y) and _only(stated[j], y, x):
                yield Rivals(i, j, f"the question sets {x.text} against {y.text}; each stands in a source")
                break


def rival_names(question: str, quotes: Sequence[Quote]) -> Iterator[Rivals]:
    """The first two quotes, of two sources, that give one rank to two holders which ``question`` names; else nothing."""
    stated = [read(quote.words, quote.language) for quote in quotes]
    for i, j in combinations(range(len(quotes)), 2):
        one_way = quotes[i].source_id != quotes[j].source_id and quotes[i].language == quotes[j].language
        held = rival_holders(stated[i], stated[j]) if one_way else None
        if held and all(in_text(name, question) for name in held):
            yield Rivals(i, j, f"the question sets {held[0]} against {held[1]}; each stands in a source", "roles")
            return


def rival_dates(question: str, quotes: Sequence[Quote]) -> Iterator[Rivals]:
    """The first two quotes, of two sources, that give the one and the other of two dates which ``question`` sets against
    each other ("in 2018 or in May 2019"), both telling of what it asks for; nothing when it asks for more than which."""
    asked = dates(question, guess_language(question))
    if len(asked) != 2 or compatible(*asked) or _RANKS.search(question):
        return
    if not re.search(r"\b(?:or|o)\b|还是", question[asked[0].span.end : asked[1].span.start]):
        return
    bare = question[: asked[0].span.start] + question[asked[1].span.end :]
    wanted = {w.text for w in content_words(bare)}
    told = []
    for place, quote in enumerate(quotes):
        have = {w.text for w in content_words(quote.words)}
        met = sum(any(same_word(w, h) for h in have) for w in wanted)
        here = [any(compatible(d, a) for d in dates(quote.words, quote.language)) for a in asked]
        if met >= 2 and any(here):
            told.append((place, here, met))
    pairs = [
        (one, other)
        for one in told
        for other in told
        if one[1][0] and not one[1][1] and other[1][1] and quotes[one[0]].source_id != quotes[other[0]].source_id
    ]
    if pairs:
        one, other = max(pairs, key=lambda p: p[0][2] + p[1][2])
        reason = f"the question sets {asked[0].text} against {asked[1].text}; each stands in a source"
        yield Rivals(one[0], other[0], reason, "dates")


_RANKS = re.compile(
    r"\b(?:more|less|fewer|higher|lower|larger|smaller|rose|fell|rise|fall|most|least|than)\b", re.IGNORECASE
)


def _counted_in(question: str) -> str:
    """The unit that a question counts in: pounds of "how many pounds were seized, 27k or 43k?"; empty where it is none."""
    counted = _COUNTED.search(question)
    return next((f.unit for f in figures(f"2 {counted[1]}", "en")), "") if counted else ""


def _of_one_unit(asked: Sequence[Figure]) -> list[Figure]:
    """The figures in the unit that most of them have; bare ones count in it when only one has a unit."""
    units = [f.unit for f in asked if f.unit]
    unit = max(units, key=units.count, default="")
    alike = [f for f in asked if f.unit == unit]
    if unit and len(alike) == 1:
        bare = [f for f in asked if not f.unit and _near(f, alike[0])]
        return [*alike, *(replace(f, unit=unit) for f in bare)]
    if not unit:
        noun = next((f.noun for f in reversed(alike) if f.noun), "")
        return [replace(f, noun=f.noun or noun) for f in alike]
    return alike


def _near(a: Figure, b: Figure) -> bool:
    return max(a.value, b.value) <= _MAGNITUDE * min(a.value, b.value)


def _only(stated: Sequence[Figure], wanted: Figure, other: Figure) -> bool:
    """True when one of ``stated`` bears ``wanted`` and none bears ``other``: such a quote would tell both sides."""
    return any(_bears(f, wanted) for f in stated) and not any(_bears(f, other) for f in stated)


def _bears(stated: Figure, wanted: Figure) -> bool:
    """True when the quote's figure bears the one asked; a small bare count only of the same noun."""
    if not wanted.unit and stated.noun != wanted.noun and (stated.noun or wanted.value < _TELLING):
        return False
    return bearing(stated, wanted) is not None
