"""Which sentences answer the question: relevant, of the period asked about, no repeats, primary tier first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rag.answer.announced import announces, heads
from rag.answer.draft import Pick
from rag.answer.final import final_first, settled_first
from rag.answer.headline import only_titles
from rag.answer.judge import WEAK
from rag.answer.kinds import UNCERTAIN, holds_kind
from rag.answer.meant import is_meant, seed_is_meant
from rag.answer.own_word import names_publisher
from rag.answer.paired import paired
from rag.answer.periods import years
from rag.answer.replied import asks_of, reply_to
from rag.answer.section import below
from rag.answer.sides import Side, asks_several, balanced, sides
from rag.answer.timeline import SERIES, asks_timeline, asks_yearly, in_order
from rag.answer.under import under_heading
from rag.audited import is_remainder
from rag.casual import plain
from rag.logged import clock_times
from rag.places import packed
from rag.reading import EVEN, PART
from rag.rows.named import row_confidence
from rag.store import Index
from rag.text import word_count
from rag.tokens import tokens
from rag.types import BREAK, Hit, Kind, Passage, Source, Span, Tier

SAME = 0.6  # Jaccard overlap of terms from which two sentences say the same
LONG = 60  # words from which a passage is quoted by sentence rather than whole
# What naming only other years costs, on the ranker's scale of standard scores: more once the year asked for is found.
OTHER_PERIOD, FOUND_PERIOD = 1.5, 4.0
STRONG = 0.6  # share of the best score above which a quote is no further one; below WEAK nothing is quoted
# Shares of the best score: from the first on the kind of value asked for decides, from the second on tiers.
NEAR, EQUAL = 0.9, 0.95
FAR = 1 + max(tier.rank for tier in Tier)  # of what is not near enough for its tier to count
LEAST = 2  # quotes that are given even when the rest is weak, unless the reader finds the second silent
LEAD = 5  # strong quotes that come first, at most; the others follow as further ones


@dataclass(frozen=True, slots=True)
class _Candidate:
    hit: Hit
    span: Span
    score: float
    terms: frozenset[str]
    headed: bool = False  # it stands under a heading that announces it


class Selector:
    """Picks at most ``most`` stretches out of the hits, in the order in which they are shown."""

    def __init__(self, sources: dict[str, Source], most: int, index: Index | None = None) -> None:
        self._sources = sources
        self.most = most
        self._index = index  # what stands behind a quote; without it questions and headings are quoted as they stand

    def select(self, question: str, hits: Sequence[Hit]) -> list[Pick]:
        """The picks for ``question``, the strongest by tier and then by score, after them the further ones; none without
        hits. Settings and figures behind the limits are in docs/architecture.md."""
        question = plain(question)
        asked = years(question)
        found = bool(hits and asked & years(hits[0].passage.text))
        cost = FOUND_PERIOD if found else OTHER_PERIOD
        hours = clock_times(question)
        hours &= {hour for hit in hits for hour in clock_times(hit.passage.text)} if hours else frozenset()
        told = [c for hit in hits for c in self._candidates(question, hit, asked, cost, hours)]
        if not told:
            return []
        # What its heading announces has few of the question's words.
        near_best = NEAR * max(c.score for c in told)
        told = [replace(c, score=max(c.score, near_best)) if c.headed else c for c in told]
        candidates = sorted(told, key=lambda c: -c.score)
        candidates = [c for c in candidates if not self._is_title(c.hit.passage, c.span)] or candidates
        best = candidates[0].score
        chosen: list[_Candidate] = []
        for candidate in candidates:
            silent = candidate.hit.parts.get(PART, EVEN) < EVEN  # as the reader finds, where it has read the passage
            said = row_confidence([candidates[0].hit]) > 0  # by a row of a table: only what is strong may add to it
            enough = len(chosen) >= (1 if silent or said else LEAST) and candidate.score < WEAK * best
            if enough or len(chosen) == self.most:
                break
            if not any(_same(candidate, other) for other in chosen):
                chosen.append(candidate)
        of_seed = seed_is_meant(hits, self._sources)
        if not of_seed and all(map(self._is_seed, chosen)) and (own := self._own_word(chosen, candidates)):
            chosen.insert(1, own)
        # The seed sets no measure for the sources that it rests on.
        measure = next((c.score for c in candidates if not self._is_seed(c)), best)
        lead = min(LEAD, max(LEAST, sum(c.score >= STRONG * measure for c in chosen)))
        if len(chosen) == lead + 1:  # one alone is no list of its own
            lead += 1
        if asks_several(question):
            chosen = _spread(chosen, lead)
        near = [c for c in candidates if c.score >= WEAK * best and not any(_same(c, other) for other in chosen)]
        wanted = sides(question, of_seed)
        bears = self._bears
        if wanted and all(any(self._published(side, c) for c in candidates) for side in wanted):
            bears = self._published  # "the CBP and DHS totals": who is named in another's words does not speak
        first = balanced(chosen[:lead], [*chosen[lead:], *near], wanted, bears, max(lead, LEAD))
        further = [c for c in chosen if c not in first][: self.most - len(first)]
        seed_waits = not of_seed and measure >= STRONG * best
        first = sorted(
            first,
            key=lambda c: (
                seed_waits and self._is_seed(c),
                not (c.headed or announces(question, Pick(c.hit.passage, c.span).quote)),
                *self._place(c, question, best),
            ),
        )
        if first and not is_meant(first[0].hit):
            first = final_first(first, lambda c: Pick(c.hit.passage, c.span).quote, question)
            first = settled_first(
                first,
                lambda c: Pick(c.hit.passage, c.span).quote,
                lambda c: self._sources[c.hit.passage.source_id],
                question,
            )
        timely = chosen if asks_timeline(question) else []
        if asks_yearly(question):
            timely = [c for c in chosen if c.score >= STRONG * measure]
        ordered = in_order(timely, lambda c: Pick(c.hit.passage, c.span).quote)
        if of_years := [c for c in chosen if SERIES in c.hit.parts]:
            ordered = sorted(of_years, key=lambda c: c.hit.parts[SERIES])
        if ordered:
            first, further = ordered, [c for c in chosen if c not in ordered]
        picks = [Pick(c.hit.passage, c.span) for c in first]
        return picks + [Pick(c.hit.passage, c.span, further=True) for c in further]

    def _behind(self, pick: Pick) -> Pick | None:
        """Of a question what answers it, and of a heading alone what it is over; None for any other quote."""
        return (reply_to(pick, self._index) or under_heading(pick, self._index, LONG)) if self._index else None

    def _asks(self, passage: Passage, span: Span) -> bool:
        """True for a question that the source answers: a heading, it may be, and yet what is looked for."""
        return self._index is not None and reply_to(Pick(passage, span), self._index) is not None

    def _bears(self, side: Side, candidate: _Candidate) -> bool:
        quote = Pick(candidate.hit.passage, candidate.span).quote
        return side.borne_by(self._sources[candidate.hit.passage.source_id], quote)

    def _published(self, side: Side, candidate: _Candidate) -> bool:
        return side.published_by(self._sources[candidate.hit.passage.source_id])

    def _is_title(self, passage: Passage, span: Span) -> bool:
        """True when the quote is a heading of a document, which states nothing."""
        return only_titles(passage, span.shifted(-passage.span.start), self._sources[passage.source_id])

    def _told_by_heading(self, passage: Passage, meets: Mapping[Span, tuple[int, int]], asked: int) -> Span | None:
        """What stands under a heading that meets half of the question's ``asked`` terms, and twice as many as any sentence of the passage."""
        best = max(meets, key=lambda s: meets[s], default=None)
        if best is None or meets[best][0] < max(2, asked / 2) or not self._is_title(passage, best):
            return None
        if self._asks(passage, best) or any(2 * meets[s][0] >= meets[best][0] for s in meets if s != best):
            return None
        return below(passage, best, self._sources[passage.source_id], LONG)

    def _under_announcing(self, question: str, passage: Passage, spans: Sequence[Span]) -> Span | None:
        """The list, of two paragraphs at least, under a heading of the passage that announces what is asked for."""
        source = self._sources[passage.source_id]
        for span in spans:
            if self._is_title(passage, span) and heads(question, Pick(passage, span).quote):
                found = below(passage, span, source, 2 * LONG)
                return found if found and BREAK in Pick(passage, found).quote else None
        return None

    def _own_word(self, chosen: Sequence[_Candidate], candidates: Sequence[_Candidate]) -> _Candidate | None:
        """The best candidate of a source whose publisher the article's quotes name."""
        said = " ".join(Pick(c.hit.passage, c.span).quote for c in chosen)
        others = (c for c in candidates if not self._is_seed(c))
        return next((c for c in others if names_publisher(said, self._sources[c.hit.passage.source_id])), None)

    def _is_seed(self, candidate: _Candidate) -> bool:
        return self._sources[candidate.hit.passage.source_id].kind is Kind.SEED

    def _place(self, candidate: _Candidate, question: str, best: float) -> tuple[bool, bool, bool, int, float]:
        """Sorts first, of what is near the best, what holds a value of the kind asked for, then the source that is meant,
        then what is no rest of our record beside its original, then tiers among equals."""
        hit = candidate.hit
        near = candidate.score >= NEAR * best
        holds = near and holds_kind(question, Pick(hit.passage, candidate.span).quote) > UNCERTAIN
        meant = is_meant(hit)
        tier = self._sources[hit.passage.source_id].tier.rank if candidate.score >= EQUAL * best else FAR
        return not holds, not meant, is_remainder(hit.passage.source_id, self._sources), tier, -candidate.score

    def _candidates(
        self, question: str, hit: Hit, asked: frozenset[int], cost: float, hours: frozenset[str]
    ) -> list[_Candidate]:
        """A short passage whole, a long one by its two best sentences; of rows or short paragraphs those that are meant. ``hours``: times of
        day that are asked for and found."""
        language = self._sources[hit.passage.source_id].language
        short = word_count(hit.passage.text) <= LONG
        spans = [s.span for s in hit.sentences]
        whole = len(spans) > hit.passage.text.count(BREAK)
        if packed(hit.passage):  # rows differ in little but their figures, which vectors hardly tell apart
            asks = tokens(question, language)
            meets = {s: _meets(asks, tokens(Pick(hit.passage, s).quote, language)) for s in spans}
            if under := self._under_announcing(question, hit.passage, spans):
                terms = frozenset(tokens(Pick(hit.passage, under).quote, language))
                return [_Candidate(hit, under, hit.score, terms, headed=True)]
            if under := self._told_by_heading(hit.passage, meets, len(set(asks))):
                return [_Candidate(hit, under, hit.score, frozenset(tokens(Pick(hit.passage, under).quote, language)))]
            said = [
                s for s in spans if meets[s][0] and (not self._is_title(hit.passage, s) or self._asks(hit.passage, s))
            ]
            spans = said or spans  # a title hides no sentence that meets less of the question: "Boil-water notice"
            meant = [s for s in spans if meets[s] == max(meets[one] for one in spans)]
            announced = [s.span for s in hit.sentences if announces(question, Pick(hit.passage, s.span).quote)]
            meant = announced or meant
            for both in (
                () if announced else paired(hit.passage, asks, language)
            ):  # what opens with "It" needs the one before
                if _meets(asks, tokens(Pick(hit.passage, both).quote, language)) > max(meets.values()):
                    meant = [both]
            short = short and whole and len(meant) == len(hit.sentences)  # all alike are all meant: "each year"
            spans = meant
        most = len(spans) if row_confidence([hit]) else 2  # rows that the question names all answer it
        spans = [hit.passage.span] if short or not spans else spans[:most]
        found = []
        for place, span in enumerate(spans):
            if behind := self._behind(Pick(hit.passage, span)):
                if not asks_of(Pick(hit.passage, span).quote, question, language):
                    continue  # the reply to a question on something else
                hit, span = replace(hit, passage=behind.passage), behind.span
            words = Pick(hit.passage, span).quote
            told = years(words)
            elsewhen = bool(asked and told) and not asked & told
            at = clock_times(words) if hours else frozenset()
            score = hit.score - cost * elsewhen - FOUND_PERIOD * (bool(at) and not at & hours) - 0.5 * place
            found.append(_Candidate(hit, span, score, frozenset(tokens(words, language))))
        return found


def _spread(chosen: Sequence[_Candidate], lead: int) -> list[_Candidate]:
    """The first ``lead`` with sources that have no quote yet before second and third ones of the same; the others as they are."""
    strong = max(lead, sum(c.score >= STRONG * chosen[0].score for c in chosen))
    had: Counter[str] = Counter()
    turns = []
    for candidate in chosen[:strong]:
        turns.append(had[candidate.hit.passage.source_id])
        had[candidate.hit.passage.source_id] += 1
    order = sorted(range(strong), key=lambda place: turns[place])
    return [*(chosen[place] for place in order), *chosen[strong:]]


def _meets(asked: Sequence[str], told: Sequence[str]) -> tuple[int, int]:
    """How many terms of the question are told, and how many pairs of neighbours with a number ("week 2")."""
    both = set(pairwise(asked)) & set(pairwise(told))
    return len(set(asked) & set(told)), sum(a[0].isdigit() or b[0].isdigit() for a, b in both)


def _same(a: _Candidate, b: _Candidate) -> bool:
    """True when two sentences share most of their terms and all their figures."""
    union = a.terms | b.terms
    figures = {t for t in a.terms ^ b.terms if t[0].isdigit()}
    return bool(union) and not figures and len(a.terms & b.terms) / len(union) >= SAME
