"""The short mentions of a text ("she", "the wall", "Callan") with what each stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.referents.people import Names
from rag.referents.phrases import OPENS_NO_NAME, Read, bare, read
from rag.referents.walk import Found, Walk
from rag.sentences import sentences
from rag.text import well_formed
from rag.types import Span

LONGEST = 200_000  # characters of a text that is read so
REMEMBERED = 256  # texts
_PARAGRAPH = re.compile(r"(?:(?!\n\n)[\s\S])+")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»")
_CAPITAL = r"(?<![\w'’-])[A-ZÀ-ÞŁŠŽ][\w'’-]+"
_WITHIN = re.compile(rf"(?<=[a-z,;] ){_CAPITAL}")
_RUN = re.compile(rf"{_CAPITAL}(?: {_CAPITAL})+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A short mention at its place in the text, and what it stands for, as the text names it.

    ``owner``: "her", "the company's". ``said``: nothing is written there; it is who says the quoted words before. ``aside``:
    where the text adds something to a person's name.
    """

    span: Span
    full: str
    owner: bool = False
    said: bool = False
    aside: Span | None = None


@lru_cache(maxsize=REMEMBERED)
def mentions(text: str) -> tuple[Mention, ...]:
    """The short mentions of an English ``text`` that can be told in full, in order; none of a text over LONGEST."""
    if len(text) > LONGEST:
        return ()
    known = _capitals(text)
    parts = [[(s, read(s.of(text), quotes, known)) for s, quotes in part] for part in _paragraphs(text)]
    names = Names([(told, place.start) for part in parts for place, told in part])
    _walked(parts, names)  # now it is known who is "he" and who "she"
    return tuple(_mention(found, start) for found, start in _walked(parts, names))


def _walked(parts: list[list[tuple[Span, Read]]], names: Names) -> list[tuple[Found, int]]:
    """What is found in each sentence, and where the sentence begins."""
    walk = Walk(names)
    out: list[tuple[Found, int]] = []
    for part in parts:
        walk.paragraph()
        out += [(found, place.start) for place, told in part for found in walk.sentence(told)]
    return out


def _mention(found: Found, start: int) -> Mention:
    entity = found.entity
    aside = None if found.owner else entity.aside
    return Mention(found.span.shifted(start), entity.told(), found.owner, found.said, aside)


def _paragraphs(text: str) -> list[list[tuple[Span, list[Span]]]]:
    """The sentences of each paragraph, and what in each stands between quotation marks, in places of the sentence."""
    out = []
    for match in _PARAGRAPH.finditer(text):
        part = well_formed(match.group())
        quotes = [(m.start(), m.end()) for m in _QUOTED.finditer(part)]
        inside = [
            (s, [Span(max(a - s.start, 0), b - s.start) for a, b in quotes if b > s.start]) for s in sentences(part)
        ]
        out.append([(s.shifted(match.start()), within) for s, within in inside])
    return out


def _capitals(text: str) -> frozenset[str]:
    """The words that stand with a capital within sentences, or beside another such word."""
    told = [*_WITHIN.findall(text), *(word for run in _RUN.findall(text) for word in run.split())]
    return frozenset(bare(word) for word in told if word.casefold() not in OPENS_NO_NAME)
