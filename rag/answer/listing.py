"""The answer to a question about the sources themselves: what the list says, and the passages that say it too."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from rag.answer.judge import Ground
from rag.answer.listed import MOST, Listed
from rag.answer.meant import is_meant
from rag.answer.naming import naming
from rag.answer.of_sources import Asks, OfSources, of_sources
from rag.answer.silence import unsure
from rag.answer.writing import Task
from rag.called import called, made_by, of_tier
from rag.content import initials
from rag.gloss import gloss
from rag.phrases import phrase
from rag.sentences import sentences
from rag.store import Index
from rag.tokens import tokens
from rag.types import Hit, Kind, Passage, Sentence, Source

FEW = 3  # sources, up to which the passages that state author or date are looked for
OPENING = 2  # passages at whose start a document tells of itself
_GROUNDS = {Asks.LOWEST: "listed_lowest", Asks.HIGHEST: "listed_highest"}
STATING = 2  # such passages of a source, at most
_YEAR = re.compile(r"(?:19|20)\d\d")
_BYLINE = re.compile(
    r"\b(?:[Ww]ritten |[Aa]uthored |[Cc]ompiled |[Pp]repared )?[Bb]y [A-Z][\w'’-]+ [A-Z]|"
    r"\b(?:[Aa]uthors?|[Aa]utor(?:es|as|a)?|AUTHORS?|AUTOR(?:ES|AS|A)?) ?: ?[A-ZÁÉÍÓÚÑ][\w.'’-]+ [A-ZÁÉÍÓÚÑ]|作者 ?[:：] ?[㐀-鿿]{2}"
)
_OFFICE = re.compile(r"the [a-z]+(?:[ -][a-z]+){0,3}")
_SAYING = re.compile(r"\b(?:say|tell|claim|report|find|conclude|argue)\b", re.IGNORECASE)  # but not "what is X"
_MADE = re.compile(
    r"\b(?:written|authored|compiled|prepared|drafted|signed|published|issued|released|posted|dated)\b|\bauthors?\b", re.IGNORECASE
)  # fmt: skip


class Listing:
    """Call it with a question, what was found for it and whether that is enough; it only reads."""

    def __init__(self, index: Index, knows: Callable[[str], bool]) -> None:
        self._index, self._knows = index, knows

    def __call__(
        self, question: str, hits: tuple[Hit, ...], language: str, ground: Ground, only: Collection[str] = ()
    ) -> Task | None:
        """What to write: the list's word first, then quotes. None when the question is not about the sources
        themselves, or when it is not certain which it means. ``only``: ids of the sources that may answer."""
        asked = of_sources(question)
        if asked is None or (asked.led and ground.enough):
            return None
        answered = asked.asks is Asks.SAYS and ground.enough and ground.sure
        if answered and not _SAYING.search(question):
            return None
        if asked.asks is Asks.ABOUT:
            listed = Listed(quoted=True)
            return (
                Task(question, hits, language, unsure=unsure(ground, language), listed=listed)
                if ground.enough
                else None
            )
        sources = [s for s in self._index.sources.values() if not only or s.id in only]
        found = self._found(asked, sources, hits, language)
        if asked.counted and not found:
            asked, found = replace(asked, asks=Asks.ALL), tuple(sources)
        mine = {source.id for source in found}
        shown = tuple(hit for hit in hits if hit.passage.source_id in mine)
        if answered:  # but perhaps first by another's passage, which only names the source
            return Task(question, shown, language) if shown and hits[0].passage.source_id not in mine else None
        if asked.asks in (Asks.MAKER, Asks.SAYS) and not found:
            office = asked.asks is Asks.MAKER and _OFFICE.fullmatch(asked.named)
            if asked.led or (office and ground.enough):  # "the chair" is held by somebody and is nobody's name
                return None
            return self._named(question, asked, hits, language, only)
        if asked.asks in (Asks.MAKER, Asks.SAYS) and ground.enough:
            return None
        whole = asked.asks in (Asks.ALL, Asks.TIER, Asks.WHOSE, Asks.MAKER, Asks.LOWEST, Asks.HIGHEST)
        if not found or (len(found) > MOST and not whole):
            return None
        if asked.asks is Asks.SAYS:
            if asked.led:  # who wrote it stands in the list's entry
                making = {hit.passage.id for hit in self._stating(Asks.WHO, found)}
                shown = tuple(hit for hit in shown if hit.passage.id not in making) or shown
            return Task(question, shown, language, listed=Listed(found)) if shown else None
        listed = Listed(
            found,
            len(sources) if asked.asks is Asks.ALL or asked.counted else 0,
            asked.asks is Asks.WHERE,
            read=asked.asks is Asks.READ,
            ground=_GROUNDS.get(asked.asks, "listed_of" if asked.counted and asked.asks is not Asks.ALL else ""),
        )
        if whole or asked.asks in (Asks.WHERE, Asks.WHAT, Asks.READ):
            return Task(question, (), language, listed=listed)
        stating = self._stating(asked.asks, found)
        signed = frozenset(
            h.passage.source_id
            for h in stating
            for one in h.sentences
            if _BYLINE.search(one.span.shifted(-h.passage.span.start).of(h.passage.text))
        )
        return Task(question, stating, language, listed=replace(listed, signed=signed))

    def _found(
        self, asked: OfSources, sources: Sequence[Source], hits: Sequence[Hit], language: str
    ) -> tuple[Source, ...]:
        """The sources that are meant, in the order of the list."""
        named = asked.named if language == "en" else gloss(asked.named, language, self._knows)
        if asked.asks is Asks.ALL:
            return tuple(sources)
        if asked.asks is Asks.TIER:
            return of_tier(asked.named, sources)
        if asked.asks in _GROUNDS:
            end = (max if asked.asks is Asks.LOWEST else min)(source.tier.rank for source in sources)
            return tuple(source for source in sources if source.tier.rank == end)
        if asked.asks in (Asks.WHOSE, Asks.MAKER):
            return made_by(named, sources)
        meant = {h.passage.source_id for h in hits if is_meant(h)}
        found = called(named, sources, meant, asked.made)
        return found or (made_by(named, sources) if asked.asks in (Asks.SAYS, Asks.WHAT) else ())

    def _named(
        self, question: str, asked: OfSources, hits: Sequence[Hit], language: str, only: Collection[str]
    ) -> Task | None:
        """Quotes of the passages that name whom or what the question asks for by its name."""
        told = naming(asked.named, hits, self._index, only, person=asked.asks is Asks.MAKER)
        return (
            Task(question, told, language, named=phrase("named", language, missing=f"“{asked.named}”"))
            if told
            else None
        )

    def _stating(self, asks: Asks, found: Sequence[Source]) -> tuple[Hit, ...]:
        """Sentences in which a source itself tells what the list says of its making, as hits."""
        stating: list[Hit] = []
        for source in found if len(found) <= FEW else ():
            mine = [p for p in self._index.passages if p.source_id == source.id]
            told = [hit for place, p in enumerate(mine) if (hit := _telling(asks, source, p, place < OPENING))]
            stating += told[:STATING]
        return tuple(stating)


def _telling(asks: Asks, source: Source, passage: Passage, opens: bool) -> Hit | None:
    """The passage with the first of its sentences that names the source's author or publisher, or its date.

    ``opens``: it stands at the start, where a document names its authors, even those whom the list does not have.
    """
    for span in sentences(passage.text, source.language):
        words = span.of(passage.text)
        byline = opens and asks is Asks.WHO and source.kind is Kind.DOCUMENT and _BYLINE.search(words)
        names = _names_maker if asks is Asks.WHO else _names_date
        if byline or (_MADE.search(words) and names(source, words)):
            return Hit(passage, 1.0, sentences=(Sentence(span.shifted(passage.span.start), 1.0),))
    return None


def _names_maker(source: Source, words: str) -> bool:
    said = set(tokens(words, source.language))
    surnames = [tokens(re.sub(r"\(.*?\)", "", name), source.language)[-1:] for name in source.authors]
    publisher = set(tokens(source.publisher, source.language))
    short = set(tokens(initials(source.publisher)))
    return any(name and name[0] in said for name in surnames) or any(
        name and name <= said for name in (publisher, short)
    )


def _names_date(source: Source, words: str) -> bool:
    return not set(_YEAR.findall(source.published)).isdisjoint(_YEAR.findall(words))
