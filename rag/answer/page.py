"""A model's answer as it grows: its sentences with their verdicts, then the finished text with what the product adds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rag.answer.writing import Pick, Task, Writer, Written
from rag.events import ClaimChecked
from rag.phrases import phrase
from rag.sources import Passage, Source
from rag.types import NoteKind, Verdict


@dataclass(frozen=True, slots=True)
class Slot:
    """A sentence of the model: its verdict, whether it opens a paragraph, whether it was written again."""

    verdict: Verdict
    opens: bool = True
    rewritten: bool = False
    dropped: bool = False  # the model took it back

    @property
    def stands(self) -> bool:
        """True where it is neither struck nor taken back."""
        return not (self.dropped or self.verdict.status.struck)


@dataclass(frozen=True, slots=True)
class Gap:
    """What the passages do not say, in the model's words; ``answer``: a passage that seems to say it after all."""

    before: int  # the slot in front of which it stands
    text: str
    opens: bool
    answer: Pick | None = None


@dataclass
class Page:
    """What the model has written so far; ``upto`` counts the characters streamed and checked."""

    task: Task
    slots: list[Slot] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    refused: bool = False  # the model said that the passages do not answer
    streamed: int = 0
    upto: int = 0
    notes: list[str] = field(default_factory=list)  # what a reader must know of how this was written

    def add(self, verdict: Verdict, opens: bool) -> ClaimChecked:
        """A sentence that has closed."""
        self.slots.append(Slot(verdict, opens))
        return ClaimChecked(verdict, len(self.slots) - 1, self.upto)

    def change(self, place: int, verdict: Verdict, rewritten: bool = False) -> ClaimChecked:
        """Another verdict, or another sentence, at ``place``."""
        old = self.slots[place]
        self.slots[place] = Slot(verdict, old.opens, rewritten or old.rewritten)
        return ClaimChecked(verdict, place, self.upto)

    def drop(self, place: int) -> None:
        """Leave out the sentence at ``place``; it is counted."""
        self.slots[place] = replace(self.slots[place], dropped=True)

    def forget(self) -> None:
        """What was written so far were a model's thoughts."""
        self.slots.clear()
        self.gaps.clear()
        self.refused, self.upto = False, self.streamed

    @property
    def failed(self) -> list[int]:
        """The places of sentences that are struck."""
        return [i for i, s in enumerate(self.slots) if s.verdict.status.struck and not s.dropped]

    @property
    def standing(self) -> list[Verdict]:
        """The verdicts of the sentences that are not struck."""
        return [slot.verdict for slot in self.slots if slot.stands]

    @property
    def numbers(self) -> dict[str, int]:
        """Passage id to its mark: its place among the passages found."""
        return {hit.passage.id: n for n, hit in enumerate(self.task.hits, 1)}

    @property
    def passages(self) -> dict[str, Passage]:
        """Passage id to passage."""
        return {hit.passage.id: hit.passage for hit in self.task.hits}

    def cites(self, pick: Pick) -> bool:
        """True when a standing sentence quotes from the stretch of ``pick`` already."""
        return any(
            c.passage_id == pick.passage.id and c.span.overlaps(pick.span)
            for verdict in self.standing
            for c in verdict.claim.citations
        )


def finish(
    page: Page, model: str, sources: Mapping[str, Source], quotes: Sequence[Pick] = (), withhold: bool = False
) -> Written:
    """The page as a written answer: what stands, the product's notes, ``quotes`` that complete it, verdicts still to come.

    The verdicts are those of the model's sentences in the order of the text; quotes are checked by the caller. Where
    nothing of the model stands, that is told first, the quotes follow and the struck sentences come last.
    """
    stands = bool(page.standing)
    writer = Writer(page.task.language, page.numbers if page.slots else None)
    verdicts: list[Verdict] = []
    shown = [slot for slot in page.slots if slot.stands or not (withhold or slot.dropped)]

    def gap(one: Gap) -> None:
        writer.note(NoteKind.GAP, one.text, one.opens)
        if one.answer:
            writer.note(NoteKind.FURTHER, phrase("gap_answered", page.task.language))
            writer.quote(one.answer, sources[one.answer.passage.source_id])

    def sentences() -> None:
        gaps = list(page.gaps)
        for place, slot in enumerate(page.slots):
            while gaps and gaps[0].before <= place:
                gap(gaps.pop(0))
            if slot not in shown:
                continue
            verdict = slot.verdict
            picks = [] if verdict.status.struck else _picks(verdict, page.passages)
            claim = writer.claim(verdict.claim.text, verdict.claim.citations, slot.opens, picks)
            verdicts.append(replace(verdict, claim=claim))
        for one in gaps:
            gap(one)

    def written() -> None:
        for note in page.notes:
            writer.note(NoteKind.MODE, note)

    if not stands:
        written()
    writer.opening(page.task.notes)
    if stands:
        sentences()
        written()
    writer.quotes(quotes, sources)
    if not stands:
        sentences()
    return Written(
        writer.draft(),
        tuple(verdicts),
        mode="model" if stands else "quote",
        model=model,
        rewritten=sum(slot.rewritten for slot in page.slots),
        withheld=len(page.slots) - len(shown),
        marks=page.numbers if page.slots else {},
    )


def _picks(verdict: Verdict, passages: Mapping[str, Passage]) -> list[Pick]:
    """The stretches that a sentence cites, for the search for conflicts."""
    return [Pick(passages[c.passage_id], c.span) for c in verdict.claim.citations if c.passage_id in passages]
