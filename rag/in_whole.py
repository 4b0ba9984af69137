"""What is asked of the article or of the sources as a whole: the ledger, the disputes on file, and where nobody has judged the article's claims its
sentences beside the primary source's words that come nearest to each."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from rag.answer.differing import Differing, Whole, differing
from rag.answer.draft import Pick
from rag.answer.examined import examined
from rag.answer.of_article import RIGHT, WRONG, of_article
from rag.answer.unjudged import Beside, Unjudged
from rag.content import keys
from rag.sentences import sentences
from rag.store import Index
from rag.types import Conflict, Hit, Kind, Passage, Span, Tier
from rag.verify.conflicts.compare import differ
from rag.verify.conflicts.found import of_the_ledger, on_file, told_apart
from rag.verify.conflicts.of_article import denied_by

MOST = 6  # pairs that are shown
READ = 40  # sentences of the article that are looked at
LOOKED_AT = 4  # passages found for each
LEAST = 2  # words of the article's sentence that the other has
_STOP = re.compile(r"[.!?。！？…][\"'”’»)\]]*\s*$")
SHARE = 0.3  # and of all of them


def in_whole(
    question: str, index: Index, find: Callable[[str], tuple[Hit, ...]], only: Collection[str] = ()
) -> Whole | None:
    """What to show for a question about the article or the disputes as a whole; None for any other."""
    found = differing(question, index, only) or examined(question, index, only)
    return found or unjudged(question, index, find, only)


def conflicts_of(of: Whole, cited: Sequence[tuple[Passage, Span]], index: Index) -> tuple[Conflict, ...]:
    """The two sides of what is shown, whatever was asked."""
    if isinstance(of, Differing):
        return on_file(of.disputed, cited, index)
    return told_apart(of.apart, cited) if isinstance(of, Unjudged) else of_the_ledger(of.disputed, cited)


def unjudged(
    question: str, index: Index, find: Callable[[str], tuple[Hit, ...]], only: Collection[str] = ()
) -> Unjudged | None:
    """The pairs for a question what the article gets wrong or right; None for any other, where a ledger judges its claims, and where nothing is near."""
    if index.ledger or not of_article(question) or of_article(question)[0] not in (*WRONG, *RIGHT):
        return None
    pairs = [pair for said in list(_told(index, only))[:READ] if (pair := _beside(said, index, find(said.quote)))]
    pairs.sort(key=lambda pair: not pair.basis)  # in the article's order among equals
    return Unjudged(tuple(pairs[:MOST])) if pairs else None


def _told(index: Index, only: Collection[str]) -> Iterator[Pick]:
    """The sentences of the article: a headline has no stop."""
    for passage in index.passages:
        source = index.sources[passage.source_id]
        if source.kind is not Kind.SEED or (only and source.id not in only):
            continue
        for span in sentences(passage.text, source.language):
            said = span.of(passage.text)
            if _STOP.search(said) and len(keys(said, source.language)) > LEAST:
                yield Pick(passage, span.shifted(passage.span.start))


def _beside(said: Pick, index: Index, hits: Sequence[Hit]) -> Beside | None:
    """The sentence with the words that differ from it, or that have most of its own."""
    own = keys(said.quote)
    near: list[tuple[int, Pick]] = []
    primary = [h.passage for h in hits if index.sources[h.passage.source_id].tier is Tier.PRIMARY][:LOOKED_AT]
    for passage in primary:
        for pick in _sentences(passage, index.sources[passage.source_id].language):
            found = differ(said.quote, pick.quote) or denied_by(said.quote, pick.quote)
            if found and not passage.of_rows:
                return Beside(said, pick, found.reason, found.kind)
            near.append((len(keys(pick.quote) & own), pick))
    most, best = max(near, key=lambda one: one[0], default=(0, said))
    return Beside(said, best) if most >= max(LEAST, SHARE * len(own)) else None


def _sentences(passage: Passage, language: str) -> Iterator[Pick]:
    for span in sentences(passage.text, language):
        place = Span(span.start + passage.span.start, span.end + passage.span.start)
        yield Pick(passage, place)
