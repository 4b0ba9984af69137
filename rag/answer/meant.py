"""Whether a source that is asked for its word speaks of the matter: "what does the DEA say about India?" is answered by any such passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rag.answer.asked import Term
from rag.types import Hit, Kind, Source

MEANT = 3.0  # what the ranker adds at least to a source that the question names
_SAYS = re.compile(
    r"\bwhat (?:else )?(?:does|do|did|has|have) .+? (?:say|said|report|reported|claim|claimed|write|written|tell us|told us) "
    r"(?:about|on|regarding|concerning)\b|\bqué (?:dice|dicen|dijo|dijeron|informa|informó) .+? (?:sobre|acerca de)\b|"
    r"(?:对|关于).+?(?:怎么说|说了什么|有什么说法)|(?:怎么说|如何评价).",
    re.IGNORECASE,
)  # fmt: skip


def is_meant(hit: Hit) -> bool:
    """True for a passage of a source that the question names."""
    return hit.parts.get("reference", 0.0) >= MEANT


def seed_is_meant(hits: Iterable[Hit], sources: Mapping[str, Source]) -> bool:
    """True when the question asks what the seed says."""
    return any(is_meant(hit) and sources[hit.passage.source_id].kind is Kind.SEED for hit in hits)


def speaks_of_it(question: str, asked: Sequence[Term], told: Iterable[tuple[Hit, frozenset[str]]]) -> bool:
    """True when ``question`` asks what a source says about something and a passage of it has all that is ``asked`` word for word.

    ``told``: hits, and the terms of each with its heading.
    """
    if not asked or not _SAYS.search(question):
        return False
    meant = [terms for hit, terms in told if is_meant(hit)]
    return any(all(any(terms.issuperset(sense) for sense in term.keys) for term in asked) for terms in meant)
