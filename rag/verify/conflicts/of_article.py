"""The article's own sentence beside what the answer rests on, where both tell exactly what is asked and cannot both be right.

"How much has the merger cost?" The audit says 58.7 million, the article 96 million; "Did the firm break the law?" The audit did not find so, the
article says that it did. Elsewhere two statements must be alike as a whole to be compared; here the question says on what point.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.content import content, heading
from rag.question import language_of
from rag.sentences import sentences
from rag.types import Source
from rag.verify.conflicts.asked_of import has
from rag.verify.conflicts.compare import Difference
from rag.verify.paraphrase import unlike
from rag.verify.values.numbers import Figure, figures
from rag.verify.values.rounding import bearing, clash
from rag.verify.words.negation import hedges

_HOW_MANY = re.compile(
    r"^\W*(?:and |but |so )?(?:how (?:many|much)|what (?:(?:was|is|were|are) the )?(?:number|figure|share|percentage|cost|price|amount)|what did .* cost)\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"^\W*(?:and |but |so )?(?:did|do|does|is|are|was|were|has|have|had)\b", re.IGNORECASE)
_LEAST = 2  # words of the question besides its figures, without which it says too little
_CLAUSE = re.compile(r"[,;:]| (?:when|because|while|although|though|since|after|before|and|but) ")


def differing_on(question: str, article: str, quote: str, source: Source) -> Difference | None:
    """How the ``article``'s sentence and a ``quote`` from ``source`` differ on what ``question`` asks; None in doubt. English only."""
    many, whether = _HOW_MANY.search(question), _WHETHER.search(question)
    if language_of(question) != "en" or not (many or whether):
        return None
    asked = [word for word in content(question) if not word[0].isdigit()]
    if len(asked) < _LEAST or not all(has(word, article) for word in asked):
        return None
    named = heading(source)
    for span in sentences(quote, source.language):
        said = span.of(quote)
        own = sum(has(word, said) for word in asked)
        if own < min(_LEAST, len(asked)) or not all(
            has(word, said) or (word[0].isupper() and has(word, named)) for word in asked
        ):
            continue
        found = _counted(article, said, quote) if many else _denied(article, said, asked)
        if found:
            return found
    return None


def denied_by(article: str, quote: str) -> Difference | None:
    """How a sentence that has no word of matter of its own denies what the ``article``'s tells, or the other way round; None in doubt."""
    asked = content(quote)
    if len(asked) <= _LEAST or figures(quote) or not all(has(word, article) for word in asked):
        return None
    return _denied(article, quote, asked)


def _counted(article: str, said: str, quote: str) -> Difference | None:
    """The first figures of one thing, where none of the one's stands in the other."""
    mine, theirs = figures(article), figures(said)
    for x in mine:
        rivals = [y for y in theirs if _alike(x, y)]
        others = [f for f in figures(quote) if _alike(x, f)]
        if not rivals or not all(clash(x, y) for y in others) or any(bearing(f, y) for f in mine for y in rivals):
            continue
        y = rivals[0]
        return Difference("figures", f"{x.said} against {y.said}", x.noun or y.noun, unit=x.unit or y.unit)
    return None


def _alike(x: Figure, y: Figure) -> bool:
    """True when both count one thing that is named, in one unit."""
    told = bool(x.noun or x.unit) and x.noun == y.noun and x.unit == y.unit
    return told and x.kind == y.kind == "quantity" and x.unit not in ("times", "percent")


def _denied(article: str, said: str, asked: Sequence[str]) -> Difference | None:
    """What one denies and the other does not, up to the words that are asked for."""
    one, other = _up_to(article, asked), _up_to(said, asked)
    if hedges(one) or hedges(other):
        return None
    mine, theirs = unlike(one, other, "en")
    if bool(mine) == bool(theirs):
        return None
    word = min(mine | theirs)
    first, second = ("denied", "affirmed") if mine else ("affirmed", "denied")
    return Difference("negation", f"“{word}”: {first} by the one, {second} by the other")


def _up_to(text: str, asked: Sequence[str]) -> str:
    """The text without the clause behind the last word that is asked for: "broke the law | when it gave the contract without a tender"."""
    for place in _CLAUSE.finditer(text):
        before = text[: place.start()]
        if sum(has(word, before) for word in asked) == sum(has(word, text) for word in asked):
            return before
    return text
