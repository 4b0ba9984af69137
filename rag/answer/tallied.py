"""How the vote went that stands behind a motion or a resolution: "In favour 9, against 3" has no word of the question what was voted on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answer.behind import blocks_behind
from rag.answer.draft import Pick
from rag.store import Index
from rag.tokens import NUMBER_NAMES
from rag.types import Kind

_ASKS = re.compile(
    r"\b(?:vot(?:e[ds]?|ing)|unanim\w+|majority|abstain\w*|abstentions?|ballot|approved?|adopt(?:ed)?|passed|carried|rejected)\b|"
    r"\b(?:vot(?:ó|aron|ación|aciones|os?)|mayoría|abst(?:uvo|uvieron|enciones)|aprob(?:ó|aron|ad[oa])|rechaz(?:ó|aron|ad[oa]))(?!\w)|表决|投票|票|一致通过|通过",
    re.IGNORECASE,
)
_N = rf"(?:\d{{1,4}}|{'|'.join(NUMBER_NAMES)}|none|nil|all)"
_SIDE = r"(?:in favou?r|for|ayes?|against|noes|nays?|abstain(?:ed|ing)?|abstentions?|a favor|en contra|abstenciones)"
_TALLY = re.compile(
    rf"\b{_SIDE}(?: of the motion)?\W{{1,3}}{_N}\b|\b{_N} (?:votes? )?{_SIDE}\b|\b{_N} votes? to {_N}\b|\bcarried unanimously\b|\bunanimously carried\b|\bnem\.? con\b|"
    r"\bpor unanimidad\b|(?:赞成|反对|弃权)\W{0,2}\d+ ?票|\d+ ?票(?:赞成|反对|弃权)",
    re.IGNORECASE,
)
_LOOKED_AT = 3  # quotes, of those that come first
_LONGEST = 60  # words of a paragraph that tells how a vote went


def with_tally(picks: Sequence[Pick], index: Index, question: str, most: int) -> list[Pick]:
    """``picks`` with the vote right behind the first quote whose next paragraph tells it, where ``question`` asks how a vote went or whether
    something was approved; as they are for any other, and where that quote has its vote. Records have no order."""
    if not _ASKS.search(question):
        return list(picks)
    for place, pick in enumerate(picks[:_LOOKED_AT]):
        if pick.further:
            break
        if (
            pick.passage.of_rows
            or index.sources[pick.passage.source_id].kind is Kind.RECORD
            or _TALLY.search(pick.quote)
        ):
            continue
        vote = _behind(pick, index)
        if vote and not any(_overlap(p, vote) for p in picks[:place]):
            others = [p for p in picks[place + 1 :] if not _overlap(p, vote)]
            return [*picks[: place + 1], vote, *others][: max(most, len(picks))]
    return list(picks)


def _behind(pick: Pick, index: Index) -> Pick | None:
    """The next paragraph of the document, where it tells how a vote went."""
    for passage, span in blocks_behind(pick, index):
        if span.start < pick.span.end:
            continue  # what is left of its own paragraph
        told = replace(pick, passage=passage, span=span)
        short = len(told.quote.split()) <= _LONGEST
        return told if short and not passage.of_rows and _TALLY.search(told.quote) else None
    return None


def _overlap(a: Pick, b: Pick) -> bool:
    return a.passage.source_id == b.passage.source_id and a.span.overlaps(b.span)
