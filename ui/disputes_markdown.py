"""The disputes as Markdown: for a report or a repository. No text of a case becomes markup or a link."""

from __future__ import annotations

from collections.abc import Iterator

from rag.lists.disputes import DisputeEntry, Disputes, DisputeSide
from ui.ledger_markdown import BASIS, fact_line, plain


def markdown(disputes: Disputes) -> str:
    """All of them, each under a heading of its own."""
    return "\n".join(_lines(disputes)) + "\n"


def _lines(disputes: Disputes) -> Iterator[str]:
    yield "# Where the sources differ"
    for seed in disputes.seeds:
        yield ""
        yield f"The article: {plain(seed)}"
    for entry in disputes.entries:
        yield ""
        yield from _entry(entry)


def _entry(entry: DisputeEntry) -> Iterator[str]:
    yield f"## {plain(entry.id)}: {plain(entry.matter)}"
    yield ""
    yield f"{BASIS['editor']}: {plain(entry.reason)}"
    for side in entry.sides:
        yield ""
        yield from _side(side)


def _side(side: DisputeSide) -> Iterator[str]:
    yield f"### {plain(side.says)}"
    yield ""
    if side.of_article:
        yield "*The article under examination is on this side.*"
        yield ""
    yield from (f"- {fact_line(fact)}" for fact in side.facts)
    yield from (f"- {plain(source.title)} ({plain(source.id)}) cannot be read." for source in side.unread)
