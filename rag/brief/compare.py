"""Where quotes of different sources agree and differ: as the judge reads them, as figures say, and as editors found.

An agreement needs that each supports the other, a difference that each contradicts the other, both as surely as a verdict does.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from rag.answer.conflicts import differing, in_the_seed
from rag.assemble import Parts
from rag.brief import house
from rag.brief.house import Quote, Vectors, likeness
from rag.case import Side, reason_in
from rag.phrases import phrase
from rag.types import DISPUTE, FIGURES, JUDGE, LEDGER, Finding
from rag.verify.claim import weigh
from rag.verify.values.compare import all_held
from rag.verify.windows import Stretch, card

# Quotes that each is compared with; how likely two say the same, for one of them to be left out.
NEAREST, LIKELY = 3, 0.5
MOST_AGREEMENTS, MOST_DISPUTES, MOST_LEDGER, MOST_JUDGED = 8, 4, 6, 4
JUDGED_WRONG: tuple[Finding, ...] = ("contradicted", "partly supported")
Allowed = Callable[[Quote], bool]  # whether words that were not chosen may be the other side of a dispute


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotes that more likely than not say the same (``again``), or differ; ``agree``: they surely say the same."""

    one: Quote
    other: Quote
    again: bool = False
    agree: bool = False
    figures: str = ""  # two of one measure and time that differ
    differ: bool = False  # as the judge reads them

    @property
    def two_sources(self) -> bool:
        """True when different sources say it."""
        return self.one.source.id != self.other.source.id


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two quotes that differ, and who found it; ``lower`` is of the lower tier or the earlier date."""

    lower: Quote
    higher: Quote
    reason: str
    basis: str
    finding: Finding | None = None


def compared(quotes: Sequence[Quote], vectors: Vectors) -> list[Pair]:
    """The pairs among each quote and those nearest to it that surely agree or surely contradict each other."""
    near = likeness(vectors) if len(quotes) else np.zeros((0, 0))
    np.fill_diagonal(near, 0.0)
    wanted = {
        (min(i, j), max(i, j)) for i, row in enumerate(near) for j in np.argsort(-row)[:NEAREST].tolist() if row[j] > 0
    }
    places = sorted(wanted)
    both = [
        (quotes[a].quote, [Stretch(quotes[b].quote, card(quotes[b].source))])
        for i, j in places
        for a, b in ((i, j), (j, i))
    ]
    weighed = weigh(both) if both else ()
    found = []
    for (i, j), one, other in zip(places, weighed[::2], weighed[1::2], strict=True):
        agree = one.borne and other.borne and all_held((*one.values, *other.values))
        again, differ = min(one.supported, other.supported) >= LIKELY, one.denied and other.denied
        pair = Pair(quotes[i], quotes[j], again, agree, _differing(quotes[i], quotes[j]), differ)
        found += [pair] if pair.again or pair.figures or pair.differ else []
    return found


def _differing(one: Quote, other: Quote) -> str:
    """The two figures of one measure, unit and time that differ, as a reader is shown them."""
    values = differing(one.quote, one.source.language, other.quote, other.source.language)
    return "“{}” – “{}”".format(*values) if values else ""


def agreements(taken: Sequence[Quote], pairs: Iterable[Pair], parts: Parts) -> list[list[Quote]]:
    """Each taken quote with those of other sources that say the same; none that stand on two sides of a dispute."""
    apart = [[set(house.saying(dispute, side, parts)) for side in dispute.sides] for dispute in parts.index.disputes]
    partners: dict[Quote, list[Quote]] = {}
    for pair in pairs:
        if pair.agree and pair.two_sources and not any(_opposed(pair.one, pair.other, sides) for sides in apart):
            partners.setdefault(pair.one, []).append(pair.other)
            partners.setdefault(pair.other, []).append(pair.one)
    used: set[Quote] = set()
    groups = []
    for quote in taken:
        others = [o for o in partners.get(quote, []) if o not in used]
        one_each = list({o.source.id: o for o in others}.values())
        if one_each and quote not in used:
            used |= {quote, *one_each}
            groups.append([quote, *one_each])
    return groups[:MOST_AGREEMENTS]


def _opposed(one: Quote, other: Quote, sides: Sequence[set[Quote]]) -> bool:
    def held(quote: Quote) -> set[int]:
        return {
            n
            for n, side in enumerate(sides)
            if any(quote.passage.id == said.passage.id and quote.span.overlaps(said.span) for said in side)
        }

    mine, theirs = held(one), held(other)
    return bool(mine and theirs and mine.isdisjoint(theirs))


def differences(
    taken: Sequence[Quote],
    others: Sequence[Quote],
    pairs: Iterable[Pair],
    parts: Parts,
    language: str,
    allowed: Allowed,
) -> list[Contrast]:
    """What editors found first, disputes before the ledger; then figures, then what the judge finds."""
    kept = list(_disputes(taken, others, parts, language, allowed))[:MOST_DISPUTES]
    kept += list(_of_ledger(taken, parts, language))[:MOST_LEDGER]
    pairs = [p for p in pairs if p.two_sources and (p.figures or p.differ) and (p.one in taken or p.other in taken)]
    for pair in sorted(pairs, key=lambda p: not p.figures)[:MOST_JUDGED]:
        both = {pair.one.passage.id, pair.other.passage.id}
        if not any({c.lower.passage.id, c.higher.passage.id} == both for c in kept):
            reason, basis = (pair.figures, FIGURES) if pair.figures else (phrase("contradict", language), JUDGE)
            kept.append(_ordered(pair.one, pair.other, reason, basis))
    return kept


def _disputes(
    taken: Sequence[Quote], others: Sequence[Quote], parts: Parts, language: str, allowed: Allowed
) -> Iterator[Contrast]:
    """Each dispute of which a taken quote is a side, beside the words of another side: of the brief's own before others, the nearest."""
    for dispute in parts.index.disputes:
        own = [[q for q in taken if _says(side, q)] for side in dispute.sides]
        first = next((n for n, quotes in enumerate(own) if quotes), None)
        if first is None:
            continue
        rest = [n for n in range(len(own)) if n != first]
        there = [q for n in rest for q in own[n]] or [
            q
            for side in (dispute.sides[n] for n in rest)
            for q in (*filter(partial(_says, side), others), *filter(allowed, house.saying(dispute, side, parts)))
        ]
        if there:
            like = house.vectors_of([q.passage for q in (*own[first], *there)], parts)
            near = like[: len(own[first])] @ like[len(own[first]) :].T
            a, b = np.unravel_index(int(near.argmax()), near.shape)
            yield _ordered(own[first][a], there[b], reason_in(language, dispute), DISPUTE)


def _says(side: Side, quote: Quote) -> bool:
    return side.decides(quote.passage.id, quote.span)


def _of_ledger(taken: Sequence[Quote], parts: Parts, language: str) -> Iterator[Contrast]:
    """The article's claims that an editor found wrong or half right, beside the taken quote that decides each."""
    for status in JUDGED_WRONG:
        for claim in (c for c in parts.index.ledger if c.status == status):
            decided = next((q for q in taken if claim.decides(q.passage.id, q.span)), None)
            said = in_the_seed(claim, parts.index) if decided else None
            if decided and said and said.passage.id != decided.passage.id:
                yield Contrast(house.as_quote(said, parts), decided, reason_in(language, claim), LEDGER, status)


def _ordered(one: Quote, other: Quote, reason: str, basis: str) -> Contrast:
    lower, higher = sorted((one, other), key=lambda q: (-q.source.tier.rank, q.source.published))
    return Contrast(lower, higher, reason, basis)
