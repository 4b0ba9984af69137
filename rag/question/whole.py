"""Questions about the article, the disputes or the sources as a whole: told by examples that people wrote (rag/data/whole.json).

A question is one when it is made of nothing but the examples' words and shares most of them with one example. A question about one
claim, matter or year has a word of its own and is none. Of a question about one source ("Who wrote the Brookings report?") the words that are left name it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rag.text.tokens import CJK, fold

FILE = Path(__file__).parents[1] / "data" / "whole.json"
OF_ARTICLE = {
    "wrong": ("contradicted", "partly supported"),
    "right": ("supported",),
    "opinion": ("opinion",),
    "silent": ("not addressed",),
}
DISPUTES, SOURCES, SOURCE = "disputes", "sources", "source"
ALIKE = 0.6  # share of all their words that a question and an example have in common
_WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class About:
    """What is asked for as a whole: a key of OF_ARTICLE, DISPUTES, SOURCES or SOURCE, the latter with the ``words`` that name it."""

    kind: str
    words: Words = frozenset()


def about(question: str) -> About | None:
    """What of the whole ``question`` asks for; None for a question to the sources."""
    asked, examples = words_of(question), _examples()
    kinds = (*OF_ARTICLE, DISPUTES, SOURCES)
    alike, kind = max((_alike(asked, example), kind) for kind in kinds for example in examples[kind])
    if alike >= ALIKE and asked <= _all(kind) | _all("small"):
        return About(kind)
    led = [example for example in examples[SOURCE] if example <= asked]
    rest = asked - max(led, key=len) - _all("small") if led else frozenset[str]()
    return About(SOURCE, rest) if rest else None


def documents() -> Words:
    """Words for a document of any kind: they name none of them."""
    return _all("document")


def _alike(asked: Words, example: Words) -> float:
    return len(asked & example) / len(asked | example)


@cache
def _all(kind: str) -> Words:
    return frozenset().union(*_examples()[kind])


@cache
def _examples() -> dict[str, list[Words]]:
    told: dict[str, Sequence[str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return {kind: [words_of(one) for one in examples] for kind, examples in told.items()}


def words_of(text: str) -> Words:
    """The words of ``text``, folded; of Chinese its characters."""
    return frozenset(_WORD.findall(fold(text)))
