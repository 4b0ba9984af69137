"""What the pieces of evidence in an answer are cut from: passages around their deciding words, sentences around their marks."""

import re
from collections.abc import Sequence

from rag.sources import BREAK, Citation, Span
from rag.types import Claim, Verdict

AROUND = 260  # characters shown on either side of the deciding words
_NUMBER = re.compile(r"\s*\[(\d+)\]")


def around(citation: Citation, value: str = "") -> tuple[str, str, str]:
    """The cited words with what stands before and after them in their passage, or the ``value`` with what does in them."""
    if value and value in citation.quote:
        return citation.quote.partition(value)
    context = citation.context
    if context is None or context.span.of(context.text) == context.text.strip():
        return "", citation.quote, ""
    text, span = context.text, context.span
    before, after = text[: span.start], text[span.end :]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return in_lines(before), in_lines(span.of(text)), in_lines(after)


def in_lines(text: str) -> str:
    """Rows that are apart in a passage, each on a line."""
    return text.replace(BREAK, "\n")


def marked(claim: Claim) -> list[str | Citation]:
    """A model's sentence with each [n] as what it cites; a number that it does not cite stays text, and a citation without one comes last."""
    citations = {c.number: c for c in reversed(claim.citations)}
    parts: list[str | Citation] = []
    at = 0
    for found in _NUMBER.finditer(claim.text):
        if citation := citations.get(int(found[1])):
            parts += [claim.text[at : found.start()], citation]
            at = found.end()
    placed = {one.number for one in parts if isinstance(one, Citation)}
    return [*parts, claim.text[at:], *(one for number, one in citations.items() if number not in placed)]


def cited(verdicts: Sequence[Verdict]) -> list[tuple[Citation, Verdict]]:
    """Each cited stretch once, in the order of the answer, with the sentence that cites it first."""
    found: dict[tuple[str, Span], tuple[Citation, Verdict]] = {}
    for verdict in verdicts:
        for citation in verdict.claim.citations:
            found.setdefault((citation.source_id, citation.span), (citation, verdict))
    return list(found.values())
