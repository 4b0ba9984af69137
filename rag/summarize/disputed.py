"""The disputes on file that a brief's quotes are about, each with the words of two of its sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rag.corpus import Dispute, Side
from rag.in_seed import Place, words_of_side
from rag.store import Index
from rag.summarize.gather import Candidate
from rag.summarize.repeats import gist
from rag.tokens import tokens
from rag.types import Source
from rag.verify.values.dates import compatible, dates

MOST_DISPUTES = 4
Allowed = Callable[[Source, str], bool]  # whether words of a source may stand in the brief


def nothing_else(_source: Source, _quote: str) -> bool:
    """No words but those of the candidates."""
    return False


class _Said(NamedTuple):
    """What a side says: ``standing`` 0 in a taken quote, 1 in another candidate, 2 elsewhere; ``near``: the candidate's score."""

    standing: int
    near: float
    place: Place


def disputed(
    taken: Sequence[Candidate], others: Sequence[Candidate], index: Index, allowed: Allowed = nothing_else
) -> list[tuple[Dispute, Place, Place]]:
    """The disputes with a side in a taken quote, or two in the topic's candidates, each with the words of two sides; those with
    most taken quotes first, then the nearest to the topic. At most MOST_DISPUTES."""
    found = []
    for dispute in index.disputes:
        said = [s for side in dispute.sides if (s := _said(dispute, side, taken, others, index, allowed))]
        pairs = [(x, y) for i, x in enumerate(said) for y in said[i + 1 :] if x.place != y.place]
        pairs = [(x, y) for x, y in pairs if min(x.standing, y.standing) == 0 or max(x.standing, y.standing) == 1]
        if pairs:
            x, y = min(pairs, key=lambda two: (_one_source(*two), two[0].standing + two[1].standing))
            found.append(((x.standing + y.standing, -(x.near + y.near)), (dispute, x.place, y.place)))
    return [told for _, told in sorted(found, key=lambda f: f[0])[:MOST_DISPUTES]]


def _one_source(x: _Said, y: _Said) -> bool:
    return x.place[0].source_id == y.place[0].source_id


def _said(
    dispute: Dispute,
    side: Side,
    taken: Sequence[Candidate],
    others: Sequence[Candidate],
    index: Index,
    allowed: Allowed,
) -> _Said | None:
    """The words that say best what a side says: in the topic's quotes before others, of equal ones in a taken quote."""
    words = {passage.id: (passage, span) for passage, span in words_of_side(dispute, side, index)}
    best: tuple[tuple[int, int, int], _Said] | None = None
    for n, c in enumerate((*taken, *others)):
        if c.pick.passage.id not in words or not c.pick.span.overlaps(words[c.pick.passage.id][1]):
            continue
        fit = _fit(dispute, side, c.pick.passage.id, c.quote, c.source)
        said = _Said(int(n >= len(taken)), c.score, (c.pick.passage, c.pick.span))
        if fit is not None and (best is None or (*fit, -said.standing) > best[0]):
            best = (*fit, -said.standing), said
    if best is not None:
        return best[1]
    for passage, span in words.values():
        source, quote = index.sources[passage.source_id], span.shifted(-passage.span.start).of(passage.text)
        fit = _fit(dispute, side, passage.id, quote, source) if allowed(source, quote) else None
        if fit is not None and (best is None or (*fit, 0) > best[0]):
            best = (*fit, 0), _Said(2, 0.0, (passage, span))
    return best[1] if best else None


def _fit(dispute: Dispute, side: Side, passage_id: str, quote: str, source: Source) -> tuple[int, int] | None:
    """How many figures and dates, and how many words, a quote shares with what the side says; None where it does not say it.

    Where the side names a place of a document, one of its figures or dates must stand in the quote: a page says much else.
    """
    says, held = gist(side.says, source.language), gist(quote, source.language)
    told = dates(quote, source.language)
    counted = len(says.figures & held.figures)
    counted += sum(any(compatible(day, when) for when in told) for day in dates(side.says, source.language))
    shared = len(set(tokens(f"{dispute.matter} {side.says}")) & set(tokens(quote)))
    exact = bool(says.figures or says.dates) and bool(side.parts_of(passage_id))
    return (counted, shared) if shared and (counted or not exact) else None
