"""What an article states that can be checked, and whom it names: sentences with figures, dates, names or quoted words, letter for letter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rag.sources import Block, Span
from rag.text.fold import fold
from rag.text.sentences import sentences
from rag.verify.references import is_short, quoted_parts
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
class _Sentence:
    """A sentence, letter for letter; ``span`` is in the article's stored text."""

    text: str
    span: Span
    locator: str


@dataclass(frozen=True, slots=True)
class Claim(_Sentence):
    """One that can be checked; ``holds``: "figure", "date", "name", "quote"."""

    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention(_Sentence):
    """One that names somebody, with the dates that stand in it."""

    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims in order; ``passed_over`` sentences hold nothing to check, ``unread`` came after the limit."""

    claims: tuple[Claim, ...]
    passed_over: int = 0
    unread: int = 0


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
    for block, span in _sentences(text, blocks, language):
        if len(found) >= MOST:
            unread += 1
        elif holds := _holds(span.of(text), block.span.of(text), language):
            found.append(Claim(span.of(text), span, block.locator, holds))
        else:
            passed_over += 1
    return Claims(tuple(found), passed_over, unread)


def _sentences(text: str, blocks: tuple[Block, ...], language: str) -> Iterator[tuple[Block, Span]]:
    for block in blocks:
        for span in sentences(block.span.of(text), language):
            yield block, span.shifted(block.span.start)


def _holds(said: str, around: str, language: str) -> tuple[str, ...]:
    """Nothing in a question, nor in a line without a full stop: a headline or who wrote the article."""
    if _ASKS.search(said) or not _ENDS.search(said) or len(said) < (_SHORT // 2 if language == "zh" else _SHORT):
        return ()
    kinds = {
        "figure": figures(said, language),
        "date": dates(said, language),
        "name": names(said, around),
        "quote": [part for part in quoted_parts(said) if not is_short(part.of(said))],
    }
    return tuple(kind for kind, there in kinds.items() if there)


def find_names(text: str, blocks: tuple[Block, ...], language: str, links: Sequence[str] = ()) -> tuple[Named, ...]:
    """Every name and link in the article's sentences, in the order of first mention; ``links``: addresses that its text does not show."""
    found: dict[str, tuple[str, str, list[Mention]]] = {}  # by the folded name
    for block, span in islice(_sentences(text, blocks, language), 10 * MOST):
        said, around = span.of(text), block.span.of(text)
        when = tuple(date.text for date in dates(said, language))
        shown = [match[0].rstrip(".,;:!?。，") for match in _ADDRESS.finditer(said)]
        bare = _ADDRESS.sub(lambda match: " " * len(match[0]), said) if _ENDS.search(said) else ""
        named = [*_whole(bare, [name.span for name in names(bare, around)]), *_WORK.findall(bare)]
        for name, kind in [*((one, "link") for one in shown), *((one, "name") for one in named)]:
            *_, own = found.setdefault(fold(name, accents=True).text, (name, kind, []))
            if not own or own[-1].span != span:
                own.append(Mention(said, span, block.locator, when))
    known = {name for name, _, _ in found.values()}
    more = (Named(link, "link", ()) for link in dict.fromkeys(links) if link not in known)
    return (*(Named(name, kind, tuple(own)) for name, kind, own in found.values()), *more)


def _whole(text: str, spans: Sequence[Span]) -> list[str]:
    """The names at ``spans``, those with a small word between them as one: "University of Salta"."""
    found: list[Span] = []
    for span in spans:
        if found and text[found[-1].end : span.start] in _INSIDE:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return [span.of(text) for span in found]
