"""What a sentence with "respectively" says of one of the things it lists: of "Ada and Bo have 4 and 2 boats respectively", that Bo has 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.grammar.function_words import PREPOSITIONS
from rag.grammar.verbs import acting
from rag.text import READ_AGAIN
from rag.types import Span
from rag.verify.listing.listed import Item, only_named
from rag.verify.values.statement import read

_WORD = re.compile(r",?\s*\brespectively\b,?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*and\b|,|\band\b)\s*")
_UNIT = re.compile(r"(?<=\d)\s+\D+$|%$")
_LED = re.compile(rf"\s*(?:[\w'’-]+\s+){{0,5}}?(?:{'|'.join(sorted(PREPOSITIONS))})\s+")


def of_respective(claim: str, sentence: str) -> str:
    """What ``sentence`` says of the one of its things that ``claim`` names; ``sentence`` itself where it has no "respectively"."""
    return only_named(claim, _items(sentence), sentence) if _WORD.search(sentence) else sentence


@lru_cache(maxsize=READ_AGAIN)
def _items(sentence: str) -> tuple[Item, ...]:
    """Each thing with the sentence as it says it of that alone; none where things and figures do not pair."""
    text = _WORD.sub("", sentence)
    group = _figures(text)
    if len(group) < 2:
        return ()
    place = _things(text, group)
    if place is None:
        return ()
    unit = _UNIT.search(group[-1].of(text))
    found = []
    for thing, figure in zip(_AND.split(place.of(text)), group, strict=True):
        said = figure.of(text)
        said += unit.group() if unit and not _UNIT.search(said) else ""
        whole = Span(group[0].start, group[-1].end)
        pieces = sorted(((place, thing), (whole, said)), key=lambda piece: piece[0].start, reverse=True)
        reading = text
        for span, new in pieces:
            reading = reading[: span.start] + new + reading[span.end :]
        found.append(Item(thing, reading))
    return tuple(found)


def _figures(text: str) -> list[Span]:
    """The figures that stand side by side, most of them first met: "4, 7 and 2"."""
    best: list[Span] = []
    here: list[Span] = []
    for figure in read(text).figures:
        if here and not _AND.fullmatch(text, here[-1].end, figure.span.start):
            here = []
        here.append(figure.span)
        best = list(here) if len(here) > len(best) else best
    return best


def _things(text: str, group: Sequence[Span]) -> Span | None:
    """Where as many things as figures stand: behind them after a preposition, or before the verb."""
    end = len(text.rstrip(" .!?"))
    led = _LED.match(text, group[-1].end)
    if led and len(_AND.split(text[led.end() : end])) == len(group):
        return Span(led.end(), end)
    verb = next((v.start for v in acting(text)), 0)
    begins, ends = 0, len(text[:verb].rstrip())
    while begins < ends:
        if len(_AND.split(text[begins:ends])) == len(group):
            return Span(begins, ends)
        comma = text.find(", ", begins, ends)  # "In 2020, Ada and Bo"
        begins = comma + 2 if comma >= 0 else ends
    return None
