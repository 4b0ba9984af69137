"""What stands beside a name: "Lundeby's coach, Per Dahl", "Ruth Callan, the chief engineer,", "Joan Moor, who runs the firm"."""

from __future__ import annotations

from collections.abc import Iterator

from rag.referents.phrases import Phrase, Read
from rag.types import Span

_WHO = ("who", "whose")


def apposed(read: Read, at: int) -> Iterator[str]:
    """The head nouns of what stands between commas beside the name that is phrase ``at``."""
    phrase = read.phrases[at]
    if at and phrase.led == "," and read.phrases[at - 1].end == phrase.start - 1 - len(phrase.role):
        before = _whole(read, at - 1)
        if not before.named:
            yield before.head
    if not _comma(read, phrase) or at + 1 == len(read.phrases):
        return
    after = read.phrases[at + 1]
    if after.start != phrase.end + 1:
        return
    if after.owner and at + 2 < len(read.phrases):
        after = read.phrases[at + 2]  # "the company's managing director"
    if not after.named:
        yield after.head


def aside(read: Read, at: int) -> Span | None:
    """What a text adds to the name: a role between commas behind or before it or right before it, else a clause with "who"."""
    phrase = read.phrases[at]
    behind = _behind(read, phrase)
    clause = behind is not None and read.words[phrase.end + 1] in _WHO
    if behind is not None and not clause and any(apposed(read, at)):
        return behind
    if phrase.role:
        return read.span(phrase.start - len(phrase.role), phrase.start)
    before = read.phrases[at - 1] if at else None
    if before is not None and phrase.led == "," and before.end == phrase.start - 1 and not before.named:
        opens = _whole(read, at - 1)
        owner = next((p for p in read.phrases if p.owner and p.end == opens.start), opens)
        return read.span(owner.start, before.end)
    return behind if clause else None


def homes(read: Read, at: int) -> Iterator[Phrase]:
    """The names of bodies that the text puts a person to: "Lundeby's coach, Per Dahl", "head maltster at Glen Orrin"."""
    phrase = read.phrases[at]
    if at > 1 and phrase.led == "," and read.phrases[at - 1].end == phrase.start - 1:
        owner = read.phrases[at - 2]
        if owner.owner and owner.named and owner.end == read.phrases[at - 1].start:
            yield owner
    if _comma(read, phrase):
        end = _next_comma(read, phrase)
        between = [p for p in read.phrases if phrase.end < p.start < end]
        yield from (p for p in between if p.named and p.led in ("at", "of", "for", "with"))


def beside_name(read: Read, phrase: Phrase) -> bool:
    """True for the noun of "the captain, Marte Kvamme" and of "Marte Kvamme, the captain"."""
    at = read.phrases.index(phrase)
    before = read.phrases[at - 1] if at and phrase.led == "," else None
    if before is not None and before.named and before.end == phrase.start - 1:
        return True
    after = read.phrases[at + 1] if at + 1 < len(read.phrases) and _comma(read, phrase) else None
    return after is not None and after.named and after.start - len(after.role) == phrase.end + 1


def _whole(read: Read, at: int) -> Phrase:
    """The phrase that the one at ``at`` belongs to by an "of": of "the president of the jury" the president."""
    while at and read.phrases[at].led in ("of", "for", "at") and read.phrases[at - 1].end == read.phrases[at].start - 1:
        at -= 1
    return read.phrases[at]


def _comma(read: Read, phrase: Phrase) -> bool:
    return read.words[phrase.end : phrase.end + 1] == (",",)


def _next_comma(read: Read, phrase: Phrase) -> int:
    return next((i for i in range(phrase.end + 1, len(read.words)) if read.words[i] == ","), len(read.words))


def _behind(read: Read, phrase: Phrase) -> Span | None:
    end = _next_comma(read, phrase) if _comma(read, phrase) else 0
    return read.span(phrase.end + 1, end) if phrase.end + 1 < end else None
