"""A Spanish claim put together from two clauses of its source, none of which says all of it."""

from __future__ import annotations

from collections.abc import Iterator

from rag.text import content_words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.tongues.company import said_before
from rag.verify.tongues.pieces import clauses, matter, stemmed, verb_at


def check_one_deed(claim: str, source: str) -> list[Finding]:
    """A finding for a clause of the claim whose words stand in two clauses of the source, none of which has them all, with its subject told."""
    told = list(_told(source))
    if len(told) < 2:
        return []
    whole = frozenset().union(*told)
    for piece in clauses(claim, "es"):
        wanted = {stemmed(w.text): w for w in content_words(piece.of(claim), "es") if stemmed(w.text) in whole}
        if len(wanted) < 3 or verb_at(piece.of(claim)) is None:
            continue
        lacking = min(({stem for stem in wanted if stem not in here} for here in told), key=len)
        if lacking:
            word = min((wanted[stem] for stem in lacking), key=lambda w: w.span.start)
            return [Finding(Status.NOT_CONFIRMED, f"the source says “{word.span.of(piece.of(claim))}” of something else")]
    return []


def _told(source: str) -> Iterator[frozenset[str]]:
    """What each clause of the source says, with what it leaves out; and what several say that make one up."""
    pieces = clauses(source, "es")
    for at, piece in enumerate(pieces):
        own = piece.of(source)
        verb = verb_at(own)
        end = at
        while verb is None and end + 1 < len(pieces):  # a subject and what follows it
            end += 1
            own = source[piece.start : pieces[end].end]
            verb = verb_at(own)
        words = matter(own, "es")
        if at and verb_at(piece.of(source)) is None:
            words |= matter(source[pieces[at - 1].start : piece.end], "es")
        elif at and verb is not None:
            words |= matter(said_before(piece.of(source), verb_at(piece.of(source)) or verb, at, pieces, source), "es")
        yield words
