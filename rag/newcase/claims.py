"""The sentences of an article that can be checked, and why; opinions are called opinions. By rule, no model."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.newcase.around import asks_for_something, is_byline, without_dateline
from rag.newcase.speakers import speaker
from rag.text.fold import fold
from rag.text.sentences import sentences
from rag.types import Block, Span
from rag.verify.values.dates import dates
from rag.verify.values.names import names
from rag.verify.values.numbers import figures

MOST = 500  # claims of one article; a book is no seed
SHORT = 12  # characters in a headline or caption crumb that states nothing; Chinese says as much in half
_SAYS_ONLY = re.compile(
    r"[㐀-鿿·、]{2,30}(?:说|称|表示|指出|认为|强调|介绍|回应)[道说]?[。]?"
)  # what is said stands in the sentence before
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
# Words by which a writer judges, demands or foretells. Closed lists of general words, each language's own.
_OPINION = re.compile(
    r"(?<!\w)(?:should|ought to|must(?! have)|deserv\w+|disgrace\w*|shame\w*|outrag\w+|scandal\w*|terribl\w+|horribl\w+|"
    r"wonderful\w*|beautiful\w*|ridiculous\w*|absurd\w*|unfortunately|sadly|happily|thankfully|hopefully|obviously|"
    r"of course|arguably|undoubtedly|no doubt|surely|i think|we think|i believe|we believe|in my (?:view|opinion)|"
    r"perhaps|maybe|it seems|seems to|likely to|"
    r"deberia\w*|deben?|hay que|verguenza|escandal\w+|indignante|terrible|lamentable\w*|por desgracia|afortunadamente|"
    r"sin duda|por supuesto|creo que|creemos que|en mi opinion|quiza\w*|tal vez|parece que|ridicul\w+|absurd\w+|"
    r"best|worst|mejor(?:es)?|peor(?:es)?|"
    r"saqueo|atropello|disparate|chapuza|desastre\w*|verguenz\w+|inadmisible\w*|intolerable\w*|inaceptable\w*|injust\w+)(?!\w)"
    r"|[«“\"](?:esto |eso |ello )?(?:es|son|fue|ha sido) (?:un|una|unos|unas) [^»”\".,;:\d]{2,40}[»”\"]"
    r"|[“「\"](?:[这那它]|他们|她们)?(?:些|座|个|件|样)?(?:简直|完全|根本)?(?:就)?是[^”」\"，；,;\d]{2,20}[。！.!]?(?:[”」\"]|$)"
    r"|丑闻|骗局|无耻|可笑|不可接受|无法容忍|不公平|太过分|应该|应当|必须|可耻|令人愤慨|荒谬|可惜|遗憾的是|显然|毫无疑问|当然|我认为|我们认为|也许|或许|看来"
)

_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*\s*$")
_LONGEST_HEADING = 12  # words of a line without a full stop that is taken for a heading


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence, letter for letter; ``span`` is in the article's stored text."""

    text: str
    span: Span
    locator: str
    holds: tuple[str, ...]  # "figure", "date", "name", "said by", or "event" alone
    said_by: str = ""
    opinion: bool = False


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims in order; ``passed_over`` sentences hold nothing to check, ``unread`` came after the limit."""

    claims: tuple[Claim, ...]
    passed_over: int = 0
    unread: int = 0


def find_claims(text: str, blocks: tuple[Block, ...], language: str) -> Claims:
    """The checkable sentences and the opinions of an article; none in a text without any."""
    found: list[Claim] = []
    passed_over = unread = 0
    for block in blocks:
        for span in sentences(block.span.of(text), language):
            if len(found) >= MOST:
                unread += 1
                continue
            claim = _claim(text, span.shifted(block.span.start), block, language)
            if claim:
                found.append(claim)
            else:
                passed_over += 1
    return Claims(tuple(found), passed_over, unread)


def _states_nothing(said: str, language: str) -> bool:
    """True for an address and for a heading, which have figures and names, too."""
    if _ADDRESS.fullmatch(said.strip()) or _SAYS_ONLY.fullmatch(said.strip()):
        return True
    return not _ENDS.search(said) and len(said.split()) <= _LONGEST_HEADING


def _claim(text: str, span: Span, block: Block, language: str) -> Claim | None:
    said = span.of(text)
    if said.rstrip("”\"' ").endswith(("?", "？")) or len(said) < (SHORT // 2 if language == "zh" else SHORT):
        return None
    if asks_for_something(said) or is_byline(said) or _states_nothing(said, language):
        return None
    who = speaker(said)
    own_names = names(without_dateline(said), block.span.of(text))
    holds = {
        "figure": bool(figures(said, language)),
        "date": bool(dates(said, language)),
        "name": bool(own_names),
        "said by": bool(who),
    }
    opinion = bool(_OPINION.search(fold(said, accents=True).text))
    kinds = tuple(kind for kind, there in holds.items() if there)
    if not kinds and not opinion:
        return None
    return Claim(said, span, block.locator, kinds, who, opinion)
