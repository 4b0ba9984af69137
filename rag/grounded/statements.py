"""The sentences of an answer that claim something, each with the texts it cites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.answer.closing import Closing
from rag.answer.marks import MARK, read_marks
from rag.answer.tidy import tidy
from rag.grounded.form import says_nothing, without_addresses, without_form


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence without its marks, and the ids of the texts it cites, in order; none when it cites nothing."""

    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """An answer of another system; ``texts`` are those it brings along, by id."""

    id: str
    question: str
    statements: tuple[Statement, ...]
    texts: Mapping[str, str] = field(default_factory=dict)


def statements_of(text: str, sources: list[str] | None, everything: tuple[str, ...] = ()) -> tuple[Statement, ...]:
    """The sentences of ``text``: mark n cites the n-th of ``sources``; without ``sources`` each cites ``everything``.

    What claims nothing (headings, courtesies, lists of the sources) is none of them.
    """
    closing = Closing()
    sentences = [*closing.feed(without_form(text, (*(sources or ()), *everything))), closing.rest()]
    found = []
    for sentence in (s.text for s in sentences if s is not None):
        marked = read_marks(without_addresses(tidy(sentence)))
        plain = unmarked(marked.text)
        if plain and not says_nothing(plain):
            cites = everything if sources is None else tuple(_nth(sources, n) for n in marked.numbers)
            found.append(Statement(plain, cites))
    return tuple(found)


def unmarked(text: str) -> str:
    """A sentence without its marks."""
    return " ".join(MARK.sub(" ", text).split()).replace(" .", ".").replace(" ,", ",")


def _nth(sources: list[str], number: int) -> str:
    return sources[number - 1] if 1 <= number <= len(sources) else f"[{number}]"  # an id that no text has
