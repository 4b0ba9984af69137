"""Whether the passages answer the question: a calibrated probability, and the words that no source has.

The figures are those of features.py, their weights those of rag/data/answerable.json, which evals/calibrate.py fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain

import numpy as np

from rag.answer.asked import Idf, Term, cut_chinese, terms
from rag.answer.capitals import in_capitals, of_acts
from rag.answer.coverage import Read, cover, weigh
from rag.answer.everyday import at_home
from rag.answer.features import FEATURES, rows
from rag.answer.fitted import Fit, fitted
from rag.answer.kinds import missing_part
from rag.answer.meant import speaks_of_it
from rag.answer.missing import Spoken, named_missing
from rag.answer.of_group import without_figure
from rag.answer.space import KEPT, NAME_RAMP, Floats, WordSpace, ramp
from rag.bridge import bridged, bridges, spelled_in_latin
from rag.casual import plain
from rag.content import initials, key, keys, signed
from rag.initials import Defined
from rag.models.embedder import E5, Embedder, MiniLM, loaded
from rag.question import language_of
from rag.reading import FIRST, Reading, spoken_of
from rag.rows.named import ROW, row_confidence
from rag.store import Index
from rag.types import Hit

# Words left out in turn: with the question itself one batch of MiniLM's; each costs e5 20 ms and tells it nothing.
MOST_LEFT_OUT = {MiniLM.id: MiniLM.batch - 1, E5.id: 0}
WEAK = 0.4  # share of the best score below which nothing is quoted
SURE = 0.8  # confidence below which an answer says that it may be none
RELATED = 0.75  # of the threshold: below it the passages are about something else
MEETS_RAMP = (0.3, 0.7)  # wider than for answers: a premise is doubted only when nothing comes near it
NOT_MET = 0.1  # coverage below which a word is met by nothing
HARDLY_MET = 0.2  # coverage of a whole question below which it is about something else, unless the reader differs:
SPOKEN_OF = 0.5  # its figure from which a passage may answer though it shares hardly a word with the question
JUDGED = 10  # hits, the best, that are asked whether they answer: further ones only add to an answer
MOST_READ = 20_000  # passages, to learn which words are names
_WORD = re.compile(r"(?:([a-z,;] ))?(?<![\w'’-])([A-Za-zÀ-ÿ]{3,})")  # and whether it stands within a sentence
NAMED_MISSING = 4  # words, at most, that a refusal names


@dataclass(frozen=True, slots=True)
class Ground:
    """Whether there is enough to answer from, how sure that is (0..1), and the question's words that no source has."""

    enough: bool
    confidence: float
    missing: tuple[str, ...] = ()
    related: bool = True  # the passages are at least about the question: a wrong premise may be corrected from them
    unmet: tuple[str, ...] = ()  # the names among what is missing
    untold: tuple[str, ...] = ()  # the years, of those asked about one by one, that no passage answers

    @property
    def sure(self) -> bool:
        """True when the answer need not say that it may be none."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the judge weighs: a row of FEATURES for each passage that may answer, and the words that no source has."""

    rows: Floats
    missing: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()  # of these the names
    part: str = ""  # of a document, wanted and not shown
    read: bool = True  # the reader has read some of the passages
    met: bool = True  # some word of the question is met by a passage, or the reader thinks that one speaks of it


class Judge:
    """Judges questions over one index; ``refuse_below`` takes the place of the calibrated thresholds, and ``shipped`` says
    that it is the index of the shipped case, which has a calibration of its own. ``known`` tells how much a question is like known
    ones that are answered rather than like those that are not, as log-odds."""

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        idf: Idf,
        reading: Reading,
        refuse_below: float | None = None,
        shipped: bool = False,
        known: Callable[[str], float] = lambda question: 0.0,
    ) -> None:
        self._index = index
        self.reading = reading
        self._idf = idf
        self._refuse_below = refuse_below
        self._shipped = shipped
        self._known = known
        self._pieces = embedder.pieces if isinstance(embedder, E5) else None
        self._home = _main_language(index)
        embedders: dict[str, Embedder] = {embedder.id: embedder}
        for table in index.words:
            if table.embedder == MiniLM.id != embedder.id:
                embedders[MiniLM.id] = loaded(MiniLM)
        self._spaces = {
            t.embedder: WordSpace(t, embedders[t.embedder].questions, self._home)
            for t in index.words
            if t.embedder in embedders
        }
        self._own = embedder.id
        self.read = lru_cache(maxsize=KEPT)(self._read_row)  # the same passages are looked at again and again

    def judge(self, question: str, hits: Sequence[Hit]) -> Ground:
        """The ground for an answer from ``hits``; none without hits. Rows that a question names were judged as such; where they do not answer
        surely, the passages that may be quoted beside them are judged, too, and the surer counts."""
        if sure := row_confidence(hits):
            beside = [hit for hit in hits if ROW not in hit.parts and hit.score >= WEAK * hits[0].score]
            if beside and sure < SURE:
                sure = max(sure, self.judge(question, beside).confidence)
            return Ground(self._refuse_below is None or sure >= self._refuse_below, sure)
        evidence = self.weigh(question, hits)
        if evidence is None:
            return Ground(False, 0.0, related=False)
        language = language_of(question)
        prose = [hit for hit in hits if ROW not in hit.parts]
        told = evidence if len(prose) == len(hits) else self.weigh(question, prose)
        fit = self.fit_for(question, told is not None and told.read)
        heard = told is not None and told.met and not told.part
        confidence = fit.confidence(told.rows, language) if told is not None and heard else 0.0
        if confidence < SURE and heard and self._speaks_of_it(question, prose):
            confidence = SURE
        least = fit.threshold(language) if self._refuse_below is None else self._refuse_below
        missing = (evidence.part, *evidence.missing) if evidence.part else evidence.missing
        if confidence >= least > 0 and (
            group := without_figure(question, [hit.passage.text for hit in prose], evidence.unmet)
        ):
            return Ground(False, RELATED * least, (group,), unmet=(group,))
        related, unmet = confidence >= RELATED * least, evidence.unmet[:NAMED_MISSING]
        return Ground(confidence >= least, confidence, missing[:NAMED_MISSING], related, unmet)

    def meets(self, hits: Sequence[Hit], language: str) -> Callable[[str, int], float]:
        """How far a hit, by its place, meets a word by words of like meaning (0..1)."""
        space = self.space_for(language)
        columns = [space.columns(self._read(hit).keys) for hit in hits]

        @cache
        def near(word: str) -> Floats:
            low, high = NAME_RAMP if word[:1].isupper() else MEETS_RAMP if space.embedder == MiniLM.id else space.ramp
            likeness = space.nearness([word.lower()], language)[0]
            return ramp([likeness[c].max() if len(c) else 0.0 for c in columns], low, high)

        return lambda word, place: float(near(word)[place])

    def weigh(self, question: str, hits: Sequence[Hit], space: WordSpace | None = None) -> Evidence | None:
        """The evidence for and against ``hits``, in the question's own space or the one given; None without hits."""
        if not hits:
            return None
        language = language_of(question)
        space = space or self.space_for(language)
        question, as_asked = plain(question), question.casefold()
        hits = hits[:JUDGED]
        passages = [self._read(hit) for hit in hits]
        part = missing_part(question, [p.body for p in passages])
        asked = self.terms(question)
        if not asked:
            return Evidence(np.zeros((1, len(FEATURES))), part=part, read=False, met=False)
        covered = cover(asked, passages, space, language)
        weighed = weigh(question, asked, passages, space, MOST_LEFT_OUT.get(space.embedder, len(asked)))
        read = spoken_of(self.reading(question, [p.row for p in passages[:FIRST]]))
        missing = _missing(asked, covered, weighed.importance)
        known = self._known(question)
        if any(term.named for term in missing):  # no known question speaks for a year or a name that no source has
            known = min(known, 0.0)
        found = rows(question, asked, passages, hits, covered, weighed, len(self._index.passages), read, known)
        told = [term for term in missing if term.text.casefold() in as_asked]
        names = [term for term in told if term.named and term.text.isalpha()]
        words, unmet = (self._named_missing(of, question, language) for of in (told, names))
        met = found[:, FEATURES.index("covered")].max() >= HARDLY_MET or read >= SPOKEN_OF
        return Evidence(found, words, unmet, part, bool(read), bool(met))  # "read" is 0 only where nothing was read

    def _named_missing(self, terms: Sequence[Term], question: str, language: str) -> tuple[str, ...]:
        """Those of ``terms`` that may be named as what no passage speaks of, whole and each once."""
        named = (
            term.text if term.text.isupper() else named_missing(term.text, question, language, self._spoken.has)
            for term in terms
        )  # an acronym is no word that it spells
        return tuple(dict.fromkeys(filter(None, named)))

    def likeness(self, words: str, others: Sequence[str], language: str) -> list[float]:
        """The cosine of ``words`` with each of ``others``, seen from the middle of the corpus's words."""
        space = self.space_for(language)
        return space.likeness(words, others, language)

    def cut(self, run: str) -> list[str]:
        """The words of a run of Chinese."""
        return cut_chinese(run, self._pieces)

    def terms(self, question: str) -> list[Term]:
        """The words of ``question`` that carry its matter, each with its weight."""
        capitals = self._capitals if of_acts(question) else ()
        language = language_of(question)
        found = terms(question, language, self._idf, self._pieces, self._met_in(language), self._names, capitals)
        return found if language == "en" or language != self._home else at_home(found, language)

    def _met_in(self, language: str) -> str:
        """The language whose words a question's are held against: the sources' own, or English where that bridges two others."""
        return "en" if language != self._home and bridges(self._home) else self._home

    @property
    def spaces(self) -> tuple[WordSpace, ...]:
        """The spaces of the index, its own first."""
        return tuple(self._spaces.values())

    def space_for(self, language: str) -> WordSpace:
        """The space in which questions of a language are judged: MiniLM's for English over English sources."""
        english = self._spaces.get(MiniLM.id) if language == "en" else None
        return english or self._spaces[self._own]

    def fit_for(self, question: str, read: bool = True) -> Fit:
        """The weights for the space in which ``question`` is judged; ``read``: the reader has read some passages."""
        return fitted(self.space_for(language_of(question)).embedder, read, self._shipped)

    @cached_property
    def _names(self) -> frozenset[str]:
        """The terms that the sources write with a capital within a sentence, and never without."""
        large: set[str] = set()
        small: set[str] = set()
        for passage in self._index.passages[:MOST_READ]:
            for inside, word in _WORD.findall(passage.text):
                if word.islower():
                    small.add(word)
                elif inside:
                    large.add(word.lower())
        return frozenset(key(word, self._home) for word in large - small)

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """The words in capitals that the sources know; looked for only once an act is asked about that goes by one."""
        headings = map(signed, self._index.sources.values())
        return in_capitals(chain(headings, (passage.text for passage in self._index.passages[:MOST_READ])))

    @cached_property
    def _defined(self) -> Defined:
        """What the names in a text go by, too."""
        return Defined(passage.text for passage in self._index.passages[:MOST_READ])

    @cached_property
    def _spoken(self) -> Spoken:
        """What the sources say as plain strings; looked through only once something seems to be missing."""
        headings = map(signed, self._index.sources.values())
        return Spoken(chain(headings, (passage.text for passage in self._index.passages[:MOST_READ])))

    def _read(self, hit: Hit) -> Read:
        return self.read(self._index.row_of[hit.passage.id])

    def _speaks_of_it(self, question: str, hits: Sequence[Hit]) -> bool:
        return speaks_of_it(
            question, self.terms(plain(question)), ((hit, self._read(hit).keys) for hit in hits[:JUDGED])
        )

    def _read_row(self, row: int) -> Read:
        """The passage in a row of the index, as the judge reads it: under its source's heading."""
        passage = self._index.passages[row]
        source = self._index.sources[passage.source_id]
        told = f"{signed(source)}, {initials(source.publisher)}. {passage.text}"
        own = keys(f"{told} {self._defined(passage.text)} ", source.language)
        return Read(
            row, passage.text, own.union(bridged(told, source.language)), spelled_in_latin(told, source.language)
        )


def _missing(asked: Sequence[Term], covered: Floats, importance: Floats) -> list[Term]:
    """The words that no passage of the index has and nothing in the hits comes near, weightiest first."""
    none = [i for i, term in enumerate(asked) if term.absent and covered[i].max() < NOT_MET]
    none.sort(key=lambda i: -importance[i])
    return [asked[i] for i in none]


def _main_language(index: Index) -> str:
    counts: dict[str, int] = {"en": 0}
    for passage in index.passages:
        language = index.sources[passage.source_id].language[:2]
        counts[language] = counts.get(language, 0) + 1
    return max(counts, key=lambda language: counts[language])
