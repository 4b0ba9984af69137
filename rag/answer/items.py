"""What a quote that ends with a colon announces, or a heading over bullets: the items of the list behind it, each by its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answer.behind import blocks_behind
from rag.answer.draft import Pick
from rag.answer.headline import BULLET, only_titles
from rag.sentences import leads_on, sentences
from rag.store import Index
from rag.types import Kind, Passage, Span

MOST = 8  # items of one answer
_MARKED = re.compile(r"(?:[•▪‣◦●■–—*·-]|[（(]?(?:\d{1,2}|[a-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[.)）、])\s*\S")
_CLOSED = re.compile(r"[.!?。！？][\"'”’)\]]*$")
_GOES_ON = re.compile(r"(?:[;,；，、]|\b(?:and|or|y|o))$")  # "the quay; and"
_SECTION = re.compile("section '.*'(?:,|$)", re.DOTALL)
_LINE = 12  # words of a heading over a list
_SHORT = 30  # words of an item that no mark tells from a paragraph


def with_items(picks: Sequence[Pick], index: Index, most: int) -> list[Pick]:
    """``picks`` with the items behind each announcement among the close ones, in the place of others that quote them, and as many
    in all as ``most`` allows: the last of the further ones make room."""
    items: dict[Pick, list[Pick]] = {}
    room = min(MOST, most - sum(not pick.further for pick in picks))
    for pick in picks:
        if not pick.further and (leads_on(pick.quote) or _heads_a_list(pick, index)):
            items[pick] = list(_items(pick, index))[: max(0, room)]
            room -= len(items[pick])
    listed = [item for behind in items.values() for item in behind]
    if not listed:
        return list(picks)
    kept = [pick for pick in picks if pick in items or not any(_overlap(pick, item) for item in listed)]
    close = [one for pick in kept if not pick.further for one in (pick, *items.get(pick, ()))]
    further = [pick for pick in kept if pick.further]
    return [*close, *further[: max(0, most - len(close))]]


def _overlap(a: Pick, b: Pick) -> bool:
    return a.passage.source_id == b.passage.source_id and a.span.overlaps(b.span)


def _heads_a_list(pick: Pick, index: Index) -> bool:
    """True of a short line without an end under which an item with a bullet stands next: "What we plan for next year"."""
    if pick.passage.of_rows or len(pick.quote.split()) > _LINE or _CLOSED.search(pick.quote):
        return False
    passage, span = next(_behind(pick, index), (pick.passage, pick.span))
    return not passage.of_rows and BULLET.match(Pick(passage, span).quote) is not None


def _items(pick: Pick, index: Index) -> Iterator[Pick]:
    """The items of the list that begins where ``pick`` ends; none where what follows is no list.

    Readers of pages and Markdown take marks off. There a name ("Mill Bridge") under the announcement's own heading is an item, as headings
    open sections; elsewhere it may be the next heading, and what nobody can tell ends the list. A list of names ends where a sentence comes.
    """
    source = index.sources[pick.passage.source_id]
    section = _SECTION.match(pick.passage.locator)
    before, named = "", False
    marked: bool | None = None
    for passage, span in _behind(pick, index):
        text = Pick(passage, span).quote
        has_mark = _MARKED.match(text) is not None
        named = named if before else not _CLOSED.search(text)
        marked = has_mark if marked is None else marked
        if has_mark is not marked or passage.of_rows or leads_on(text):
            return
        if not marked:
            if section and passage.locator.startswith(section[0]):
                ended = named and _CLOSED.search(text) and not _GOES_ON.search(before)
            else:
                ended = only_titles(passage, span.shifted(-passage.span.start), source)
            if ended or len(text.split()) > _SHORT:
                return
        before = text
        whole = sentences(text, source.language)
        first = whole[1] if len(whole) > 1 and len(whole[0].of(text)) <= len("10. ") else whole[0]
        yield Pick(passage, Span(span.start, span.start + first.end))


def _behind(pick: Pick, index: Index) -> Iterator[tuple[Passage, Span]]:
    """The paragraphs of a document behind ``pick``, each with its passage, in characters of the source; records have no order."""
    if index.sources[pick.passage.source_id].kind is Kind.RECORD:
        return
    for passage, span in blocks_behind(pick, index):
        if span.start >= pick.span.end and Pick(passage, span).quote.strip():
            yield passage, span
