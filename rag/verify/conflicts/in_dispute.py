"""Which disputes on file bear on a question, and the words of two of their sides: quotes of the answer before others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rag.corpus import Dispute
from rag.in_seed import words_of_side
from rag.matter import FEW, share_of
from rag.store import Index
from rag.types import Passage, Span

Cited = tuple[Passage, Span]
HALF = 0.5  # of the words of a matter
BEST, TWO, FIRST = 1, 2, 3  # quotes that answer a question before all others


def in_dispute(
    cited: Sequence[Cited],
    index: Index,
    meant: Sequence[Dispute],
    close: Sequence[Dispute],
    only: Collection[str] = (),
    question: str = "",
    also: Sequence[Passage] = (),
) -> Iterator[tuple[Dispute, Cited, Cited]]:
    """The disputes that an answer quoting ``cited`` is about, each with the words of the side that is quoted first and of another,
    which is another source's where there is one.

    ``meant``: those that a known question like it is about, which need a side among its first quotes; ``close``: those whose matter it is
    about, of which the very first must be a side. Of any others two sides must be the first two quotes.
    Where the case lists few, ``question`` is also about one of which it has half of the words, where the very first quote is of a side
    and another side is quoted or among ``also``, what was found for it. ``only``: of these sources.
    """
    seen: set[str] = set()
    of_any = [one for one in index.disputes if len({n for n, _ in _quoted(one, cited[:TWO])}) > 1]
    few = index.disputes if len(index.disputes) < FEW else ()
    partly = [one for one in few if share_of(one.matter, question) >= HALF and _met(one, cited, also)]
    for disputes, within in ((meant, FIRST), (of_any, TWO), (close, BEST), (partly, BEST)):
        for dispute in disputes:
            quoted = _quoted(dispute, cited[:within])
            if dispute.id in seen or not quoted:
                continue
            seen.add(dispute.id)
            mine, one = quoted[0]
            others = [place for n, place in _quoted(dispute, cited) if n != mine]
            for n, side in enumerate(dispute.sides):
                others += words_of_side(dispute, side, index, only) if n != mine else []
            if others:
                yield dispute, one, min(others, key=lambda place: place[0].source_id == one[0].source_id)


def _met(dispute: Dispute, cited: Sequence[Cited], also: Sequence[Passage]) -> bool:
    """True where a side besides that of the first quote is quoted, or a passage of it was found."""
    first = {n for n, _ in _quoted(dispute, cited[:BEST])}
    found = {n for n, _ in _quoted(dispute, cited)}
    found |= {n for n, side in enumerate(dispute.sides) for p in also if p.id in side.fact_ids}
    return bool(first) and bool(found - first)


def _quoted(dispute: Dispute, cited: Sequence[Cited]) -> list[tuple[int, Cited]]:
    """The quotes that are of a side, in their order, each with the side's number."""
    return [
        (n, place) for place in cited for n, side in enumerate(dispute.sides) if side.decides(place[0].id, place[1])
    ]
