"""An answer before it is checked: text, claims with their spans, and the product's own notes.

Text is written piece by piece, so every span is exact by construction and the pieces can be streamed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rag.answer.said_by import said_by
from rag.content import content
from rag.phrases import phrase
from rag.places import place_of
from rag.punctuation import colon
from rag.types import Citation, Claim, Note, NoteKind, Passage, Source, Span


@dataclass(frozen=True, slots=True)
class Pick:
    """A stretch of a passage chosen as part of the answer; ``span`` is in the source's stored text."""

    passage: Passage
    span: Span
    further: bool = False  # bears on the question less closely than the picks before it

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.span.shifted(-self.passage.span.start).of(self.passage.text)

    @property
    def locator(self) -> str:
        """Where they stand in the source."""
        return place_of(self.passage, self.span)


@dataclass(frozen=True, slots=True)
class Correction:
    """A premise that the sources do not bear, the point of it that is wrong, and the words of a source that decide it.

    ``asked``: the question only asks whether it is so. ``plainer``: words that deny it more plainly, which stand before those.
    ``settled``: no others can deny it more plainly. ``by``: the check that found it, "" where there is nothing to weigh; ``sure``: that
    words about the same thing say otherwise.
    """

    premise: str
    point: str
    asked: bool
    deciding: Pick
    plainer: Pick | None = None
    settled: bool = False
    by: str = ""
    sure: bool = False

    def note(self, language: str) -> str:
        """The sentence of our own that opens the answer."""
        key = "premise_asked" if self.asked else "premise"
        if set(content(self.point, language)) == set(content(self.premise, language)):
            return phrase(f"{key}_whole", language, premise=self.premise)
        return phrase(key, language, premise=self.premise, point=self.point)

    def first(self, picks: Sequence[Pick], most: int) -> list[Pick]:
        """``picks`` with the deciding words in front, at most ``most``."""
        for words in (self.deciding, self.plainer):
            picks = (_first(words, picks) or [words, *picks]) if words else picks
        return list(picks)[:most]


@dataclass(frozen=True, slots=True)
class Doubt:
    """The sources seem to see something otherwise than the question takes for granted; what, nobody can say.

    ``deciding``: the passage that seems to; None where the doubt is slight, and the quotes stand as they would. ``plain``: they surely do.
    """

    deciding: Pick | None = None
    plain: bool = False

    def note(self, language: str) -> str:
        """The sentence of our own that opens the answer."""
        return phrase("premise_denied" if self.plain else "premise_doubted", language)

    def first(self, picks: Sequence[Pick], most: int) -> list[Pick]:
        """``picks``, at most ``most``, with what is quoted of the passage in front: a doubt adds no quote."""
        ahead = _first(self.deciding, picks) if self.deciding else []
        return (ahead or list(picks))[:most]


def _first(words: Pick, picks: Sequence[Pick]) -> list[Pick]:
    """``picks`` with those in front that have some of the ``words``; none without such."""
    meets = [
        replace(p, further=False) for p in picks if p.passage.id == words.passage.id and p.span.overlaps(words.span)
    ]
    placed = {(p.passage.id, p.span) for p in meets}
    return [*meets, *(p for p in picks if (p.passage.id, p.span) not in placed)] if meets else []


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

    def note(self, kind: NoteKind, text: str) -> None:
        """Add a sentence of our own."""
        self._notes.append(Note(kind, text, self._add(text)))

    def opening(self, premise: Correction | Doubt | None, unsure: str, named: str, untold: str) -> None:
        """Add what an answer says first, whoever writes it: of the premise, or else that it may be none or only where a name
        stands, and which years are not told."""
        if premise:
            self.note(NoteKind.PREMISE, premise.note(self._language))
        elif unsure:
            self.note(NoteKind.UNSURE, unsure)
        elif named:
            self.note(NoteKind.NAMED, named)
        if untold:
            self.note(NoteKind.UNTOLD, untold)

    def quotes(self, picks: Sequence[Pick], sources: Mapping[str, Source]) -> None:
        """Add ``picks`` in order, with a note before the first that bears on the question less closely."""
        lead = True
        for pick in picks:
            if lead and pick.further:
                lead = False
                self.note(NoteKind.FURTHER, phrase("further", self._language))
            self.quote(pick, sources[pick.passage.source_id])

    def quote(self, pick: Pick, source: Source) -> None:
        """Add ``Publisher, date, locator: “quote” [n]``; the publisher is spelled out the first time."""
        number = self._number(pick.passage.id)
        who = said_by(source, pick.locator, self._language, full=source.publisher not in self._named)
        self._named.add(source.publisher)
        self._picks.append(pick)
        self.claim(
            f"{who}{colon(self._language)}“{pick.quote}” [{number}]",
            [Citation(number, pick.passage.id, source.id, pick.quote, pick.span, pick.locator)],
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
