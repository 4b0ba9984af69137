"""What the case's list of sources says of a source: title, publisher, authors, date, tier. A note that names its ground.

It is the manifest's or the record's word and no quoted passage; ``borne`` holds a saved note against the list again.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from rag.answer.said_by import date_of
from rag.phrases import phrase
from rag.types import Source, Tier

MOST = 8  # sources that a note names; of more it says how many
GROUNDS = (
    "listed_one",
    "listed",
    "listed_all",
    "listed_of",
    "listed_lowest",
    "listed_highest",
    "listed_quoted",
)  # the phrases that such a note may be
WORDS = (
    "listed_more", "by", "no_author", "no_publisher", "no_date", "no_address", "noted", "no_note",
    *(f"tier_{tier.name.lower()}" for tier in Tier),
)  # fmt: skip
_NEXT = re.compile(r"; (?=\(\d+\) )")
_PLACE = re.compile(r"^\(\d+\) ")
_GAP = {"entries": "(?P<entries>.+)", "count": r"(?P<count>\d{1,6})"}


@dataclass(frozen=True, slots=True)
class Listed:
    """What a question asks of the list: the sources it means, in order, ``of`` how many there are when it means all; ``link``: with
    their addresses."""

    sources: tuple[Source, ...]
    of: int = 0
    link: bool = False

    def note(self, language: str) -> str:
        """The sentence of our own that opens the answer."""
        told = [entry(source, language, self.link) for source in self.sources[:MOST]]
        if len(self.sources) > MOST:
            told.append(phrase("listed_more", language, count=str(len(self.sources) - MOST)))
        if len(told) == 1:
            return phrase("listed_one", language, entries=told[0])
        entries = "; ".join(f"({n}) {one}" for n, one in enumerate(told, 1))
        return phrase("listed_all" if self.of else "listed", language, entries=entries, count=str(self.of))


def borne(text: str, language: str, sources: Collection[Source]) -> bool:
    """True when ``text`` is such a note and says of sources only what the list of ``sources`` says of them."""
    shapes = ((), (True,), (False, True), (False, False, True))
    known = {entry(source, language, *more) for source in sources for more in shapes}
    for ground in GROUNDS:
        said = _form(ground, language).fullmatch(text)
        if said is None or said.groupdict().get("count", str(len(sources))) != str(len(sources)):
            continue
        told = [_PLACE.sub("", one) for one in _NEXT.split(said["entries"])]
        rest = _form("listed_more", language).fullmatch(told[-1])
        if len(told) == MOST + 1 and rest and MOST + int(rest["count"]) <= len(sources):
            told.pop()
        if set(told) <= known:
            return True
    return False


def in_lines(text: str) -> tuple[str, ...]:
    """Such a note with several sources as lines: what opens it, then each source; () of one with a single source."""
    head, first, rest = text.partition("(1) ")
    return (head.rstrip(), *(_PLACE.sub("", one) for one in _NEXT.split(rest))) if first else ()


def entry(source: Source, language: str, link: bool = False, read: bool = False, signed: bool = False) -> str:
    """``“Title”: publisher, authors, date, tier``; what the list does not have is said to be missing, of a ``signed`` source no author.

    ``read``: with the list's own note on how the source was read, as it stands.
    """
    parts = [
        source.publisher or phrase("no_publisher", language),
        _authors(source, language, signed),
        date_of(source.published, language) or phrase("no_date", language),
        phrase(f"tier_{source.tier.name.lower()}", language),
        (source.url or phrase("no_address", language)) if link else "",
        (phrase("noted", language, note=source.note.rstrip(".。")) if source.note else phrase("no_note", language))
        if read
        else "",
    ]
    return f"“{source.title or source.id}”: " + ", ".join(part for part in parts if part)


def _authors(source: Source, language: str, signed: bool) -> str:
    if source.authors:
        return phrase("by", language, names=", ".join(source.authors))
    return "" if signed else phrase("no_author", language)


def _form(key: str, language: str) -> re.Pattern[str]:
    """The phrase with its gaps open."""
    pieces = re.split(r"(<\w+>)", phrase(key, language, **{gap: f"<{gap}>" for gap in _GAP}))
    return re.compile("".join(_GAP.get(piece.strip("<>")) or re.escape(piece) for piece in pieces), re.DOTALL)
