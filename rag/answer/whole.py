"""Answers about the case as a whole, from what its editors wrote down: the ledger's claims, the disputes, the list of sources.

Where nobody has judged the article's claims, its sentences stand before the words of other sources that come nearest.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rag.answer.conflicts import WRONG, by_editor, deciding, in_the_seed, numbered, words_of_side
from rag.answer.listed import MOST_DISPUTES, listed, scorecard, tally, tally_of_disputes
from rag.answer.quoting import deciding as best_words
from rag.answer.writing import Pick
from rag.case import Dispute
from rag.index.lexical import card
from rag.models.judge import CONTRADICTED, OPEN, judge
from rag.phrases import phrase
from rag.question.whole import DISPUTES, OF_ARTICLE, SOURCE, SOURCES, About, about, documents, words_of
from rag.retrieve.search import Search
from rag.sources import Kind, Source
from rag.text.sentences import sentences
from rag.text.tokens import tokens
from rag.types import Conflict, NoteKind

MOST = 6  # pairs of an unjudged article, or sources, that are shown
MOST_CLAIMS = 3  # that are shown with the words that decide them
READ, NEAR = 40, 5  # sentences of an unjudged article, and passages found for each


@dataclass(frozen=True, slots=True)
class Whole:
    """What opens the answer, what it quotes, where the sides differ; ``alone``: nothing else is asked of the sources."""

    notes: tuple[tuple[NoteKind, str], ...]
    picks: tuple[Pick, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    alone: bool = True


def as_a_whole(question: str, search: Search, language: str, only: Collection[str] = ()) -> Whole | None:
    """The answer to a question about the article, the disputes or the sources; None for any other, or with nothing to tell."""
    asked = about(question)
    if asked is None:
        return None
    if asked.kind == DISPUTES:
        return _disputes(search, language, only)
    if asked.kind in (SOURCES, SOURCE):
        return _sources(asked, search, language, only)
    return _examined(asked.kind, search, language, only) or _unjudged(asked.kind, search, language, only)


def _examined(kind: str, search: Search, language: str, only: Collection[str]) -> Whole | None:
    """The article's claims of the statuses that ``kind`` asks for, a line each; of the first the article's words before those that decide."""
    index, statuses = search.index, OF_ARTICLE[kind]
    picks: list[Pick] = []
    found: list[Conflict] = []
    shown = 0
    for claim in sorted((c for c in index.ledger if c.status in statuses), key=lambda c: statuses.index(c.status)):
        said = in_the_seed(claim, index)
        if shown == MOST_CLAIMS:
            break
        if said is None or (only and said.passage.source_id not in only):
            continue
        shown += 1
        facts = deciding(claim, index, only)[:1] if kind in ("wrong", "right") else []
        picks += [pick for pick in (said, *facts) if pick not in picks]
        if facts and claim.status in WRONG:
            found.append(by_editor(claim, said, facts[0], index, language))
    if not picks:
        return None
    notes = (
        (NoteKind.LEDGER, tally(Counter(claim.status for claim in index.ledger), language)),
        (NoteKind.SCORED, scorecard(index.ledger, statuses, language)),
    )
    return Whole(notes, tuple(picks), numbered(found, [pick.cited(n) for n, pick in enumerate(picks, 1)], {}))


def _unjudged(kind: str, search: Search, language: str, only: Collection[str]) -> Whole | None:
    """Where no ledger judges the article: its sentences before the nearest words of another source, the most doubtful first."""
    if search.index.ledger or kind not in ("wrong", "right"):
        return None
    pairs = [(said, near) for said in list(_told(search, only))[:READ] if (near := _nearest(said, search, only))]
    if not pairs:
        return None
    shares = judge().claims([(said.quote, near.quote) for said, near in pairs])
    doubt = shares[:, CONTRADICTED] - shares[:, OPEN]
    first = sorted(range(len(pairs)), key=lambda n: -doubt[n] if kind == "wrong" else doubt[n])[:MOST]
    picks = list(dict.fromkeys(pick for n in sorted(first) for pick in pairs[n]))
    return Whole(((NoteKind.UNJUDGED, phrase("unjudged", language)),), tuple(picks))


def _told(search: Search, only: Collection[str]) -> Iterator[Pick]:
    """The sentences of the article, as picks."""
    for source in search.index.sources.values():
        if source.kind is Kind.SEED and (not only or source.id in only):
            for passage in search.index.passages.of_source(source.id):
                for span in sentences(passage.text, source.language):
                    if len(tokens(span.of(passage.text), source.language[:2])) > NEAR:
                        yield Pick(passage, span.shifted(passage.span.start))


def _nearest(said: Pick, search: Search, only: Collection[str]) -> Pick | None:
    """The words of another source that come nearest."""
    for hit in search.rank(said.quote, NEAR * MOST, only, known=False)[:NEAR]:
        if search.index.sources[hit.passage.source_id].kind is not Kind.SEED:
            return Pick(hit.passage, best_words(said.quote, hit.passage, search, read=False))
    return None


def _disputes(search: Search, language: str, only: Collection[str]) -> Whole | None:
    """The first disputes on file with the words of two sides each."""
    index = search.index
    opposed = [(dispute, sides) for dispute in index.disputes if (sides := _sides(dispute, search, only))]
    shown = opposed[:MOST_DISPUTES]
    if not shown:
        return None
    picks = list(dict.fromkeys(pick for _, sides in shown for pick in sides))
    found = [by_editor(dispute, *sides, index, language) for dispute, sides in shown]
    note = NoteKind.DISPUTES, tally_of_disputes(len(index.disputes), len(shown), language)
    return Whole((note,), tuple(picks), numbered(found, [pick.cited(n) for n, pick in enumerate(picks, 1)], {}))


def _sides(dispute: Dispute, search: Search, only: Collection[str]) -> tuple[Pick, Pick] | None:
    """The best words of the first side that has any, and those of another side, of another source where there is one."""
    sides = [found for side in dispute.sides if (found := words_of_side(dispute, side, search.index, only))]
    if len(sides) < 2:
        return None
    one = sides[0][0]
    others = (pick for side in sides[1:] for pick in side)
    return one, min(others, key=lambda pick: pick.passage.source_id == one.passage.source_id)


def _sources(asked: About, search: Search, language: str, only: Collection[str]) -> Whole | None:
    """What the list says of all sources, or of those whose card has every word that names one."""
    sources = [s for s in search.index.sources.values() if not only or s.id in only]
    if asked.kind == SOURCES:
        return Whole(((NoteKind.LISTED, listed(sources, language, of=len(sources))),))
    meant = _meant(asked, sources, language)
    if not meant or len(meant) > MOST:
        return None
    return Whole(((NoteKind.LISTED, listed(meant, language, link=True)),), alone=False)


def _meant(asked: About, sources: Sequence[Source], language: str) -> list[Source]:
    """The sources that the question's words name: of several reports the one that the article is about."""
    about = {name for source in sources for name in source.reports_on}
    words = asked.words - documents()
    if not words and asked.words & words_of(phrase("the_article", language)):
        return [source for source in sources if source.kind is Kind.SEED]
    if not words and about:
        return [source for source in sources if source.id in about]
    named = [source for source in sources if (words or asked.words) <= _named(source)]
    return [source for source in named if source.id in about] or named


def _named(source: Source) -> frozenset[str]:
    return words_of(f"{card(source)} {source.id}")
