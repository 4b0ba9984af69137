"""A sentence and the one behind it that goes on about its subject: "The Trust accepted (a) and (b). It rejected (c)."."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from rag.sentences import sentences
from rag.tokens import tokens
from rag.types import Passage, Span

_GOES_ON = re.compile(r"(?:He|She|It|They|Both|Neither)\s")


def paired(passage: Passage, asked: Collection[str], language: str) -> Iterator[Span]:
    """Where a sentence of ``passage`` has terms that are ``asked`` for and the next, of the same paragraph, opens with a pronoun and has others:
    only both together tell. English only; in characters of the source."""
    if language[:2] != "en" or passage.of_rows:
        return
    for block in passage.blocks():
        told = [span.shifted(block.start) for span in sentences(block.of(passage.text), language)]
        for one, other in pairwise(told):
            if not _GOES_ON.match(other.of(passage.text)):
                continue
            first, second = (set(tokens(span.of(passage.text), language)) & set(asked) for span in (one, other))
            if first and second - first:
                yield Span(one.start, other.end).shifted(passage.span.start)
