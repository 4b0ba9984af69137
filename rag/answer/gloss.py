"""A reader's own language beside quotes in another: a connected model's translation, shown as that and never as the source's words.

Exact code keeps out what would mislead: a translation whose figures are not those of the quote is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rag.answer.model_text import numbered
from rag.errors import ModelError
from rag.models.prompts import to_translate
from rag.sources import Source
from rag.types import Answer
from rag.verify.values.numbers import QUANTITY, bears, figures

if TYPE_CHECKING:
    from rag.answer.chat import Chat
    from rag.models.endpoint import Meter

MOST = 12  # quotes of one call: what an answer shows
LONGEST = 600  # characters of a quote, and of its translation


def foreign_quotes(answer: Answer, sources: Mapping[str, Source]) -> list[tuple[str, str]]:
    """The quotes of an answer that are not in its language, once each, with the language they are in."""
    cited = [c for claim in answer.claims for c in claim.citations]
    cited += [side for conflict in answer.conflicts for side in (conflict.higher, conflict.lower)]
    found = {c.quote: sources[c.source_id].language[:2] for c in cited if c.source_id in sources}
    return [(quote, own) for quote, own in found.items() if own != answer.language]


def glosses(quotes: Sequence[tuple[str, str]], language: str, chat: Chat, meter: Meter) -> dict[str, str]:
    """Each of the first quotes with its translation, without those that are long, that the model leaves out or whose figures changed; nothing
    where it fails."""
    quotes = [(quote, own) for quote, own in quotes if len(quote) <= LONGEST][:MOST]
    try:
        reply = chat.reply(to_translate([quote for quote, _ in quotes], language), meter)
    except ModelError:
        return {}
    found: dict[str, str] = {}
    for place, told in numbered(reply, len(quotes)):
        quote, own = quotes[place]
        if len(told) <= LONGEST and quote not in found and same_figures(quote, own, told, language):
            found[quote] = told.strip().strip('“”«»"')
    return found


def same_figures(one: str, language: str, other: str, tongue: str) -> bool:
    """True where each figure of either text stands in the other, in whatever numerals."""
    mine, theirs = (
        [figure for figure in figures(text, own) if figure.kind == QUANTITY]
        for text, own in ((one, language), (other, tongue))
    )
    return all(any(bears(a, b) or bears(b, a) for b in theirs) for a in mine) and all(
        any(bears(a, b) or bears(b, a) for a in mine) for b in theirs
    )
