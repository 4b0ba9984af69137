"""An answer being written: a task and a checker in, events and a written answer out. Without a model it is made of quotes.

Text is written piece by piece, so every span is exact by construction and the pieces can be streamed.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rag.answer.said_by import said_by
from rag.case.lines import Deciding
from rag.case.places import place_of
from rag.events import ClaimChecked, Delta, Retracted
from rag.models.endpoint import Meter
from rag.phrases import phrase
from rag.sources import Citation, Hit, Passage, Source, Span
from rag.text.punctuation import colon
from rag.types import Answer, Claim, Note, NoteKind, Verdict
from rag.verify.checking import Checking
from rag.wording import as_said, marked


@dataclass(frozen=True, slots=True)
class Pick:
    """A stretch of a passage chosen as part of the answer; ``span`` is in the source's stored text."""

    passage: Passage
    span: Span
    further: bool = False  # bears on the question less closely than the picks before it

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.passage.words(self.span)

    @property
    def locator(self) -> str:
        """Where they stand in the source."""
        return place_of(self.passage, self.span)

    def is_of(self, one: Deciding) -> bool:
        """True where the words are among those that an editor names."""
        return one.decides(self.passage.id, self.span)

    def meets(self, other: "Pick") -> bool:
        """True where the two have words of a source in common."""
        return self.passage.source_id == other.passage.source_id and self.span.overlaps(other.span)

    def cited(self, number: int = 0) -> Citation:
        """The words as a citation with this mark."""
        return self.passage.cited(self.span, number, self.locator)


def ahead(words: Pick, picks: Sequence[Pick], most: int) -> list[Pick]:
    """``picks``, at most ``most``, with those in front that have some of ``words``; with ``words`` themselves where none has."""
    meets = [p for p in picks if p.passage.id == words.passage.id and p.span.overlaps(words.span)]
    rest = [p for p in picks if p not in meets]
    return [*([replace(p, further=False) for p in meets] or [words]), *rest][:most]


@dataclass(frozen=True, slots=True)
class Draft:
    """The pieces of an answer in order; joined they are its text, all of which is claims, notes and white space."""

    pieces: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[Note, ...] = ()
    picks: tuple[Pick, ...] = ()

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)


class Writer:
    """Collects sentences with their spans and makes a ``Draft`` of them.

    Quotes are numbered as they come, or by ``numbers`` (passage id to mark) where a model has used marks already.
    """

    def __init__(self, language: str = "en", numbers: Mapping[str, int] | None = None) -> None:
        self._language = language
        self._numbers = dict(numbers or {})
        self._length = 0
        self._pieces: list[str] = []
        self._claims: list[Claim] = []
        self._notes: list[Note] = []
        self._picks: list[Pick] = []
        self._named: set[str] = set()

    def note(self, kind: NoteKind, text: str, opens: bool = True) -> None:
        """Add a sentence that is no claim, in a paragraph of its own or in the one that is open."""
        self._notes.append(Note(kind, text, self._add(text, "\n\n" if opens else " ")))

    def opening(self, notes: Sequence[tuple[NoteKind, str]]) -> None:
        """Add what an answer says first, whoever writes it."""
        for kind, text in notes:
            self.note(kind, text)

    def quotes(self, picks: Sequence[Pick], sources: Mapping[str, Source]) -> None:
        """Add ``picks`` in order, with a note before the first that bears on the question less closely."""
        lead = True
        for pick in picks:
            if lead and pick.further:
                lead = False
                self.note(NoteKind.FURTHER, phrase("further", self._language))
            self.quote(pick, sources[pick.passage.source_id])

    def quote(self, pick: Pick, source: Source) -> None:
        """Add ``Publisher, date, locator: “quote” [n]``, a summary of ours without quotation marks; the publisher is spelled out
        the first time."""
        number = self._number(pick.passage.id)
        said = as_said(source, pick.passage)
        full = said.publisher not in self._named
        who = said_by(said, pick.locator, self._language, full, pick.passage.basis)
        self._named.add(said.publisher)
        self._picks.append(pick)
        self.claim(
            f"{who}{colon(self._language)}{marked(pick.quote, source)} [{number}]",
            [pick.cited(number)],
        )

    def _number(self, passage_id: str) -> int:
        """The mark of the next quote: its place, or that of its passage; one that no model was shown gets one behind those."""
        if not self._numbers:
            return len(self._picks) + 1
        return self._numbers.setdefault(passage_id, max(self._numbers.values()) + 1)

    def claim(self, text: str, citations: Sequence[Citation], opens: bool = True, picks: Sequence[Pick] = ()) -> Claim:
        """Add a claim with its citations, in a paragraph of its own or in the one that is open."""
        self._picks.extend(picks)
        self._claims.append(Claim(text, self._add(text, "\n\n" if opens else " "), tuple(citations)))
        return self._claims[-1]

    def draft(self) -> Draft:
        """All that was added."""
        return Draft(tuple(self._pieces), tuple(self._claims), tuple(self._notes), tuple(self._picks))

    def _add(self, text: str, gap: str = "\n\n") -> Span:
        piece = (gap if self._pieces else "") + text
        self._pieces.append(piece)
        self._length += len(piece)
        return Span(self._length - len(text), self._length)


Events = Delta | ClaimChecked | Retracted


@dataclass(frozen=True, slots=True)
class Task:
    """The question in full, the passages found for it, the quotes that answer it and what the answer says first.

    ``wrong``: what the question takes for granted and an editor found contradicted. ``told``: it is about the article or the
    sources as a whole, and the case's lists answer: no model is asked.
    """

    question: str
    hits: tuple[Hit, ...]
    language: str = "en"
    picks: tuple[Pick, ...] = ()
    notes: tuple[tuple[NoteKind, str], ...] = ()
    wrong: str = ""
    told: bool = False
    editors: tuple[str, ...] = ()  # what the case's editors found on the matter


@dataclass(frozen=True, slots=True)
class Written:
    """An answer with its verdicts, who wrote it, and what does not stand in it."""

    draft: Draft
    verdicts: tuple[Verdict, ...]
    mode: str = "quote"
    model: str = ""
    left_out: int = 0
    rewritten: int = 0
    withheld: int = 0
    broken: str = ""  # what kind of failure broke the model off
    marks: Mapping[str, int] = field(default_factory=dict)  # passage id to its number, where numbers are of passages

    def into(self, reply: Answer) -> Answer:
        """``reply`` with all this in it, answered."""
        return replace(
            reply, status="answered", text=self.draft.text, verdicts=self.verdicts, notes=self.draft.notes, mode=self.mode,
            model=self.model, left_out=self.left_out, rewritten=self.rewritten, withheld=self.withheld,
        )  # fmt: skip


class QuotingEngine:
    """Writes in quotes: nothing is invented, no model is asked."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources

    def write(self, task: Task, check: Checking, meter: Meter) -> Generator[Events, None, Written]:
        """The quotes, then the verdict on each."""
        writer = Writer(task.language)
        writer.opening(task.notes)
        writer.quotes(task.picks, self._sources)
        draft = writer.draft()
        for piece in draft.pieces:
            yield Delta(piece)
        verdicts = []
        for place, claim in enumerate(draft.claims):
            verdicts.append(check.claim(claim))
            yield ClaimChecked(verdicts[-1], place, claim.span.end)
        return Written(draft, tuple(verdicts))
