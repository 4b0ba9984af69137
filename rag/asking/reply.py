"""A model's reply as questions of a kind; a line that is not what was asked for is dropped and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rag.errors import UsageError
from rag.models.prompts import ANSWERED, MISTAKEN, SILENT
from rag.question import usable

KINDS = (ANSWERED, MISTAKEN, SILENT)
_LINE = re.compile(rf"({'|'.join(KINDS)})\s?[:：]\s*(.+[?？])")
_OF_THE_PASSAGE = re.compile(
    r"\b(?:the|this) (?:passage|text)\b(?! of)", re.IGNORECASE
)  # which whoever asks has not seen


@dataclass(frozen=True, slots=True)
class Proposed:
    """A question as the model wrote it, on one line, and of which kind it says that it is."""

    kind: str  # ANSWERED, MISTAKEN or SILENT
    question: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The questions of a reply in their order, and how many lines were none of those asked for."""

    proposed: tuple[Proposed, ...]
    dropped: int


def read_reply(text: str, counts: Mapping[str, int], longest: int) -> Reply:
    """At most ``counts`` questions of each kind, none longer than ``longest`` characters; blank lines are no lines."""
    found, dropped, held = [], 0, Counter[str]()
    for line in filter(None, map(str.strip, text.splitlines())):
        proposed = _read(line, longest)
        if proposed is None or held[proposed.kind] == counts.get(proposed.kind, 0):
            dropped += 1
        else:
            held[proposed.kind] += 1
            found.append(proposed)
    return Reply(tuple(found), dropped)


def shares(number: int, mistaken: bool) -> dict[str, int]:
    """How many questions of each kind make ``number``: a third that nothing answers, a sixth mistaken where these are wanted, the
    others answered."""
    silent, wrong = number // 3, (number + 2) // 6 if mistaken else 0
    return {ANSWERED: number - silent - wrong, MISTAKEN: wrong, SILENT: silent}


def key(question: str) -> str:
    """The same for questions of the same words, whatever their marks and capitals."""
    return " ".join(_words(question.casefold()))


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in re.finditer(r"\w+", text))


def _read(line: str, longest: int) -> Proposed | None:
    found = _LINE.fullmatch(line)
    if found is None or _OF_THE_PASSAGE.search(found[2]):
        return None
    try:
        return Proposed(found[1], usable(found[2], longest))
    except UsageError:
        return None
