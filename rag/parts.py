"""The working parts of the product and what each step of an answer asks of them; opened by assemble.py, shared by all faces."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from rag.answer.carried import Carried
from rag.answer.differing import Whole
from rag.answer.doubted import doubted, plainer, unheard, unread
from rag.answer.draft import Correction, Doubt, Pick
from rag.answer.engine import QuotingEngine
from rag.answer.facing import facing
from rag.answer.follow_up import completed
from rag.answer.judge import Ground, Judge
from rag.answer.listed import Listed
from rag.answer.listing import Listing
from rag.answer.meant import seed_is_meant
from rag.answer.select import Selector
from rag.answer.spelling import Spelling
from rag.answer.suits import Suits
from rag.answer.weighed import NOT_KNOWN, Weight, weigh, weigh_unread
from rag.answer.writing import Engine, Task
from rag.audited import AuditMarks
from rag.beyond import beyond
from rag.bridge import bridges
from rag.by_year import ByYear
from rag.casual import plain
from rag.compared import judged
from rag.errors import UsageError
from rag.gloss import in_english
from rag.grammar.indicative import stated
from rag.in_full import in_full
from rag.in_whole import conflicts_of, in_whole
from rag.meter import Meter, meter_for
from rag.models.reader import LANGUAGE, Shares
from rag.phrases import phrase
from rag.question import Turn, language_of
from rag.reading import FIRST, Reading
from rag.reason import said
from rag.retrieve.fields import names
from rag.retrieve.ranker import Ranker
from rag.retrieve.retriever import RecordRetriever
from rag.rows.named import ROW, Rows, prose, row_confidence
from rag.settings import Settings
from rag.store import Index
from rag.taken import borne
from rag.types import ASKED, PARTIES, Answer, Chosen, Claim, Conflict, Hit, Span, Tier, Verdict
from rag.verify.checkers import lowered
from rag.verify.citing import cite
from rag.verify.conflicts.disputed import asserted, put_in, said_in
from rag.verify.conflicts.found import (
    MOST,
    find_conflicts,
    in_language,
    of_the_quoted,
    set_beside,
    with_first_judged,
)
from rag.verify.conflicts.in_dispute import in_dispute
from rag.verify.conflicts.parties import parties
from rag.verify.evidence import verdicts_on
from rag.verify.premises.borne_out import borne_out
from rag.verify.premises.in_rows import borne_by_rows
from rag.verify.premises.premise import FIGURES, false_premise
from rag.verify.premises.units import told_of
from rag.verify.questions.presupposed import Form, presupposed

if TYPE_CHECKING:
    from rag.answer.chat import Chat


@dataclass(frozen=True)
class Parts:
    """What answering needs, opened and ready; nothing in it changes while questions are answered."""

    settings: Settings
    index: Index
    ranker: Ranker
    engine: Engine
    judge: Judge
    audit: AuditMarks
    spelling: Spelling
    listing: Listing
    carried: Carried
    rows: Rows
    chat: Chat | None = None  # the model that writes, where there is one
    only: frozenset[str] = frozenset()  # ids of the sources that may answer; empty means all

    def within(self, only: Collection[str]) -> Parts:
        """The same parts answering only from the sources named; raises UsageError for an unknown one, or for none."""
        unknown = sorted(set(only) - set(self.index.sources))
        if unknown or not only:
            named = f"'{unknown[0]}' is no source of this case" if unknown else "no source is chosen"
            raise UsageError(f"{named}. 'onrecord sources' lists them.")
        quoting = quoting_over(self.settings, self.index, self.ranker, self.judge.reading, self.rows, only)
        return replace(self, engine=self.engine.over(quoting), only=frozenset(only))

    @property
    def chosen(self) -> Chosen | None:
        """How many sources may answer; None where all may."""
        some, total = len(self.only), len(self.index.sources)
        return Chosen(some, total) if 0 < some < total else None

    def of(self, ids: Collection[str], tiers: Collection[str]) -> frozenset[str]:
        """The ids of sources named or of a named tier; raises UsageError for a tier that does not exist."""
        if wrong := sorted(set(tiers) - set(Tier)):
            raise UsageError(f"'{wrong[0]}' is no tier. Tiers: {', '.join(Tier)}.")
        return frozenset(ids) | {i for i, source in self.index.sources.items() if source.tier in tiers}

    def retriever(self) -> RecordRetriever:
        """The retriever that answers are found by, for LlamaIndex, over the sources that may answer."""
        return _retriever(self.settings, self.index, self.ranker, self.judge.reading, self.rows, self.only)

    def meter(self) -> Meter:
        """Counts what a model is asked for one question."""
        return meter_for(self.settings)

    def in_full(self, question: str, history: Sequence[Turn], meter: Meter) -> str:
        """The question read plainly, and of a follow-up what it points back to spelled out."""
        complete = partial(completed, rules=self.carried, chat=self.chat, meter=meter)
        return in_full(question, history, self.spelling, self.ranker.knows, complete, self.settings.max_question)

    def claim(self, claim: Claim) -> Verdict:
        """The verdict on one claim against the stored sources it cites."""
        return self.verify([claim])[0]

    def sentence(self, text: str, numbers: Sequence[int], hits: Sequence[Hit], language: str) -> Verdict:
        """The verdict on a model's sentence; its ``[n]`` count ``hits``, and the words it rests on are found first."""
        cited = cite(text, numbers, dict(enumerate((h.passage for h in hits), 1)))
        found = self.claim(cited.claim)
        reasons = (*cited.remarks, *found.reasons)
        return replace(found, reason=said(reasons), reasons=reasons) if cited.remarks else found

    def verify(self, claims: Sequence[Claim]) -> tuple[Verdict, ...]:
        """A verdict for each claim against the stored sources it cites."""
        verdicts, sources = verdicts_on(claims, self.index.texts)
        return lowered(verdicts, sources, self.settings.checker) if self.settings.checker else verdicts

    def judged(self, question: str, hits: tuple[Hit, ...], alone: str = "") -> tuple[Ground, tuple[Hit, ...]]:
        """Whether ``hits`` answer, and what to answer from; two things compared, and the years of a span, may each be asked alone.
        ``alone``: a follow-up as it stands without the question before it, for what that one told to come after."""
        ground, told = judged(question, hits, self.engine.find, self.judge)
        named = frozenset().union(*self.ranker.named(question))
        ground, told = ByYear(self.engine.find, self.judge, named)(question, ground, told)
        return ground, beyond(alone, question, hits, self.engine.find) if alone and told is hits else told

    def false_premise(
        self, question: str, hits: Sequence[Hit], language: str, ground: Ground
    ) -> Correction | Doubt | None:
        """What the question takes for granted and the sources see otherwise; or None. What one of them bears is not doubted."""
        doubt = self._weighed(question, hits, language, ground)
        known = isinstance(doubt, Correction) and not doubt.by  # an editor's word, or a passage that denies it outright
        stands = doubt and not known and borne(question, prose(hits), self.index.sources, self.sentence, language)
        return None if stands else doubt

    def _weighed(self, question: str, hits: Sequence[Hit], language: str, ground: Ground) -> Correction | Doubt | None:
        """What speaks against the premise, where what a check finds and what the reader makes of the passages count together."""
        found, told = self.corrected(question, hits, language, ground.related), prose(hits)
        if not told:
            return found
        read = self.first_read(question, told)
        if found and language != LANGUAGE:
            return plainer(found, told, read, self.index.sources)
        known, english = self.ranker.known_wrong(plain(question)), in_english(question, self.ranker.knows)
        stands = borne_out(english, [] if found else told_of(told[:FIRST], self.index.sources, LANGUAGE))
        if language != LANGUAGE:
            premise = presupposed(question)
            if strange := unheard(question, premise.text if premise else "", told, self.index.sources, ground):
                return strange
            as_read = self.ranker.known_wrong_read(question) if ground.enough else NOT_KNOWN
            weight = weigh_unread(read, ground.enough, known, as_read, stands)
            return unread(told, self.index.sources, weight)
        weight = weigh(read, told, found, ground.enough, known, ground.related, stands)
        if found and weight >= Weight.FULL:
            return plainer(found, told, read, self.index.sources)
        return doubted(told, read, self.index.sources, weight)

    def corrected(self, question: str, hits: Sequence[Hit], language: str, related: bool) -> Correction | None:
        """What the question takes for granted and the hits do not bear, with the passage that says otherwise; or None.

        Where the hits are not ``related`` to the question as a whole, only what one of them plainly contradicts counts.
        """
        premise, rows = presupposed(question), [h.passage.text for h in hits if ROW in h.parts or h.passage.of_rows]
        if row_confidence(hits) and (language == "en" or borne_by_rows(premise, rows, language)):
            return None  # all that the question names stands in the row
        hits = [hit for hit in hits if ROW not in hit.parts and (language == "en" or not hit.passage.of_rows)]
        if premise and premise.form is not Form.OPEN:
            near = [*self.ranker.near_claims(question), *said_in(hits, self.index)]
            if held := asserted(question, near, self.index):
                claim, deciding = held
                return Correction(premise.text, claim.claim.rstrip("."), premise.form is Form.ASKED, Pick(*deciding))
        told = told_of(hits, self.index.sources, language)
        found = false_premise(question, told, language, self.judge.meets(hits, language), self.judge.cut)
        if found is None or not (related or found.sure):
            return None
        # Other checks than of figures compare words, and what they miss may stand in another language.
        abroad = any(bridges(one.language) and one.language[:2] != language for one in told)
        if abroad and found.by not in FIGURES:
            return None
        if language != "en" and found.by in FIGURES and borne_by_rows(premise, rows, language):
            return None
        passage = hits[found.place].passage
        start = passage.span.start + passage.text.index(found.words)
        text, point = stated(question, found.text, found.point) if language == "en" else (found.text, found.point)
        words = Pick(passage, Span(start, start + len(found.words)))
        return Correction(text, point, found.asked, words, settled=found.outright, by=found.by, sure=found.sure)

    def first_read(self, question: str, hits: Sequence[Hit]) -> Shares:
        """What the reader makes of the first hits: of the pairs that it has read for the judge."""
        return self.judge.reading(plain(question), [self.index.row_of[hit.passage.id] for hit in hits[:FIRST]])

    def listed(self, question: str, hits: tuple[Hit, ...], language: str, ground: Ground) -> Task | None:
        """What to write where the question is about the article or the disputes as a whole, or about the sources themselves; None
        where it is about what they say."""
        if found := in_whole(question, self.index, self.engine.find, self.only):
            return Task(question, (), language, examined=found)
        return self.listing(question, hits, language, ground, self.only)

    def conflicts(
        self,
        question: str,
        picks: Sequence[Pick],
        hits: Sequence[Hit] = (),
        of: Whole | None = None,
        listed: Listed | None = None,
    ) -> tuple[Conflict, ...]:
        """Where the sources of an answer differ from one another or from the seed; ``hits``: all that was found; ``of``: the
        claims of the ledger that the answer shows, or the disputes, where it is about these as a whole; ``listed``: the sources that it
        names, where it is about them: then only what their publishers have a part in. An editor's reason is in the question's language."""
        cited = [(p.passage, p.span) for p in picks]
        found = conflicts_of(of, cited, self.index) if of else self._conflicts(question, picks, hits, listed)
        return in_language(found, language_of(question), (*self.index.ledger, *self.index.disputes))

    def _conflicts(
        self, question: str, picks: Sequence[Pick], hits: Sequence[Hit], listed: Listed | None
    ) -> tuple[Conflict, ...]:
        """Those of what was asked."""
        cited = [(p.passage, p.span) for p in picks]
        near, close, meant = (
            tell(question) for tell in (self.ranker.near_claims, self.ranker.close_claims, self.ranker.meant_claims)
        )
        also, ledger = [h.passage for h in hits], self.index.ledger
        of_seed, named = seed_is_meant(hits, self.index.sources), self.ranker.named(question)
        if not of_seed:
            near, close, meant = (put_in(question, claims, ledger) for claims in (near, close, meant))
        known = self.ranker.meant_disputes(question), self.ranker.close_disputes(question)
        read = in_english(question, self.ranker.knows)
        disputes = in_dispute(cited, self.index, *known, self.only, read or question, also)
        found = find_conflicts(cited, self.index, near, question, also, ledger, close, meant, disputes, read)
        voices = None if found and len(named) < 2 else facing(question, picks, self.index.sources, named, of_seed)
        if voices and not any(c.source_ids == {v.passage.source_id for v in voices} for c in found):
            one, other = ((pick.passage, pick.span) for pick in voices)
            beside = set_beside(one, other, phrase("asked_both", language_of(question)), ASKED, cited, self.index)
            found = (*beside, *found)[:MOST]
        elif not found and (own := parties(question, cited, self.index)):
            found = set_beside(*own, phrase("two_parties", language_of(question)), PARTIES, cited, self.index)
        found = found or of_the_quoted(cited, self.index, question, ledger)
        found = with_first_judged(found, cited, self.index, ledger)
        if listed and listed.sources:
            of_whom = frozenset().union(*map(names, listed.sources))
            found = tuple(c for c in found if any(of_whom & names(self.index.sources[s]) for s in c.source_ids))
        return tuple(c for c in found if not self.only or c.source_ids <= self.only)

    def marked(self, answer: Answer) -> Answer:
        """The answer with what the fetched originals say to the facts it cites, where that was audited."""
        return self.audit.on(answer, self.index.sources)


def quoting_over(
    settings: Settings, index: Index, ranker: Ranker, reading: Reading, rows: Rows, only: Collection[str] = ()
) -> QuotingEngine:
    """The engine that answers in quotes, from the sources of ``only`` or from all."""
    found_by = _retriever(settings, index, ranker, reading, rows, only)
    return QuotingEngine(index, found_by, Selector(index.sources, settings.max_quotes, index))


def _retriever(
    settings: Settings, index: Index, ranker: Ranker, reading: Reading, rows: Rows, only: Collection[str]
) -> RecordRetriever:
    return RecordRetriever(ranker, reading.spoken, Suits(index), rows, settings.top_k, only)
