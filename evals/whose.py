"""Asked what a publisher says of a matter, is its word quoted first? One question for each source, made by rule.

    python -m evals.whose

For the shipped case and the development cases of ``evals.people``: "What does the PUBLISHER say about WORD?", the word the
longest plain one of the source's second passage, which is seldom its subject.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from evals.lines import Half
from evals.people import CASES, SHIPPED, opened
from rag.ask import answer
from rag.assemble import Parts
from rag.retrieve.fields import bodies
from rag.types import Kind, Source

FIRST = 3  # quotes that are looked at
_PLAIN = re.compile(r"\b[a-z]{6,}\b")


@dataclass(frozen=True, slots=True)
class Whose:
    """Of the questions to a case: how many were refused, whose first quote and how many of the first three are the publisher's."""

    questions: int
    refused: int
    first: int
    among_three: int
    quotes: int


def question_to(source: Source, parts: Parts) -> str:
    """What to ask of a source; "" where it has no publisher or no second passage with a plain word."""
    publisher = bodies(source.publisher)[0]
    passages = [p for p in parts.index.passages if p.source_id == source.id]
    words = _PLAIN.findall(passages[1].text) if len(passages) > 1 else []
    return f"What does the {publisher} say about {max(words, key=len)}?" if publisher and words else ""


def whose(parts: Parts) -> Whose:
    """The counts of one case."""
    asked = refused = first = among = quotes = 0
    for source, question in _questions(parts):
        reply = answer(question, parts)
        asked, refused = asked + 1, refused + reply.refused
        told = [
            parts.index.sources[claim.citations[0].source_id].publisher for claim in reply.claims if claim.citations
        ]
        mine = [publisher == source.publisher for publisher in told[:FIRST]]
        first, among, quotes = first + any(mine[:1]), among + sum(mine), quotes + len(mine)
    return Whose(asked, refused, first, among, quotes)


def _questions(parts: Parts) -> Iterator[tuple[Source, str]]:
    for source in parts.index.sources.values():
        if source.kind is not Kind.SEED and (question := question_to(source, parts)):
            yield source, question


def main() -> None:
    """Ask and print, case by case."""
    with tempfile.TemporaryDirectory(prefix="onrecord-whose-") as folder:
        for case in CASES[Half.DEVELOPMENT]:
            found = whose(opened(case, Path(folder)))
            typer.echo(
                f"{'the shipped case' if case == SHIPPED else case}: {found.questions} questions, {found.refused} refused, the first quote of "
                f"the publisher that was asked {found.first}, of the first three {found.among_three} of {found.quotes}"
            )


if __name__ == "__main__":
    typer.run(main)
