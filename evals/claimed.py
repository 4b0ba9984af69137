"""Claims about invented articles, some of which hold: judged as ``onrecord check`` does it, and counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from evals.article import Article
from evals.check import check
from evals.library import Library, shelved
from evals.lines import Half, Line, read_lines
from evals.outside import Outside, Statement
from rag.types import Status, Verdict

DATA = Path(__file__).parent / "data"
ALL = "all"


class Told(Line):
    """A claim about an article; ``by``: the paragraph that bears it, or that it misuses; ``kind``: what it adds or mistakes."""

    text: str
    by: int
    holds: bool
    kind: str


class Claimed(Article):
    """A line of the files."""

    claims: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A claim and its verdict."""

    article: str
    told: Told
    verdict: Verdict

    @property
    def wrong(self) -> bool:
        """True for a claim that holds and is lowered, and for one that does not and passes."""
        return self.told.holds is not (self.verdict.status.borne)


def articles(name: str, half: Half) -> list[Claimed]:
    """The articles of one half of the files ``name``.jsonl and ``name``_check.jsonl."""
    return read_lines(DATA / (f"{name}.jsonl" if half is Half.DEVELOPMENT else f"{name}_check.jsonl"), Claimed)


def judged(article: Claimed) -> Iterator[Outcome]:
    """The verdict on each claim; the article goes by its title and its publisher, as an indexed source does."""
    told_in = "\n\n".join(filter(None, (article.title, *article.paragraphs)))
    one = shelved(article.id, told_in, article.title)
    one = replace(one, evidence=replace(one.evidence, names=(article.publisher, *one.evidence.names)))
    statements = tuple(Statement(told.text, (article.id,)) for told in article.claims)
    checked = check(Outside(article.id, "", statements), Library({article.id: one}))
    for told, verdict in zip(article.claims, checked.verdicts, strict=True):
        yield Outcome(article.id, told, verdict)


def table(outcomes: Iterable[Outcome]) -> str:
    """Markdown: by kind, how many claims pass, and how many are struck."""
    counts: Counter[tuple[bool, str, str]] = Counter()
    for one in outcomes:
        for kind in (one.told.kind, ALL):
            counts[one.told.holds, kind, "claims"] += 1
            counts[one.told.holds, kind, "supported"] += one.verdict.status.borne
            counts[one.told.holds, kind, "struck"] += one.verdict.status.struck
    lines = ["| claims that | | claims | supported | struck |", "|---|---|---:|---:|---:|"]
    for holds in (True, False):
        kinds = sorted({kind for held, kind, _ in counts if held is holds}, key=lambda k: (k != ALL, k))
        for kind in kinds:
            row = [counts[holds, kind, column] for column in ("claims", "supported", "struck")]
            lines.append(f"| {'hold' if holds else 'do not'} | {kind} | {' | '.join(map(str, row))} |")
    return "\n".join(lines)


def command(name: str) -> Callable[[Half, bool], None]:
    """The command that judges the claims of the files ``name``.jsonl and ``name``_check.jsonl."""

    def main(
        half: Annotated[Half, typer.Option(help="Which texts.")] = Half.DEVELOPMENT,
        listed: Annotated[
            bool, typer.Option("--list", help="Also each claim that is judged wrongly; development only.")
        ] = False,
    ) -> None:
        """Judge the claims and print how they fared, by kind."""
        outcomes = [outcome for article in articles(name, half) for outcome in judged(article)]
        for one in outcomes:
            if listed and half is Half.DEVELOPMENT and one.wrong:
                typer.echo(f"{one.article} {'holds' if one.told.holds else 'does not'}: {one.told.text}")
                typer.echo(f"    {one.verdict.status}: {one.verdict.reason}")
        typer.echo(table(outcomes))

    return main
