"""Plain questions made of a passage's own words by rule: without them the reader would take many shared words for a near miss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from rag.sentences import sentences

_COUNT = re.compile(r"(?<![\d.,])(?!(?:1[89]|20)\d\d\b)\d[\d,.]*(?= (?!percent|per cent|million|billion)[a-z]{3})")
_YEAR = re.compile(r"\bin (?:1[89]|20)\d\d\b")
_SUBJECT = re.compile(r"^((?:The |A |An )?[A-Z]?[\w' -]{2,50}?) (is|was|are|were|has|had|will|must|may|can) (?=\w)")
_NAME = re.compile(r"(?:[A-Z][\w'-]+ ){1,3}[A-Z][\w'-]+")
_SMALL = re.compile(r"^(?:The|A|An|In|On|It|Of|Only|More|About|Most|Some|Each|Under|By|From|All)\b")


def plain(passage: str, rng: Random) -> str | None:
    """A question that ``passage`` answers, in its own words; None where no rule applies."""
    told = [span.of(passage) for span in sentences(passage, "en")]
    asked = [question for sentence in told if 5 <= len(sentence.split()) <= 35 for question in _questions(sentence)]
    return rng.choice(asked) if asked else None


def _questions(sentence: str) -> Iterator[str]:
    bare = sentence.rstrip(" .!?")
    if bare == sentence.strip() or "?" in bare:  # a heading, a quote or a question of its own
        return
    if count := _COUNT.search(bare):
        yield _asked(f"{bare[: count.start()]}how many{bare[count.end() :]}")
    if year := _YEAR.search(bare):
        yield _asked(f"{bare[: year.start()]}in which year{bare[year.end() :]}")
    if subject := _SUBJECT.match(bare):
        yield _asked(f"{'Who' if _NAME.fullmatch(subject[1]) else 'What'} {bare[subject.start(2) :]}")
    if _SMALL.match(bare) and len(bare.split()) <= 20:
        yield f"Is it true that {bare[0].lower()}{bare[1:]}?"


def _asked(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}?"
