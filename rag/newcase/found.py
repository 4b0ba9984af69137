"""What an article states that can be checked, and whom it names: sentences with figures, dates, names or quoted words, letter for letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.text.fold import fold
from rag.text.sentences import sentences
from rag.types import Block, Span
from rag.verify.quotes import quoted_parts
from rag.verify.references import is_short
from rag.verify.values.dates import dates
from rag.verify.values.names import names
from rag.verify.values.numbers import figures

MOST = 500  # claims of one article; a book is no seed
_ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’（）()\[\]{}]+")
_SHORT = 12  # characters of a crumb that states nothing; Chinese says as much in half
_INSIDE = frozenset((" of ", " of the ", " for ", " de ", " del ", " de la "))  # between words of one name
_WORK = re.compile(r"《[^》]{1,40}》")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*\s*$")
_ASKS = re.compile(r"[?？][\"'”’»)\]」』]*\s*$")


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence, letter for letter; ``span`` is in the article's stored text."""

    text: str
    span: Span
    locator: str
    holds: tuple[str, ...]  # "figure", "date", "name", "quote"


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims in order; ``passed_over`` sentences hold nothing to check, ``unread`` came after the limit."""

    claims: tuple[Claim, ...]
    passed_over: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence, letter for letter, that names somebody, with the dates that stand in it."""

    text: str
    span: Span
    locator: str
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """What the article names; ``kind``: name or link."""

    name: str
    kind: str
    mentions: tuple[Mention, ...]


def find_claims(text: str, blocks: tuple[Block, ...], language: str) -> Claims:
    """The sentences of an article that can be checked; none in a text without any."""
    found: list[Claim] = []
    passed_over = unread = 0
    for block in blocks:
        for span in sentences(block.span.of(text), language):
            if len(found) >= MOST:
                unread += 1
                continue
            claim = _claim(text, span.shifted(block.span.start), block, language)
            found += [claim] if claim else []
            passed_over += claim is None
    return Claims(tuple(found), passed_over, unread)


def _claim(text: str, span: Span, block: Block, language: str) -> Claim | None:
    """None of a question, and of a line without a full stop: a headline or who wrote the article."""
    said = span.of(text)
    if _ASKS.search(said) or not _ENDS.search(said) or len(said) < (_SHORT // 2 if language == "zh" else _SHORT):
        return None
    holds = {
        "figure": bool(figures(said, language)),
        "date": bool(dates(said, language)),
        "name": bool(names(said, block.span.of(text))),
        "quote": any(not is_short(part.of(said)) for part in quoted_parts(said)),
    }
    kinds = tuple(kind for kind, there in holds.items() if there)
    return Claim(said, span, block.locator, kinds) if kinds else None


def find_names(text: str, blocks: tuple[Block, ...], language: str, links: Sequence[str] = ()) -> tuple[Named, ...]:
    """Every name and link in the article's sentences, in the order of first mention; ``links``: addresses that its text does not show."""
    kinds: dict[str, tuple[str, str]] = {}  # folded name to the name as first written, and its kind
    mentions: dict[str, list[Mention]] = {}
    read = 0
    for block in blocks:
        around = block.span.of(text)
        for span in sentences(around, language):
            read += 1
            if read > 10 * MOST:
                break
            placed = span.shifted(block.span.start)
            said = placed.of(text)
            when = tuple(date.text for date in dates(said, language))
            shown = [match[0].rstrip(".,;:!?。，") for match in _ADDRESS.finditer(said)]
            bare = _ADDRESS.sub(lambda match: " " * len(match[0]), said) if _ENDS.search(said) else ""
            named = _whole(bare, [name.span for name in names(bare, around)]) + [
                match[0] for match in _WORK.finditer(bare)
            ]
            for name, kind in [*((one, "link") for one in shown), *((one, "name") for one in named)]:
                key = fold(name, accents=True).text
                kinds.setdefault(key, (name, kind))
                own = mentions.setdefault(key, [])
                if not own or own[-1].span != placed:
                    own.append(Mention(said, placed, block.locator, when))
    found = [Named(name, kind, tuple(mentions[key])) for key, (name, kind) in kinds.items()]
    known = {one.name for one in found}
    return (*found, *(Named(link, "link", ()) for link in dict.fromkeys(links) if link not in known))


def _whole(text: str, spans: Sequence[Span]) -> list[str]:
    """The names at ``spans``, those with a small word between them as one: "University of Salta"."""
    found: list[Span] = []
    for span in spans:
        if found and text[found[-1].end : span.start] in _INSIDE:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return [span.of(text) for span in found]
