"""Quotes of different sources on one matter, read beside each other: does the one bear the other out, or contradict it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.models.curves import curves
from rag.reason import Code, Reason, reason
from rag.summarize.gather import Candidate
from rag.verify.claim import Weighed, weigh
from rag.verify.values.compare import Kind, Outcome
from rag.verify.windows import Stretch

SHARED = 2  # content words that two quotes must share to be of one matter
MOST = 60  # pairs that are read, those that share most
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Paired:
    """Two quotes; each weighed as a claim beside the other."""

    a: Candidate
    b: Candidate
    ab: Weighed
    ba: Weighed

    @property
    def agree(self) -> bool:
        """True when one of them bears the other out, and neither contradicts it."""
        least = curves().supported.threshold
        return max(self.ab.supported, self.ba.supported) >= least and not self.differ

    @property
    def differ(self) -> Reason | None:
        """Why the two cannot both be right: surely contradicted, or another value of the same kind where the judge doubts."""
        for one in (self.ab, self.ba):
            exact = [v for v in one.values if v.exact]
            if one.supported < _HALF and exact:
                return reason(Code.SIDES_CLASH, value=exact[0].text, other=exact[0].other)
        least = curves().contradicted.threshold
        return reason(Code.SIDES_CONTRADICT) if min(self.ab.contradicted, self.ba.contradicted) >= least else None

    @property
    def shared(self) -> tuple[str, str]:
        """The figure or the day that both have, as the first writes it, and its kind; ("", "words") where they share none."""
        found = [v for v in self.ab.values if v.outcome is Outcome.FOUND]
        figures = [v.text for v in found if v.kind is Kind.FIGURE]
        days = [v.text for v in found if v.kind is Kind.DATE and len(v.text) > len("2021")]
        return (figures[0], "figure") if figures else (days[0], "date") if days else ("", "words")


def paired(taken: Sequence[Candidate], others: Sequence[Candidate]) -> tuple[Paired, ...]:
    """The taken quotes beside each other and beside ``others``, in order; at most MOST, by the words they share."""
    pairs = [
        (a, b)
        for i, a in enumerate(taken)
        for b in (*taken[i + 1 :], *others)
        if a.source.id != b.source.id and len(a.gist.words & b.gist.words) >= SHARED
    ]
    places = {id(pair): n for n, pair in enumerate(pairs)}
    near = sorted(pairs, key=lambda p: -len(p[0].gist.words & p[1].gist.words))[:MOST]
    near.sort(key=lambda pair: places[id(pair)])
    found = weigh([(one.quote, [Stretch(other.quote)]) for a, b in near for one, other in ((a, b), (b, a))])
    return tuple(Paired(a, b, found[2 * n], found[2 * n + 1]) for n, (a, b) in enumerate(near))
