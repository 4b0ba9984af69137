"""What a saved answer shows beside its claims, held against the index: conflicts, passages, cards of sources, audit marks.

What is not as the index has it is forged, unless the index is known to have changed since: then it is told as changed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path
from typing import TypeVar

from rag.case import reasons_of
from rag.case.audited import AuditMarks
from rag.errors import CorpusError, StoreError
from rag.index.snapshot import past_snapshot
from rag.index.stored import StoredTexts
from rag.phrases import PHRASES
from rag.sources import Audit, Citation, Hit, Kind, Span
from rag.text.fold import fold, words
from rag.types import ASKED, DISPUTE, JUDGE, LEDGER, PARTIES, Answer, Conflict

_SET_BESIDE = {ASKED: "asked_both", PARTIES: "two_parties", JUDGE: "contradict"}
_BY_CODE = ("figures", "dates", "roles", "negation")  # of answers of version 1 all four
_TOLD_BY_CODE = frozenset(
    w.text for w in words("against affirmed denied by the one the other question sets each stands in a source")
)
_SHOWN = 60  # characters of a quote
Judged = TypeVar("Judged")


@dataclass(frozen=True, slots=True)
class Amiss:
    """Something that is not as the index has it; ``changed``: the index is known to be another since."""

    told: str
    changed: bool = False


class Held:
    """One saved answer against the live index and, where it is still remembered, the one it was made from."""

    def __init__(self, data: Path, answer: Answer, texts: StoredTexts) -> None:
        self._answer = answer
        self._now = texts
        then = texts.snapshot if answer.snapshot == texts.snapshot.id else past_snapshot(data, answer.snapshot)
        self.then = StoredTexts(data, then) if then else None  # what it was made from, where that is remembered
        self._same = answer.snapshot == texts.snapshot.id
        self._marks = AuditMarks(data)

    def amiss(self) -> Iterator[Amiss]:
        """All that does not hold, in the order in which the answer shows it."""
        for citation in (c for claim in self._answer.claims for c in claim.citations):
            yield from self._card(citation)
            yield from self._audit(citation)
            yield from self._context(citation)
        for conflict in self._answer.conflicts:
            yield from self._of_conflict(conflict)
            for side in (conflict.lower, conflict.higher):
                yield from self._card(side)
                yield from self._audit(side)
                yield from self._context(side)
        for hit in (*self._answer.hits, *self._answer.nearest):  # what became of the cited sources is told by each
            yield from (one for one in self._passage(hit) if not one.changed)

    def sound(self) -> Answer:
        """The answer without the conflicts and passages that do not hold, its audit marks as the audit has them now."""
        bare = replace(
            self._answer,
            conflicts=tuple(c for c in self._answer.conflicts if not any(self._of_conflict(c))),
            hits=tuple(hit for hit in self._answer.hits if not any(self._passage(hit))),
            nearest=tuple(hit for hit in self._answer.nearest if not any(self._passage(hit))),
        )
        return self._marks.on(bare, self._now.sources)

    def _passage(self, hit: Hit) -> Iterator[Amiss]:
        """What is wrong with a passage that the answer was made from."""
        passage = hit.passage
        yield from self._words(passage.source_id, passage.span, passage.text, f"the passage {passage.id!r}")

    def _of_conflict(self, conflict: Conflict) -> Iterator[Amiss]:
        """What is wrong with the sides of a conflict, or with what is said of the two."""
        for side in (conflict.lower, conflict.higher):
            yield from self._words(side.source_id, side.span, side.quote, "a side of a conflict")
        basis, reason = conflict.basis, conflict.reason
        if basis == LEDGER:
            yield from self._judgement(conflict)
        elif basis == DISPUTE:
            yield from self._dispute(conflict)
        elif basis in _SET_BESIDE:
            if reason not in PHRASES[_SET_BESIDE[basis]].values():
                yield Amiss(f"the reason of a conflict is none of our own words: {reason[:_SHOWN]!r}")
        elif basis not in _BY_CODE:
            yield Amiss(f"a conflict rests on what no conflict rests on: {basis[:_SHOWN]!r}")
        elif strange := _strange(reason, self._answer, conflict):
            yield Amiss(f"the reason of a conflict has words of neither side: {strange[:_SHOWN]!r}")

    def _judgement(self, conflict: Conflict) -> Iterator[Amiss]:
        """A finding where no editor judged the article's words so, by the passage that is said to decide."""
        ledger = self._judged(StoredTexts.ledger)
        decided = conflict.higher
        judged = (
            claim.decides(decided.passage_id, decided.span)
            and conflict.lower.locator in claim.seed_locators
            and conflict.finding in (None, claim.status)  # an answer that was saved before has none
            for claim in ledger
            if conflict.reason in reasons_of(claim)
        )
        sources = (self.then or self._now).sources
        of_seed = conflict.lower.source_id in sources and sources[conflict.lower.source_id].kind is Kind.SEED
        if not (of_seed and any(judged)):
            yield self._wrong(f"the ledger has no such judgement: {conflict.reason[:_SHOWN]!r}", not self._same)

    def _dispute(self, conflict: Conflict) -> Iterator[Amiss]:
        """A finding where no editor has the two sides against each other for the reason that is given."""
        one, other = conflict.lower, conflict.higher
        on_file = any(
            a.decides(one.passage_id, one.span) and b.decides(other.passage_id, other.span)
            for dispute in self._judged(StoredTexts.disputes)
            if conflict.reason in reasons_of(dispute)
            for a, b in permutations(dispute.sides, 2)
        )
        if not on_file:
            yield self._wrong(f"no such dispute is on file: {conflict.reason[:_SHOWN]!r}", not self._same)

    def _judged(self, read: Callable[[StoredTexts], Sequence[Judged]]) -> Sequence[Judged]:
        """What editors judged as it was, or where that build is gone as it is now."""
        for texts in (self.then, self._now):
            try:
                if texts:
                    return read(texts)
            except CorpusError:
                continue
        return ()

    def _words(self, source_id: str, span: Span, quote: str, what: str) -> Iterator[Amiss]:
        """A finding where ``quote`` does not stand at ``span`` of its source, letter for letter, or no longer does."""
        told = f"{what} does not stand in its source {source_id!r}: {quote[:_SHOWN]!r}"
        was, now = text_of(self.then, source_id), text_of(self._now, source_id)
        stands = now is not None and span.of(now) == quote
        if was is not None and span.of(was) != quote:
            yield Amiss(told)
        elif not stands:  # as it was, or only the hash of what it was is remembered
            before = self.then.sources.get(source_id) if self.then else None
            after = self._now.sources.get(source_id)
            yield self._wrong(told, before is not None and (after is None or before.sha256 != after.sha256))

    def _context(self, citation: Citation) -> Iterator[Amiss]:
        """A finding where the words do not stand in the passage that is shown around them, or that does not stand in its source."""
        around = citation.context
        if around is None:
            return
        start = citation.span.start - around.span.start
        if start < 0 or around.span.of(around.text) != citation.quote:
            yield Amiss(f"the passage around [{citation.number}] does not have its words: {around.text[:_SHOWN]!r}")
        else:
            what = f"the passage around [{citation.number}]"
            yield from self._words(citation.source_id, around.stretch(citation.span), around.text, what)
            texts = [text for t in (self.then, self._now) if (text := text_of(t, citation.source_id)) is not None]
            if texts and not all(any(line in text for text in texts) for line in around.over):
                yield Amiss(f"what stands over {what} does not stand in its source: {around.over[0][:_SHOWN]!r}")

    def _card(self, citation: Citation) -> Iterator[Amiss]:
        """A finding where the file calls a source otherwise than the index did; ids that are nowhere the words tell of."""
        source, card = (self.then or self._now).sources.get(citation.source_id), citation.card
        if source is None or card is None:
            return
        for field in ("title", "publisher", "published", "url", "tier"):
            if getattr(card, field) != getattr(source, field):
                said = str(getattr(card, field))[:_SHOWN]
                yield self._wrong(f"the {field} of [{citation.number}] is not that of {source.id!r}: {said!r}", False)

    def _audit(self, citation: Citation) -> Iterator[Amiss]:
        """A finding where the audit does not say what the answer says of it, or something worse than it says."""
        at = citation.source_id
        known = [texts.sources[at] for texts in (self._now, self.then) if texts and at in texts.sources]
        marks = [self._marks.mark(source, citation.passage_id, citation.locator) for source in known]
        said = citation.audit
        if said is not None and said not in marks:
            yield self._wrong(f"the audit mark of [{citation.number}] is not in the stored audit", not self._same)
        elif said is None and any(mark and mark.status is Audit.DIFFERS for mark in marks):
            yield Amiss(
                f"the original differs from [{citation.number}] by the audit, and the answer does not say so", True
            )

    def _wrong(self, told: str, changed: bool) -> Amiss:
        """``told``, with what is known of a change; of an index that is not remembered no one can tell, so it does not hold."""
        if self.then is None:
            return Amiss(f"{told} (the index it was made from is not remembered here: it may have changed since)")
        return Amiss(f"{told} (it may have changed since)", True) if changed else Amiss(told)


def text_of(texts: StoredTexts | None, source_id: str) -> str | None:
    """A stored text; None where the source is not there, or its build is gone."""
    try:
        return texts.source_text(source_id) if texts else None
    except StoreError:
        return None


def _strange(reason: str, answer: Answer, conflict: Conflict) -> str:
    """The first word of a reason by code that is neither a quote's, nor the question's, nor of the form of such reasons."""
    asked = f"{answer.question} {answer.asked_as} {conflict.lower.quote} {conflict.higher.quote}"
    known = _TOLD_BY_CODE | {w.text for w in words(asked)}
    plain = fold(asked).text
    return next((w.span.of(reason) for w in words(reason) if w.text not in known and w.text not in plain), "")
