"""What a reader sees first: the deciding value or sentence with who says it and when, and yes, no or "it depends" by an editor's word alone.

A lead rests on a claim that was borne out and says no more than it. Where nothing is sure to decide, it is the first sentence that answers.
"""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rag.answer.conflicts import BEARS, LEADING, Judged, judged, of_its_years, standing, years
from rag.answer.quoting import covered, pieces
from rag.answer.quoting import judged as read
from rag.answer.said_by import who_and_when
from rag.answer.writing import Events, Pick, Task, Written
from rag.case import Dispute, LedgerClaim, reason_in
from rag.events import ClaimChecked, Led, Retracted
from rag.models.judge import ANSWERS, CONTRADICTED, SILENT, SUPPORTED, judge
from rag.phrases import phrase
from rag.question.kinds import DATE, FIGURE, YES_NO, sought
from rag.retrieve.search import Search
from rag.sources import Passage, Span
from rag.text.sentences import sentences
from rag.types import Lead, LeadKind, NoteKind, Verdict
from rag.verify.references import unmarked
from rag.verify.values.dates import When, compatible, dates
from rag.verify.values.dates import told as told_by
from rag.verify.values.numbers import QUANTITY, Figure, bears, figures
from rag.wording import Wording, marked, wording

Value = Figure | When


def values(seeks: str, text: str, question: str, language: str) -> list[Value]:
    """The figures or the dates of ``text`` that the question does not name itself."""
    if seeks == DATE:
        asked = dates(question)
        return [when for when in dates(text, language) if not told_by(when, asked)]
    known = figures(question)
    found = (f for f in figures(text, language) if f.kind == QUANTITY)
    return [f for f in found if not any(bears(f, one) for one in known)]


def the_one(seeks: str, quotes: Iterable[tuple[int, str, str]], question: str) -> tuple[int, Value] | None:
    """The first of ``quotes`` (place, words, language) that has one value and no other, with it; of dates that can be one the fullest.

    None where none has, and where a question for a date names the day itself.
    """
    if seeks == DATE and any(when.day for when in dates(question)):
        return None
    found = [
        (place, said[0])
        for place, text, language in quotes
        if len(said := values(seeks, text, question, language)) == 1 and of_its_years(question, text)
    ]
    if not found:
        return None
    first = found[0][1]
    same = [
        (place, one)
        for place, one in found
        if isinstance(one, When) and isinstance(first, When) and compatible(one, first)
    ]
    return max(same, key=lambda one: _fullness(one[1])) if same else found[0]


def of_values(seeks: str, what: LedgerClaim | Dispute) -> bool:
    """True for a dispute over the value: two of its sides or more give some."""
    return isinstance(what, Dispute) and sum(bool(values(seeks, side.says, "", "en")) for side in what.sides) > 1


def _fullness(when: When) -> int:
    return sum(part is not None for part in when.parts)


LENGTH = 240  # characters of a sentence that a reader takes in at once; of longer words the sentence that decides leads
SURE = 0.9  # share of the judge from which a value of a quote may lead
HALF = 0.5  # of the question's rare words that the quote then has
DECIDES = 0.82  # bearing times likeness of an editor's judgement that leads: of 120 questions 16 are led by the right one, two by a wrong one
EVEN = 0.5  # bearing of a dispute that two quotes are sides of already
BOTH = 2  # quotes that are sides of a dispute over the value sought
_WHOLE = (NoteKind.LEDGER, NoteKind.DISPUTES, NoteKind.LISTED, NoteKind.UNJUDGED)
_FOUND: dict[str, LeadKind] = {"supported": "yes", "contradicted": "no", "partly supported": "depends"}


def leading(
    writing: Generator[Events, None, Written], task: Task, search: Search, by_sentences: bool
) -> Generator[Events | Led, None, tuple[Written, Lead | None]]:
    """What is written, with the lead as soon as the claims are checked that it may rest on, and once more with the whole.

    ``by_sentences``: a model's or an editor's, not quotes.
    """
    checked: list[Verdict] = []
    enough = 1 if by_sentences else min(LEADING, len(task.picks))
    early: Lead | None = None
    while True:
        try:
            event = next(writing)
        except StopIteration as done:
            written: Written = done.value
            picks = written.draft.picks if written.mode == "quote" else ()
            return written, _lead(task, picks, written.verdicts, search)
        yield event
        if isinstance(event, Retracted):
            checked, early = [], None
        if isinstance(event, ClaimChecked) and early is None and event.place == len(checked):
            checked.append(event.verdict)
            if len(checked) >= enough and (early := _lead(task, () if by_sentences else task.picks, checked, search)):
                yield Led(early)


def _lead(task: Task, picks: Sequence[Pick], verdicts: Sequence[Verdict], search: Search) -> Lead | None:
    """The lead of an answer with these verdicts; ``picks``: what it quotes, one a claim, none where a model wrote it."""
    for kind, text in task.notes:
        if kind in _WHOLE and (told := text if kind is NoteKind.LISTED else _first(text, task.language)):
            return Lead(told, "whole") if len(told) <= 2 * LENGTH else None
        if kind is NoteKind.UNSURE:  # what comes closest may be of something else: none of it leads
            return Lead(_first(text, task.language), "silent")
    borne = [n for n, verdict in enumerate(verdicts) if verdict.status.borne]
    if not borne:
        return None
    own = [n for n in borne if not verdicts[n].of_article] or borne
    if not picks:
        return _written(own[0], verdicts[own[0]], search, task.language)
    quoted = _Quoted(task, picks, [n for n in borne if n < LEADING] or own[:1], search)
    return quoted.lead(own)


def _written(place: int, verdict: Verdict, search: Search, language: str) -> Lead:
    """A model's sentence with the first of its sources."""
    cited = verdict.claim.citations[0]
    return Lead(
        unmarked(verdict.claim.text), "sentence", who_and_when(cited, search.index.sources, language), claim=place
    )


@dataclass(frozen=True, slots=True)
class _Quoted:
    """An answer of quotes; ``borne``: the first of its claims that hold."""

    task: Task
    picks: Sequence[Pick]
    borne: Sequence[int]
    search: Search

    def lead(self, places: Sequence[int]) -> Lead:
        """A value, an editor's word, or the sentence that decides of the first of these claims."""
        seeks = sought(self.task.question, self.search.embedder)
        premise = any(kind is NoteKind.PREMISE for kind, _ in self.task.notes)
        # a figure is of a year; words of another year than the question's may correct it
        first = self._of_its_year(places) if seeks == FIGURE and not premise else places[0]
        sentence = self._sentence(first)
        if premise:
            words = marked(sentence.text, self.search.index.sources[self.picks[first].passage.source_id])
            denied = phrase("lead_not_so", self.task.language, words=words)
            return replace(sentence, text=denied, kind="no", verbatim=False)
        quoted = {n: self.picks[n] for n in self.borne}
        found = judged(self.task.question, quoted, self.search, _FOUND, EVEN)
        if seeks in (FIGURE, DATE):
            return self._value(seeks, found) or sentence
        return self._editors(seeks, first, [one for one in found if one.bears >= BEARS]) or sentence

    def _of_its_year(self, places: Sequence[int]) -> int:
        """The first of ``places``; where its words are of other years than the question's, the first whose words are of one of these."""
        asked, words = years(self.task.question), {n: self.picks[n].quote for n in places}
        if of_its_years(self.task.question, words[places[0]]):
            return places[0]
        return next((n for n in places if years(words[n]) & asked), places[0])

    def _value(self, seeks: str, found: Sequence[Judged]) -> Lead | None:
        """The one value of the kind sought that a quote has which surely answers; of those an editor sets against each other the highest
        tier's, the latest."""
        over = self._over(seeks, found)
        if over is not None:
            standings = {n: standing(self.picks[n], self.search.index) for n in over.on}
            places = sorted(standings, key=lambda n: standings[n], reverse=True)
        else:
            places = [n for n in self.borne[:2] if self._surely_answers(n)]
        index = self.search.index
        quotes = ((n, self.picks[n].quote, index.sources[self.picks[n].passage.source_id].language[:2]) for n in places)
        if not places or (over is None and places[0] != self.borne[0]):
            return None
        note = reason_in(self.task.language, over.what) if over is not None else ""
        if (value := the_one(seeks, quotes, self.task.question)) is None:  # of the highest tier the first quote
            first = max(places, key=lambda n: (standing(self.picks[n], index)[0], -n))
            return replace(self._sentence(first), note=note) if over is not None else None
        place, told = value
        if isinstance(told, Figure) and not told.unit and self._reads(place):
            return replace(self._sentence(place), note=note)  # a bare number does not say what it counts
        return replace(self._of(place, told.text), kind="value", note=note)

    def _reads(self, place: int) -> bool:
        """True where a quote is in the reader's own language."""
        return self.search.index.sources[self.picks[place].passage.source_id].language[:2] == self.task.language

    def _over(self, seeks: str, found: Sequence[Judged]) -> Judged | None:
        """The dispute over the very value that is sought: of those on file the likest the question, of which two quotes are sides."""
        over = [one for one in found if isinstance(one.what, Dispute) and len(one.on) >= BOTH]
        if not over:
            return None
        matters = [dispute.matter for dispute in self.search.index.disputes]
        likest = max(self.search.likeness(self.task.question, matters))
        return next((one for one in over if one.like >= likest and of_values(seeks, one.what)), None)

    def _surely_answers(self, place: int) -> bool:
        """True where the judge is sure of a quote and it has most of what is asked: a bare value shows nothing of what it is of."""
        pick = self.picks[place]
        language = self.search.index.sources[pick.passage.source_id].language
        share = self.search.read(self.task.question, [pick.passage.part(pick.span)])[0, ANSWERS]
        return bool(share >= SURE and covered(self.task.question, [pick.quote], language, self.search)[0] >= HALF)

    def _editors(self, seeks: str, first: int, found: Sequence[Judged]) -> Lead | None:
        """What an editor found of a claim of the article, or of a matter that sources differ on, where it surely is what the question asks;
        where that is no yes or no, of a matter that the ``first`` quote is a side of."""
        if not found or found[0].surely < DECIDES:
            return None
        one = found[0]
        if isinstance(one.what, LedgerClaim) and one.what.status == "supported":
            # a plain yes gives way to what sources differ on
            differ = [other for other in found if isinstance(other.what, Dispute)]
            one = max(differ, key=lambda other: other.like, default=one)
        if isinstance(one.what, LedgerClaim):
            return self._finding(one.what, one.on[0]) if seeks == YES_NO else None
        if seeks != YES_NO and first not in one.on:
            return None
        return self._by_editor("lead_depends" if seeks == YES_NO else "lead_differ", "depends", one.what, one.on[0])

    def _finding(self, claim: LedgerClaim, place: int) -> Lead | None:
        """Yes, no or in part; None where the claim may say the opposite of what is asked, which only part of it does either way."""
        kind = _FOUND.get(claim.status)
        shares = judge().claims([(self.task.question, claim.claim)])[0]
        if kind is None or (kind != "depends" and shares[CONTRADICTED] >= shares[SUPPORTED]):
            return None
        return self._by_editor(f"lead_{'part' if kind == 'depends' else kind}", kind, claim, place)

    def _by_editor(self, key: str, kind: LeadKind, what: object, place: int) -> Lead:
        language = self.task.language
        text = phrase(key, language, reason=reason_in(language, what))  # type: ignore[arg-type]  # a claim or a dispute
        return Lead(text, kind, phrase("lead_editor", language), claim=place)

    def _sentence(self, place: int) -> Lead:
        return self._of(place, deciding_words(self.task.question, self.picks[place], self.search))

    def _of(self, place: int, text: str) -> Lead:
        pick, sources = self.picks[place], self.search.index.sources
        source = sources[pick.passage.source_id]
        verbatim = wording(source, pick.passage.basis) is Wording.VERBATIM
        return Lead(text, "sentence", who_and_when(pick.cited(), sources, self.task.language), verbatim, place)


def deciding_words(question: str, pick: Pick, search: Search) -> str:
    """All of a quote that a reader takes in at once; of a longer one the sentence that answers best."""
    if len(pick.quote) <= LENGTH:
        return pick.quote
    passage = Passage(pick.passage.id, pick.passage.source_id, pick.quote, pick.span)
    spans = pieces(passage, search.index.sources[passage.source_id].language)
    shares = read(question, passage, spans, search)
    return spans[int(np.argmin(shares[:, SILENT]))].of(pick.quote)


def _first(text: str, language: str) -> str:
    spans = sentences(text, language) or [Span(0, len(text))]
    return spans[0].of(text)
