"""The candidates of a brief: quotes of the passages that the ranker finds for the topic and for each question of the outline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answer.draft import Pick
from rag.answer.quoting import sentences_of
from rag.assemble import Parts
from rag.summarize.brief import About, Scope
from rag.summarize.facets import ORDER, Reading, asked_of, read
from rag.summarize.headline import only_titles
from rag.summarize.period import Period, within
from rag.summarize.repeats import Gist, gist
from rag.summarize.states import stating
from rag.text import word_count
from rag.types import Hit, Kind, Source, Span

LONG = 60  # words from which a passage is quoted by its best sentences rather than whole
DEEP = 400  # passages ranked for each question; past that nothing is near the topic
WEAK = 0.3  # share of the best score below which a quote is not about the topic
LEAST = 0.0  # score below which a passage is no nearer to the topic than any other of the index
_LEANS = re.compile(
    r"(?:that was|that is|these|those|they|the same|in the same|same|this|he|she|both|the other|eso|esto|estos|ellos|这|那|其)\b",
    re.IGNORECASE,
)
NEAR, MEASURES, FEW = 100, 5, 3  # best passages whose sources are near; measures asked after; passages that make one
SAYS_LITTLE = frozenset(("percent", "percentage points", "times", "years", "months", "weeks", "days", "hours"))
_OF_ITSELF = re.compile(
    r"(?:the |this |an? )?(?:[\w-]+ ){0,2}(?:report|brief|paper|statement|release|document|article|author|findings?|dataset)s?"
    r" (?:is|are|was|were|has|have|thanks?|contains?|covers?)? ?(?:dated|published|released|issued|posted|written|separate|presented)\b"
    r"|(?:published|dated|issued|released|posted|announced)\b|the authors? thanks?\b"
    r"|(?:publicado|fechado|emitido)\b|(?:发布于|发表于|日期为)",
    re.IGNORECASE,
)
OF_ITSELF = 2.5  # what it costs when a quote only tells of its own document
LEANING = 1.5  # what it costs when a quote begins by pointing back at words that are not quoted


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote that may be taken: where it stands, how near it is to the topic and which question it speaks to."""

    pick: Pick
    source: Source
    score: float
    reading: Reading
    gist: Gist

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.pick.quote


@dataclass(frozen=True, slots=True)
class Gathered:
    """Candidates, best first, and for each question of the outline what it was asked as."""

    candidates: tuple[Candidate, ...]
    hits: tuple[Hit, ...]
    asked: dict[str, str]


def gather(scope: Scope, topic: str, period: Period, parts: Parts) -> Gathered:
    """What the sources hold on ``topic`` in ``period``; of one source alone when the scope names it."""
    first = _rank(topic, parts)
    readings = {hit.passage.id: read(hit.passage.text, _source(hit, parts), topic) for hit in first}
    asked = {kind: asked_of(kind, topic) for kind in ORDER}
    scores = {hit.passage.id: hit.score for hit in first}
    if scope.about is not About.SOURCE:
        for kind, question in asked.items():
            _raise(scores, _rank(question, parts), [p for p, r in readings.items() if r.kind == kind])
        for thing, holders in _counted(first, readings, period, parts).items():
            _raise(scores, _rank(f"{thing}, {topic}", parts), holders)
    found = [c for hit in first for c in _candidates(hit, scope, period, scores, readings, parts)]
    if scope.about is not About.SOURCE:
        best = max((c.score for c in found), default=0.0)
        found = [c for c in found if c.score >= WEAK * best]
    return Gathered(tuple(sorted(found, key=lambda c: (-c.score, c.pick.passage.id))), tuple(first), asked)


def _raise(scores: dict[str, float], hits: Sequence[Hit], only: Sequence[str]) -> None:
    """Give each passage of ``only`` the better of its score and the one it has for another question."""
    for hit in hits:
        if hit.passage.id in only:
            scores[hit.passage.id] = max(scores[hit.passage.id], hit.score)


def _counted(hits: Sequence[Hit], readings: dict[str, Reading], period: Period, parts: Parts) -> dict[str, list[str]]:
    """What the sources near to the topic count most, as they write it, and the passages that count it."""
    near = {hit.passage.source_id for hit in hits[:NEAR]}
    holders: dict[str, list[str]] = {}
    for hit in hits:
        if hit.passage.source_id in near and within(hit.passage.text, _source(hit, parts), period):
            for unit in set(readings[hit.passage.id].amounts) - SAYS_LITTLE:
                holders.setdefault(unit, []).append(hit.passage.id)
    most = sorted(holders.items(), key=lambda item: -len(item[1]))[:MEASURES]
    return {unit: ids for unit, ids in most if len(ids) >= FEW}


def _rank(question: str, parts: Parts) -> list[Hit]:
    """The passages near to ``question``; 0 is the score of the middle one."""
    hits = parts.search.rank(question, DEEP, known=False)
    middle = sum(hit.score for hit in hits) / max(1, len(hits))
    return [replace(hit, score=hit.score - middle) for hit in hits]


def _source(hit: Hit, parts: Parts) -> Source:
    return parts.index.sources[hit.passage.source_id]


def _candidates(
    hit: Hit,
    scope: Scope,
    period: Period,
    scores: dict[str, float],
    readings: dict[str, Reading],
    parts: Parts,
) -> list[Candidate]:
    """The quotes of one passage that the scope allows."""
    source = _source(hit, parts)
    one = scope.about is About.SOURCE
    if one and source.id != scope.source_id:
        return []
    if not one and (source.kind is Kind.SEED or source.tier not in scope.tiers or scores[hit.passage.id] < LEAST):
        return []
    found = []
    for place, span in enumerate(_spans(hit, scope.topic, parts, everything=one)):
        own = stating(hit.passage, span.shifted(-hit.passage.span.start), source)
        if own is None or only_titles(hit.passage, own, source):
            continue
        span = own.shifted(hit.passage.span.start)
        pick = Pick(hit.passage, span)
        if not within(pick.quote, source, period):
            continue
        score = scores[hit.passage.id] - 0.5 * place - LEANING * bool(_LEANS.match(pick.quote))
        score -= OF_ITSELF * bool(_OF_ITSELF.match(pick.quote))
        reading = readings[hit.passage.id] if span == hit.passage.span else read(pick.quote, source, scope.topic)
        found.append(Candidate(pick, source, score, reading, gist(pick.quote, source.language)))
    return found


def _spans(hit: Hit, topic: str, parts: Parts, everything: bool) -> Sequence[Span]:
    """A short passage whole, a long one by its two best sentences, or by all of them."""
    if word_count(hit.passage.text) <= LONG:
        return [hit.passage.span]
    found = sentences_of(hit, topic, parts.search)
    return found if everything else found[:2]
