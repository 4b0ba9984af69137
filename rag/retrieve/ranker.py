"""From a question to ranked passages, without a language model: the sum of a few parts on one scale.

    meaning     cosine in two views of the passage: under its source's label, and its best sentence, each seen from inside the corpus (views.py)
    covered     the share of the question's words that the passage meets, literally or by words of like meaning, weighed by rarity
    words       BM25 of the text and of its source's card, trusted as far as the index knows the question's words
    reference   "the report", "the Commission", "the article": the source that is meant (references.py)
    ledger      claims of the seed that resemble the question lend weight to the passages that decide them
    seed        a little less for the seed, which is of the lowest tier, unless the question is about it
    known       passages that answer a known question like this one (known.py)
    clock       passages that tell of a time of day that the question gives (at_clock.py)
    company     a little of what the source's best two passages score

Every part is zero where it does not apply (no sources, no ledger, no reference): then it is plain hybrid search.
The weights are round numbers; docs/architecture.md says how they were found and how flat the results are around them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rag.bridge import bridged, bridges
from rag.corpus import Dispute, LedgerClaim
from rag.gloss import in_english
from rag.glossary import english_terms
from rag.initials import Defined
from rag.models.embedder import Embedder
from rag.question import language_of
from rag.retrieve.at_clock import AtClock
from rag.retrieve.disputes import DisputeLinks
from rag.retrieve.fields import card
from rag.retrieve.known import KnownQuestions
from rag.retrieve.ledger import LedgerLinks
from rag.retrieve.lexical import Lexical
from rag.retrieve.references import Reference, References
from rag.retrieve.resembling import CLOSE, CLOSEST, STANDS_OUT
from rag.retrieve.views import Floats, View, languages_apart, standard
from rag.store import Index
from rag.tokens import tokens
from rag.types import Hit, Kind, Likeness, Sentence, Span

MEANING, WORDS, COVERED, REFERENCE, LEDGER, LEDGER_OF_ARTICLE, COMPANY = 1.2, 0.3, 0.35, 3.0, 0.3, 0.9, 0.6
CLOCK = 2.0
KNOWN = 25.0  # of what is 0 to 1.5, and seldom over 1
SEED = 1.5  # what a seed's passage yields to the sources it rests on, unless the question is about the seed
REACH = 100  # passages, the best by the other parts, whose coverage is looked at
Met = Callable[[str, Sequence[int]], Floats]  # a question and rows in, the share of it that each passage meets out


@dataclass(frozen=True)
class Scores:
    """Every passage's score for a question, the parts it was summed from, and the cosines of all sentences."""

    total: Floats  # (passages,)
    parts: dict[str, Floats]
    dense: Floats  # (passages,) plain cosine with the labelled vector
    sentences: Floats  # (sentences,)
    question: Floats  # (dim,)


class Ranker:
    """Ranks the passages of an index; built once, then it only reads."""

    def __init__(self, index: Index, embedder: Embedder, ledger: Sequence[LedgerClaim] = ()) -> None:
        self.index = index
        self.embedder = embedder
        self._met: Met | None = None
        self._vector = lru_cache(maxsize=1024)(
            self._embed
        )  # asked for more than once an answer, and people ask the same
        place = {source_id: i for i, source_id in enumerate(index.sources)}
        self._source = np.array([place[p.source_id] for p in index.passages], np.intp)
        sources = list(index.sources.values())
        self._is_seed = np.array([sources[i].kind is Kind.SEED for i in self._source], bool)
        self._languages = sorted({s.language for s in sources}) or ["en"]
        if any(bridges(language) for language in self._languages):  # their passages have English terms too
            self._languages = sorted({*self._languages, "en"})
        defined = Defined(p.text for p in index.passages)
        self.lexical = Lexical(
            [
                [*_terms(p.text, s.language), *tokens(f"{defined(p.text)} the", s.language)]
                for p, s in zip(index.passages, (sources[i] for i in self._source), strict=True)
            ]
        )
        cards = [_terms(card(s), s.language) for s in sources]
        self._cards = Lexical([cards[i] for i in self._source], b=0.3)
        spoken = np.array([sources[i].language[:2] for i in self._source])
        apart = languages_apart(np.asarray(index.vectors), spoken)
        written = {language: spoken == language for language in np.unique(spoken).tolist()}
        self._few = {language: rows for language, rows in written.items() if 2 * rows.sum() < len(rows)}
        self._sentence = View(index.sentences.vectors, index.sentences.owner, apart)
        self._views = [View(index.vectors, unseen=apart), self._sentence]
        self._ledger = LedgerLinks(ledger, index.row_of, self._sentence, index.tables.claims, embedder)
        self._disputes = DisputeLinks(index.disputes, index.row_of, self._sentence, index.tables.claims, embedder)
        cited = Counter(index.passages[row].source_id for rows in self._ledger.decided for row in rows)
        self._references = References(sources, cited)
        self.known = KnownQuestions(index.tables.known)
        self._clock = AtClock(index)

    def with_coverage(self, met: Met) -> Ranker:
        """The same ranker with the part that counts how much of a question each passage meets."""
        ranker = copy(self)
        ranker._met = met
        return ranker

    def terms(self, question: str, language: str = "") -> list[str]:
        """The question's terms, stemmed in every language of the sources; of another ``language`` also what they mean."""
        found = [tokens(question, of) for of in self._languages]
        own = list(dict.fromkeys(term for terms in found for term in terms))
        language = language or language_of(question)
        if language in self._languages or "en" not in self._languages:
            return own
        english = english_terms(question, language, self.knows)
        return list(dict.fromkeys([*filter(self.knows, own), *english])) if english else own

    def rank(self, question: str, top_k: int, only: Collection[str] = (), known: bool = True) -> list[Hit]:
        """The best ``top_k`` passages with their parts and sentences, best first; none without passages.

        ``only``: ids of the sources that may answer; empty means all. Scores stay those over the whole index. ``known``: known
        questions count; a topic is no question, and what answers one near it is no larger part of it.
        """
        if not self.index.passages:
            return []
        scores = self.score(question, known)
        order = np.argsort(-scores.total, kind="stable")
        if only:
            order = order[[self.index.passages[row].source_id in only for row in order]]
        return [self._hit(int(row), scores) for row in order[:top_k]]

    def known_answered(self, question: str) -> float:
        """How much ``question`` is like known ones that have an answer rather than like those that have none, as log-odds."""
        return self.known.answered(self._vector(question))

    def known_wrong(self, question: str) -> Likeness:
        """How much it is like known ones with a false premise rather than like sound ones that are answered."""
        return self.known.wrong(self._vector(question), question)

    def known_wrong_read(self, question: str) -> Likeness:
        """The same of ``question`` as it is read in English, word by word; nothing where there are too few to tell."""
        english = in_english(question, self.knows) if self.known.tells_wrong else ""
        return self.known_wrong(english) if english else Likeness()

    def near_claims(self, question: str, least: float = STANDS_OUT) -> list[LedgerClaim]:
        """The ledger's claims that resemble ``question`` by ``least`` or more, nearest first."""
        terms = self.terms(question)
        return self._ledger.near(self._vector(question), terms, self._known(terms), least)

    def close_claims(self, question: str) -> list[LedgerClaim]:
        """The few of the ledger's claims that ``question`` is about, however it words them, nearest first."""
        return self.near_claims(question, CLOSE)[:CLOSEST]

    def meant_claims(self, question: str) -> list[LedgerClaim]:
        """The ledger's claims that ``question`` is about as known questions tell: the nearest of them is answered by the seed's words and
        by what decides the claim."""
        rows = self.known.nearest(self._vector(question))
        return self._ledger.between(rows, {self.index.passages[row].locator for row in rows if self._is_seed[row]})

    def meant_disputes(self, question: str) -> list[Dispute]:
        """The disputes that ``question`` is about as known questions tell: what answers most of those like it is of two sides."""
        return self._disputes.between(self.known.alike(self._vector(question)))

    def close_disputes(self, question: str) -> list[Dispute]:
        """The few whose matter ``question`` is about, however it words it, nearest first."""
        terms = self.terms(question)
        return self._disputes.close(self._vector(question), terms, self._known(terms), question)

    def named(self, question: str) -> tuple[frozenset[str], ...]:
        """For each publisher or author that ``question`` names the ids of its sources."""
        return self._references.named(question)

    def score(self, question: str, known: bool = True) -> Scores:
        """The score of every passage of the index; ``known``: known questions count."""
        size = len(self.index.passages)
        vector = self._vector(question)
        said = self._references.read(question)
        language = language_of(question)
        asked, content = self.terms(question, language), self.terms(said.content, language)
        trust = self._known(content)
        meaning = np.sum([view.best(vector, size) for view in self._views], axis=0)
        parts: dict[str, Floats] = {
            "meaning": MEANING * self._levelled(standard(meaning), language),
            "words": WORDS * trust * self._levelled(standard(self._told(content)), language),
            "reference": (REFERENCE * said.meant)[self._source],
            "known": KNOWN * known * self.known.weigh(vector, size) * self._asked_of(said),
            "ledger": (LEDGER_OF_ARTICLE if said.article else LEDGER) * self._ledger.weigh(vector, asked, trust, size),
        }
        if (at_clock := self._clock.weigh(question)).any():
            parts["clock"] = CLOCK * at_clock
        if self._met is not None:
            covered = self._covered(question, self._met, np.sum(list(parts.values()), axis=0))
            parts["covered"] = COVERED * self._levelled(covered, language)
        if not said.article:
            parts["seed"] = np.where(self._is_seed, -SEED, 0.0)
        parts["company"] = COMPANY * self._company(np.sum(list(parts.values()), axis=0))
        return Scores(
            total=np.sum(list(parts.values()), axis=0),
            parts=parts,
            dense=np.asarray(self.index.vectors @ vector, np.float64),
            sentences=self._sentence.cosines(vector),
            question=vector,
        )

    def _levelled(self, scores: Floats, language: str) -> Floats:
        """Scores without what the few passages in the question's own language have before all others, where most are in another: they share
        its words and its embedder's idea of the language, whatever they say."""
        own = self._few.get(language)
        if own is None:
            return scores
        return np.where(own, scores - max(0.0, scores[own].mean() - scores[~own].mean()), scores)

    def _asked_of(self, said: Reference) -> Floats:
        """Which passages what is known speaks for, 1 or 0: where a source's own word is asked, only for that one's."""
        return (said.meant > 0).astype(np.float64)[self._source] if said.word else np.ones(len(self._source))

    def _embed(self, question: str) -> Floats:
        return np.asarray(self.embedder.questions([question])[0], np.float64)

    def _told(self, terms: Sequence[str]) -> Floats:
        """BM25 of every passage, each term by its text or its source's card: a name that stands in both counts once."""
        told = np.maximum(self.lexical.each(terms), self._cards.each(terms))
        return np.asarray(told.sum(axis=0), np.float64)

    def _known(self, terms: Sequence[str]) -> float:
        """The share of the question's terms that the index knows: low for another language, where words are noise."""
        return sum(self.knows(term) for term in terms) / max(1, len(terms))

    def knows(self, term: str) -> bool:
        """True when a passage or a source's card has the term."""
        return term in self.lexical or term in self._cards

    def _covered(self, question: str, met: Met, total: Floats) -> Floats:
        """Standard scores of what the passages within reach meet of the question; the others are the least of them."""
        near = np.argsort(-total, kind="stable")[:REACH]
        scores = standard(met(question, near.tolist()))
        covered = np.full(len(total), scores.min(initial=0.0))
        covered[near] = scores
        return covered

    def _company(self, total: Floats) -> Floats:
        """For each passage the mean of its source's two best; zero where every passage is its own source."""
        count = len(self.index.sources)
        company = np.zeros(count)
        if count < len(total):
            for i in np.unique(self._source):
                company[i] = np.sort(total[self._source == i])[-2:].mean()
        return company[self._source]

    def _hit(self, row: int, scores: Scores) -> Hit:
        table = self.index.sentences
        mine = np.flatnonzero(table.owner == row)
        mine = mine[np.argsort(-scores.sentences[mine], kind="stable")]
        spans = tuple(Sentence(Span(*map(int, table.bounds[i])), float(scores.sentences[i])) for i in mine)
        parts = {name: round(float(values[row]), 4) for name, values in scores.parts.items()}
        return Hit(self.index.passages[row], float(scores.total[row]), parts, spans)


def _terms(text: str, language: str) -> list[str]:
    """The terms of a text in its own language, and behind them what English has for its words."""
    own = tokens(text, language)
    return [*own, *(term for term in bridged(text, language) if term not in own)]
