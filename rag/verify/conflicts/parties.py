"""A government's own word on its conduct beside what another says of it, where the question asks how well or whether it acts.

"How strict is China really with its chemical makers?" The ministry says strict, a commission of another country says weak. Each
is quoted as what it is, a party's word; that they contradict each other is not claimed, for whoever speaks of
themselves may be right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.store import Index
from rag.types import Kind, Passage, Source, Span
from rag.verify.entities.nations import nations_in

Cited = tuple[Passage, Span]

_I = re.IGNORECASE
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|isn['’]t|aren['’]t|wasn['’]t|didn['’]t|doesn['’]t|hasn['’]t)"
# A judgement is asked for: whether at all (also behind an opening clause), how well, how much, or whose doing it is.
_JUDGED = re.compile(
    rf"(?:^|[,;:.?!—–-] )\W*(?:(?:so|but|and|well|ok(?:ay)?),? )?{_AUXILIARY} |"
    r"\bhow (?!many|much|long|often|old|soon|late|early|far back|is it|are they|do you)\w+ (?:\w+ly )?"
    rf"{_AUXILIARY} |"
    r"\bhow (?:well|far|seriously|strictly|much (?:has|have|did|does|do|is|are))\b|\bto (?:what|which) (?:extent|degree)\b|"
    r"\b(?:fault|blame|blamed|responsib\w+|culprit)\b|"
    r"¿?\b(?:es cierto|realmente|de verdad|hasta qué punto|culpa)\b|吗|是否|怪谁|责任",
    _I,
)  # fmt: skip
_FIRST = 6  # quotes; what stands further down bears on the question less closely


def parties(question: str, cited: Sequence[Cited], index: Index) -> tuple[Cited, Cited] | None:
    """The first quote of a body of a country that ``question`` names, and the first of another
    country's body that speaks of that country; None where the question asks for no judgement, or either is silent."""
    if not _JUDGED.search(question):
        return None
    first = cited[:_FIRST]
    for country in nations_in(question):
        own = next((c for c in first if body_of(index.sources[c[0].source_id]) == country), None)
        other = next((c for c in first if own and _speaks_of(country, c, index)), None)
        if own and other:
            return own, other
    return None


def body_of(source: Source) -> str:
    """The country whose body published the source: the first that the publisher's name has; empty for none."""
    return _body(source.publisher) if source.kind is not Kind.SEED else ""


@lru_cache(maxsize=1024)
def _body(publisher: str) -> str:
    return next(iter(nations_in(publisher)), "")


def _speaks_of(country: str, cited: Cited, index: Index) -> bool:
    passage, span = cited
    of = body_of(index.sources[passage.source_id])
    return bool(of) and of != country and country in nations_in(span.shifted(-passage.span.start).of(passage.text))
