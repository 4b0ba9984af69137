"""A quote that is itself a question, by an interviewer or as the heading of an FAQ: what stands behind it is the answer, and is quoted instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answer.behind import blocks_behind
from rag.answer.draft import Pick
from rag.answer.headline import only_titles
from rag.question import language_of
from rag.sentences import asks, sentences
from rag.store import Index
from rag.tokens import tokens
from rag.types import Kind, Passage, Span

_TURN = re.compile(
    r"[^\W\d_][\w .,'’-]{0,40}(?:\([^()]{1,40}\))? ?[:：]\s*\S"
)  # "MAAS: And then?", "QUESTION (NRK): How much?"
_MOST = 60  # words of a reply, but for its first sentence


def reply_to(pick: Pick, index: Index) -> Pick | None:
    """What answers a quote that only asks, or ends somebody's turn with a question: the rest of its paragraph, else the paragraph behind it; None for any other quote,
    and where a heading, another question or nothing follows. Facts of a record and rows of a table have no order."""
    source = index.sources[pick.passage.source_id]
    told = [span.of(pick.quote) for span in sentences(pick.quote, source.language)]
    if source.kind is Kind.RECORD or pick.passage.of_rows or not told or not asks(told[-1]):
        return None
    turn = _TURN.match(pick.quote) is not None  # somebody's, who may say something before he asks
    if not turn and not all(map(asks, told)):
        return None
    for passage, span in _behind(pick, index):
        inside = span.shifted(-passage.span.start)
        own = [s.shifted(span.start) for s in sentences(inside.of(passage.text), source.language)]
        same = passage.id == pick.passage.id and span.start == pick.span.end
        while same and own and asks(Pick(passage, own[0]).quote):  # "And what came of it? When?"
            own = own[1:]
        if not own:
            continue
        if passage.of_rows or asks(Pick(passage, own[0]).quote) or (not same and only_titles(passage, inside, source)):
            return None
        if turn and not same and not all(map(asks, told)) and not _TURN.match(inside.of(passage.text)):
            return None
        return Pick(passage, Span(own[0].start, _end(passage, own)))
    return None


def asks_of(quote: str, question: str, language: str) -> bool:
    """False of a turn that asks ("CHAIR: And deaths?") without a word of ``question`` behind its speaker's name; where the question is in
    another language nobody can tell, and of other quotes it is not asked."""
    turn = re.match(r"[^\W\d_][\w .,'’()-]{0,60}[:：]\s*(?=\S)", quote) if _TURN.match(quote) else None
    if turn is None or language_of(question) != language[:2] or not asks(quote):
        return True
    told = set(tokens(quote[turn.end() :], language))
    return not told.isdisjoint(tokens(question, language))


def _end(passage: Passage, told: list[Span]) -> int:
    """The end of the sentences that are quoted together."""
    end, length = told[0].end, len(Pick(passage, told[0]).quote.split())
    for span in told[1:]:
        length += len(Pick(passage, span).quote.split())
        if length > _MOST:
            break
        end = span.end
    return end


def _behind(pick: Pick, index: Index) -> Iterator[tuple[Passage, Span]]:
    """What is left of the quote's own block, and the block behind it, each with its passage, in characters of the source."""
    for passage, block in blocks_behind(pick, index):
        yield passage, Span(max(block.start, pick.span.end), block.end)
        if block.start >= pick.span.end:
            return
