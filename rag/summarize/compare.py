"""Where the quotes of a brief differ: by the disputes on file, by the ledger, by the judge and the values; with what may be why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answer.draft import Pick
from rag.assemble import Parts
from rag.in_seed import in_the_seed
from rag.places import place_of
from rag.reason import Reason
from rag.summarize.disputed import Allowed, disputed, nothing_else
from rag.summarize.gather import Candidate
from rag.summarize.headings import day, heading
from rag.summarize.paired import SHARED, Paired
from rag.text import fold
from rag.tokens import tokens
from rag.types import DISPUTE, LEDGER, Citation, Conflict, Finding, Passage, Source, Span
from rag.verify.values.dates import compatible, dates

CONTRADICTED, PARTLY = "contradicted", "partly supported"
VALUES = "figures"
MOST_DIFFERENCES = 8  # beside the disputes on file
LEFT_TO_CODE = 2  # differences that code sees and that many judgements of an editor do not push out
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_Place = tuple[Passage, Span]


def differences(
    taken: Sequence[Candidate],
    others: Sequence[Candidate],
    read: Sequence[Paired],
    parts: Parts,
    allowed: Allowed = nothing_else,
) -> list[Conflict]:
    """Conflicts of the topic's quotes: disputes on file, then at most MOST_DIFFERENCES others: the article as the ledger judges it,
    its contradicted claims first, then what is seen in the quotes ``read`` beside each other. ``allowed``: which words that are
    no candidates may be the other side of a dispute."""
    sources = parts.index.sources
    on_file = [
        _conflict(one, other, sources, dispute.reason, DISPUTE)
        for dispute, one, other in disputed(taken, others, parts.index, allowed)
    ]
    kept: dict[str, Conflict] = {}
    for conflict in (*on_file, *_by_ledger(taken, parts)):
        kept.setdefault(conflict.reason, conflict)
    seen = [
        _conflict(_place(p.a.pick), _place(p.b.pick), sources, why.said(), VALUES, reasons=(why,))
        for p in read
        if (why := p.differ)
    ]
    seen = [c for c in seen if not any(_one_pair(c, k) for k in kept.values())]
    most = len(on_file) + MOST_DIFFERENCES
    return [*list(kept.values())[: most - min(LEFT_TO_CODE, len(seen))], *seen][:most]


def _one_pair(a: Conflict, b: Conflict) -> bool:
    """True when both set words of the same two places against each other."""
    return {a.lower.passage_id, a.higher.passage_id} == {b.lower.passage_id, b.higher.passage_id}


def _by_ledger(taken: Sequence[Candidate], parts: Parts) -> Iterator[Conflict]:
    """The article's claims that the ledger judges contradicted, then partly supported, against the taken quote that decides them:
    of several the one that shares most with the claim and its reason, none where little is shared."""
    for claim in [c for status in (CONTRADICTED, PARTLY) for c in parts.index.ledger if c.status == status]:
        told, said = set(tokens(f"{claim.claim} {claim.reason}")), in_the_seed(claim, parts.index)
        deciding = [c.pick for c in taken if claim.decides(c.pick.passage.id, c.pick.span)]
        best = max(deciding, key=lambda pick: len(told & set(tokens(pick.quote))), default=None)
        if best and said and len(told & set(tokens(best.quote))) > SHARED:
            yield Conflict(_cite(said), _cite(_place(best)), claim.reason, LEDGER, claim.status)


def _conflict(
    one: _Place,
    other: _Place,
    sources: dict[str, Source],
    reason: str,
    basis: str,
    finding: Finding | None = None,
    reasons: tuple[Reason, ...] = (),
) -> Conflict:
    """The lower tier first, and within one tier the earlier date; a source without a date counts as earliest."""

    def standing(place: _Place) -> tuple[int, str]:
        source = sources[place[0].source_id]
        date = _DATE.search(source.published)
        return -source.tier.rank, date.group() if date else ""

    lower, higher = sorted((one, other), key=standing)
    return Conflict(_cite(lower), _cite(higher), reason, basis, finding, reasons)


def _place(pick: Pick) -> _Place:
    return pick.passage, pick.span


def _cite(place: _Place) -> Citation:
    passage, span = place
    quote = span.shifted(-passage.span.start).of(passage.text)
    return Citation(0, passage.id, passage.source_id, quote, span, place_of(passage, span))


def why(lower: str, higher: str, low: Source, high: Source, language: str) -> tuple[str, ...]:
    """What may be why two quotes differ, as far as their own words show it: period, publisher."""
    said = []
    mine, theirs = dates(lower, low.language), dates(higher, high.language)
    if mine and theirs and not any(compatible(x, y) for x in mine for y in theirs):
        said.append(heading("periods_differ", language, a=day(mine[0], language), b=day(theirs[0], language)))
    if low.publisher and high.publisher and fold(low.publisher).text != fold(high.publisher).text:
        said.append(heading("agencies_differ", language, a=low.publisher, b=high.publisher))
    return tuple(said)
