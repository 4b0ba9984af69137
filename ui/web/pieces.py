"""What the pieces of evidence in an answer are cut from: sentences around their marks."""

import re
from collections.abc import Sequence

from rag.sources import Citation, Span
from rag.types import Claim, Verdict

_NUMBER = re.compile(r"\s*\[(\d+)\]")


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
