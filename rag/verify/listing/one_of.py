"""A sentence that speaks of several things, as it speaks of the one that a claim is about: an exception, one of a list or of those
with a figure in brackets, "respectively"."""

from __future__ import annotations

from rag.verify.listing.bracketed import of_bracketed
from rag.verify.listing.excepted import excepted
from rag.verify.listing.listed import of_listed
from rag.verify.listing.respective import of_respective


def of_one(claim: str, sentence: str) -> str:
    """What ``sentence`` says of what ``claim`` names; ``sentence`` itself where it speaks of one thing, or the claim of several."""
    told = of_respective(claim, excepted(claim, sentence))
    return of_listed(claim, of_bracketed(claim, told))
