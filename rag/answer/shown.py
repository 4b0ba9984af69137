"""What is shown around deciding words: their passage, whole where there is room, else cut at sentences around them.

A list comes with the line that announces it and all its items, a question with its answer, a footnote with the sentence that bears its mark.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.index.store import Index
from rag.sources import BREAK, GROUP, HEADING, ITEM, Citation, Context, Passage, Span
from rag.text.sentences import asks, leads_on, sentences
from rag.types import Answer

ROOM, ROOM_BEHIND = 700, 400  # characters of the first piece of evidence, and of each one behind it
_REACH = 6  # passages on either side in which the rest of a list is looked for
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTE = re.compile(rf"[{_SUPERSCRIPTS}]+")
_NUMBER = re.compile(r"footnote (\d+)")
_OWN_MARK = re.compile(rf"([{_SUPERSCRIPTS}]+|\d{{1,3}})(?=[\s.])")  # with which a footnote of a page begins


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of the source, and the first letter of its form."""

    span: Span
    form: str


def with_passages(answer: Answer, index: Index) -> Answer:
    """``answer`` with what is shown around each of the words it cites; what it leads with has the most room."""
    lead = answer.lead.claim if answer.lead and answer.lead.claim is not None else 0
    order = sorted(range(len(answer.verdicts)), key=lambda n: n != lead)
    opens = next((c for n in order for c in answer.verdicts[n].claim.citations), None)

    def shown(citation: Citation) -> Citation:
        room = ROOM if opens and citation.span == opens.span else ROOM_BEHIND
        return replace(citation, context=around(citation.source_id, citation.span, index, room, citation.locator))

    verdicts = tuple(
        replace(v, claim=replace(v.claim, citations=tuple(map(shown, v.claim.citations)))) for v in answer.verdicts
    )
    conflicts = tuple(replace(one, lower=shown(one.lower), higher=shown(one.higher)) for one in answer.conflicts)
    return replace(answer, verdicts=verdicts, conflicts=conflicts)


def around(source_id: str, span: Span, index: Index, room: int, locator: str = "") -> Context:
    """What is shown around the words at ``span`` of a source, at most ``room`` characters unless the words themselves are longer."""
    text, language = index.source_text(source_id), index.sources[source_id].language
    passages, own = _near(source_id, span, index)
    blocks = list(_blocks(passages, text))
    held = [n for n, block in enumerate(blocks) if block.span.overlaps(span)]
    if not held:
        return Context(span.of(text), Span(0, span.end - span.start))
    first, last = held[0], held[-1]
    items = _items(blocks, first, last, text)
    lead = items.start - 1 if items and _announces(blocks, items.start - 1, text) else None
    over: tuple[str, ...] = ()
    if lead is not None and lead < first and _size(blocks, lead, items.stop - 1) > room:
        over = (blocks[lead].span.of(text),)
    elif "footnote" in locator and (bearer := _bearer(blocks[first].span, locator, text, language)):
        over = (bearer,)
    room -= sum(map(len, over))
    words = span
    if _size(blocks, first, last) <= room:
        for lowest, highest in _units(blocks, first, last, items, lead, bool(over), text):
            first, last = _grown(blocks, first, last, lowest, highest, room)
        words = Span(blocks[first].span.start, blocks[last].span.end)
    stretch = _cut(Span(min(own.start, words.start), max(own.end, words.end)), words, text, language, room)
    for n in range(len(blocks) - 1, held[-1], -1):
        if blocks[n].span.end == stretch.end and blocks[n].form in (HEADING[0], GROUP[0]):  # nothing is shown under it
            stretch = Span(stretch.start, blocks[n - 1].span.end)
    whole = not items or (first <= items.start and last >= items.stop - 1)
    known = items and items.start > 0 and items.stop < len(blocks)  # else it goes on where we did not look
    return Context(stretch.of(text), span.shifted(-stretch.start), over, len(items) if known and not whole else 0)


def _near(source_id: str, span: Span, index: Index) -> tuple[list[Passage], Span]:
    """The passages around ``span``, and where the one that has it stands."""
    rows = index.passages.rows[source_id]
    at = bisect_left(rows, span.start + 1, key=lambda row: index.passages[row].span.start) - 1
    row = rows[max(at, 0)]
    near = index.passages[max(rows.start, row - _REACH) : min(rows.stop, row + _REACH + 1)]
    return near, index.passages[row].span


def _blocks(passages: Sequence[Passage], text: str) -> Iterator[_Block]:
    """The blocks of ``passages`` in order, those that were cut put together again."""
    open_: _Block | None = None
    for passage in passages:
        spans = [block.shifted(passage.span.start) for block in passage.blocks()]
        for n, span in enumerate(spans):
            form = passage.forms[n : n + 1] or "-"
            if open_ and BREAK not in text[open_.span.end : span.start]:
                open_ = _Block(Span(open_.span.start, span.end), open_.form)
                continue
            if open_:
                yield open_
            open_ = _Block(span, form)
    if open_:
        yield open_


def _size(blocks: Sequence[_Block], first: int, last: int) -> int:
    return blocks[last].span.end - blocks[first].span.start


def _announces(blocks: Sequence[_Block], n: int, text: str) -> bool:
    return n >= 0 and blocks[n].form == "-" and leads_on(blocks[n].span.of(text).rstrip())


def _items(blocks: Sequence[_Block], first: int, last: int, text: str) -> range:
    """The items of the list that blocks ``first`` to ``last`` are of, or that the last of them announces; an empty range without one."""
    at = last if blocks[last].form == ITEM[0] else last + 1
    if at == last + 1 and not (at < len(blocks) and blocks[at].form == ITEM[0] and _announces(blocks, last, text)):
        return range(0)
    start = stop = at
    while start > 0 and blocks[start - 1].form == ITEM[0]:
        start -= 1
    while stop < len(blocks) and blocks[stop].form == ITEM[0]:
        stop += 1
    return range(start, stop)


def _units(
    blocks: Sequence[_Block], first: int, last: int, items: range, lead: int | None, told: bool, text: str
) -> Iterator[tuple[int, int]]:
    """The first and last block of what the words belong to, the closest first: their list, their question or answer."""
    if items:
        yield items.start if lead is None or told else min(lead, first), items.stop - 1
    before = first - 1 if first and asks(blocks[first - 1].span.of(text)) else first
    behind = last + 1 if last + 1 < len(blocks) and asks(blocks[last].span.of(text)) else last
    yield before, behind


def _grown(blocks: Sequence[_Block], first: int, last: int, lowest: int, highest: int, room: int) -> tuple[int, int]:
    """``first`` to ``last`` with as many of the blocks from ``lowest`` to ``highest`` as fit, behind and before by turns."""
    if _size(blocks, min(first, lowest), max(last, highest)) <= room:
        return min(first, lowest), max(last, highest)
    grows = True
    while grows:
        grows = False
        if last < highest and _size(blocks, first, last + 1) <= room:
            last, grows = last + 1, True
        if first > lowest and _size(blocks, first - 1, last) <= room:
            first, grows = first - 1, True
    return first, last


def _cut(block: Span, words: Span, text: str, language: str, room: int) -> Span:
    """The sentences of ``block`` around ``words`` that fit, behind and before by turns; the words' own always."""
    near = Span(max(block.start, words.start - 2 * room), min(block.end, words.end + 2 * room))
    spans = [_Block(span.shifted(near.start), "-") for span in sentences(near.of(text), language)]
    held = [n for n, one in enumerate(spans) if one.span.overlaps(words)]
    lowest = 0 if near.start == block.start or held[0] == 0 else 1  # the sentence at either end may be half of one
    highest = len(spans) - 1 if near.end == block.end or held[-1] == len(spans) - 1 else len(spans) - 2
    if _size(spans, held[0], held[-1]) > room:
        return words
    first, last = _grown(spans, held[0], held[-1], lowest, highest, room)
    return Span(spans[first].span.start, spans[last].span.end)


def _bearer(note: Span, locator: str, text: str, language: str) -> str:
    """The sentence before a footnote that bears its mark; "" where none does."""
    number = _NUMBER.search(locator) or _OWN_MARK.match(note.of(text))
    mark = number[1].translate(str.maketrans("0123456789", _SUPERSCRIPTS)) if number else ""
    places = [m.start() for m in _NOTE.finditer(text, 0, note.start) if m[0] == mark]
    if not mark or not places:
        return ""
    start = text.rfind(BREAK, 0, places[-1]) + len(BREAK) if BREAK in text[: places[-1]] else 0
    end = text.find(BREAK, places[-1])
    block = Span(start, end if end >= 0 else len(text))
    for span in sentences(block.of(text), language):
        if span.shifted(start).start <= places[-1] < span.shifted(start).end:
            return span.of(block.of(text))
    return ""
