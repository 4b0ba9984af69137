"""What belongs to a quote and stands behind it: the paragraph under a heading, the labelled lines after a sentence ("Against: Pell, Adair.")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answer.draft import Pick
from rag.answer.headline import is_heading
from rag.sentences import sentences
from rag.store import Index
from rag.types import Kind, Source, Span

_LABELLED = re.compile(r"[^\W\d_][\w '’()/-]{0,30}[:：]\s*\S")
_BACK = 2  # sentences, at most, that are taken before one that points back
# What a sentence opens with that speaks of somebody or something named before; "La" and "Lo" only before a verb of the past.
_POINTS = {
    "es": re.compile(
        r"[\s«“\"(]*(?:(?:Les?|Él|Ella|Ellos|Ellas|Sus?|Ello|(?:Éste|Este|Ésta|Esta)(?: últim[oa])?(?=,))\b|(?:La|Lo|Las|Los)(?= [^\W\d_]+(?:ó|aron|ieron)\b))"
    ),
    "zh": re.compile(r"[\s“‘（]*(?:他|她|它|其(?![中他余实])|该|此举|对此)"),
}
_STUB = 3  # words of a sentence, up to which the one behind it is taken, too: "15 November 2023."


def whole(picks: Sequence[Pick], index: Index) -> list[Pick]:
    """``picks``, each with what belongs to it in its passage; what is then quoted already is left out. Records have no order."""
    longer = [replace(pick, span=_span(pick, index.sources[pick.passage.source_id])) for pick in picks]
    longer = [_with_antecedent(pick, longer, index.sources[pick.passage.source_id]) for pick in longer]
    grown: list[Pick] = []
    for one, pick in zip(longer, picks, strict=True):
        if one.span != pick.span and not _within(one, grown):
            grown.append(one)
    return [one for one in longer if any(one is other for other in grown) or not _within(one, grown)]


def _within(pick: Pick, others: Sequence[Pick]) -> bool:
    """True when one of ``others`` quotes some of the same."""
    return any(pick.passage.id == other.passage.id and pick.span.overlaps(other.span) for other in others)


def _span(pick: Pick, source: Source) -> Span:
    passage = pick.passage
    if source.kind is Kind.RECORD or passage.of_rows:
        return pick.span
    own = pick.span.shifted(-passage.span.start)
    blocks = list(passage.blocks())
    last = next((n for n, block in enumerate(blocks) if block.start < own.end <= block.end), None)
    if last is None:
        return pick.span
    block, text = blocks[last], passage.text
    numbered = not any(map(str.isalpha, text[block.start : own.start]))  # "5. Date of next meeting"
    end = own.end
    if end < block.end or not is_heading(passage, Span(max(own.start, block.start), end), source.language, True):
        end += _labelled(text[end : block.end], source.language)
    elif own.start < block.start:  # what a heading at the end is over is not quoted
        end = next(
            b.end
            for b in reversed(blocks[:last])
            if not is_heading(passage, b, source.language, True) or b.start <= own.start
        )
    elif numbered and last + 1 < len(blocks):
        end = _first(text, blocks[last + 1], source.language)
    return Span(own.start, end).shifted(passage.span.start) if end > own.start else pick.span


def _with_antecedent(pick: Pick, picks: Sequence[Pick], source: Source) -> Pick:
    """A Spanish or Chinese quote that opens with "Le", "Su" or 他 with the sentence before it, which says who that is; as it is where
    another quote has that sentence, or none stands before it in its passage. Records have no order."""
    opens = _POINTS.get(source.language[:2])
    if opens is None or source.kind is Kind.RECORD or pick.passage.of_rows or not opens.match(pick.quote):
        return pick
    text, start = pick.passage.text, pick.span.start - pick.passage.span.start
    before = [
        Span(block.start + told.start, block.start + told.end)
        for block in pick.passage.blocks()
        if block.start < start
        for told in sentences(block.of(text), source.language)
        if block.start + told.start < start
    ]
    for span in reversed(before[-_BACK:]):
        start = span.start
        if not opens.match(span.of(text)):
            break
    grown = replace(pick, span=Span(start + pick.passage.span.start, pick.span.end))
    told = [other for other in picks if other.span != pick.span and other.passage.id == pick.passage.id]
    return pick if any(other.span.overlaps(Span(grown.span.start, pick.span.start)) for other in told) else grown


def _first(text: str, block: Span, language: str) -> int:
    """The end of the first sentence of a paragraph, or of the second where that is but a word or two."""
    told = sentences(block.of(text), language)
    ends = next(
        (s for n, s in enumerate(told) if n or len(s.of(block.of(text)).split()) > _STUB), told[-1] if told else None
    )
    return block.start + ends.end if ends else block.end


def _labelled(rest: str, language: str) -> int:
    """Where the labelled lines end that ``rest`` begins with."""
    end = 0
    for sentence in sentences(rest, language):
        if not _LABELLED.match(sentence.of(rest)):
            break
        end = sentence.end
    return end
