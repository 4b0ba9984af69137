"""The outline of a brief: its questions, each with the quotes that speak to it, in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer.draft import Pick
from rag.answer.enough import enough
from rag.assemble import Parts
from rag.corpus import LedgerClaim
from rag.errors import UsageError
from rag.in_seed import words_deciding
from rag.sentences import sentences
from rag.summarize.brief import About, Scope, Silence
from rag.summarize.choose import choose
from rag.summarize.facets import ORDER, asked_of, read
from rag.summarize.gather import Candidate, Gathered, gather
from rag.summarize.headings import heading
from rag.summarize.period import Period, exact, read_topic, sortable
from rag.summarize.repeats import gist
from rag.tokens import tokens
from rag.types import Hit, Kind, Source

FEWEST = 2  # quotes of a section; a question with fewer joins the general one
LEDGER_ORDER = ("contradicted", "partly supported", "supported", "not addressed", "opinion")
PER_CLAIM = 3  # quotes that decide one claim of the ledger


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section to be written."""

    kind: str
    heading: str
    question: str
    quotes: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything a brief is written from; made without a model, so that its cost can be shown before it arises."""

    scope: Scope
    title: str
    topic: str
    period: Period
    chapters: tuple[Chapter, ...]
    hits: tuple[Hit, ...] = ()
    others: tuple[Candidate, ...] = ()  # candidates that no chapter takes, best first
    claims: tuple[LedgerClaim, ...] = ()
    warnings: tuple[str, ...] = ()
    silent: Silence | None = None  # the sources do not speak of the topic: there is nothing to outline


def outline(scope: Scope, parts: Parts) -> Outline:
    """The outline for ``scope``; without chapters when nothing is found. Raises UsageError for an unknown source,
    an empty topic or a missing ledger."""
    if scope.about is About.CLAIMS:
        return _of_ledger(scope, parts)
    if scope.about is About.SOURCE:
        source = parts.index.sources.get(scope.source_id)
        if source is None:
            raise UsageError(f"--source '{scope.source_id}' is not in the index. 'onrecord sources' lists them.")
        asked = read_topic("", scope.since, scope.until, scope.language)
        topic, title = source.title or source.id, source.title or source.id
    else:
        asked = read_topic(scope.topic, scope.since, scope.until, scope.language)
        topic, title = asked.topic, scope.topic
        missing = _silent(topic, parts)
        if missing is not None:
            return Outline(scope, title, topic, asked.period, (), silent=Silence(topic, missing))
    gathered = gather(scope, topic, asked.period, parts)
    rows = [parts.index.row_of[c.pick.passage.id] for c in gathered.candidates]
    taken = choose(gathered.candidates, parts.index.vectors[rows], scope.sentences)
    others = tuple(c for c in gathered.candidates if not any(c is t for t in taken))
    return Outline(scope, title, topic, asked.period, _chapters(taken, gathered, scope.language), gathered.hits, others)


def _silent(topic: str, parts: Parts) -> tuple[str, ...] | None:
    """None when the judge finds that the sources speak of ``topic``; otherwise the words that none of them has."""
    missing: tuple[str, ...] = ()
    for asked in (topic, asked_of(ORDER[0], topic)):
        ground = enough(asked, parts.find(asked), parts.search)
        if ground.enough:
            return None
        missing = missing or ground.missing
    return missing


def _chapters(taken: Sequence[Candidate], gathered: Gathered, language: str) -> tuple[Chapter, ...]:
    """One chapter a question in a fixed order; questions with too few quotes join the general one."""
    groups: dict[str, list[Candidate]] = {kind: [] for kind in ORDER}
    for candidate in taken:
        groups[candidate.reading.kind].append(candidate)
    for kind in ORDER[1:]:
        if len(groups[kind]) < FEWEST:
            groups[ORDER[0]] += groups.pop(kind)
    return tuple(
        Chapter(kind, heading(kind, language), gathered.asked[kind], tuple(sorted(group, key=_when)))
        for kind, group in groups.items()
        if group
    )


def _when(candidate: Candidate) -> tuple[str, int, str]:
    """Sorts by the time a quote speaks of, else by its source's first date; then by tier."""
    when = exact(candidate.quote, candidate.source.language) or exact(candidate.source.published, "en")
    return sortable(when) if when else "9999", candidate.source.tier.rank, candidate.pick.passage.id


def _of_ledger(scope: Scope, parts: Parts) -> Outline:
    """A chapter for each judgement: the article's own words, then what decides the claim."""
    claims = parts.index.ledger
    if not claims:
        raise UsageError("--claims needs a ledger, and this case has none (corpus/claims.jsonl). Give a topic instead.")
    asked = read_topic("", scope.since, scope.until, scope.language)
    chapters: list[Chapter] = []
    count = left_out = 0
    for status in LEDGER_ORDER:
        group: list[Candidate] = []
        for claim in (c for c in claims if c.status == status):
            quotes = _said_and_decided(claim, parts, scope)
            if count + len(quotes) > scope.sentences:
                left_out += 1
            else:
                fresh = [q for q in quotes if q.pick not in [g.pick for ch in chapters for g in ch.quotes]]
                group += [q for q in fresh if q.pick not in [g.pick for g in group]]
                count += len(quotes)
        if group:
            chapters.append(Chapter(status, heading(status, scope.language), status, tuple(group)))
    seeds = [s.title or s.id for s in parts.index.sources.values() if s.kind is Kind.SEED]
    title = "; ".join(seeds) or "claims"
    told = heading("left_out", scope.language, n=str(left_out), all=str(len(claims)))
    warnings = (told,) if left_out else ()
    return Outline(scope, title, title, asked.period, tuple(chapters), claims=claims, warnings=warnings)


def _said_and_decided(claim: LedgerClaim, parts: Parts, scope: Scope) -> list[Candidate]:
    """The sentence of the seed that makes the claim, and the facts and passages that decide it."""
    index = parts.index
    wanted, best = set(tokens(claim.claim)), None
    for passage in index.passages:
        source = index.sources[passage.source_id]
        if source.kind is Kind.SEED and passage.locator in claim.seed_locators:
            for span in sentences(passage.text, source.language):
                found = Pick(passage, span.shifted(passage.span.start))
                share = len(wanted & set(tokens(found.quote)))
                if best is None or share > best[0]:
                    best = share, _candidate(found, source, claim.claim)
    facts = [index.passages[index.row_of[f]] for f in claim.fact_ids if f in index.row_of]
    facts = [p for p in facts if index.sources[p.source_id].tier in scope.tiers]
    picks = [Pick(p, words_deciding(claim, p, index)) for p in facts[:PER_CLAIM]]
    decided = [_candidate(pick, index.sources[pick.passage.source_id], claim.claim) for pick in picks]
    return [*([best[1]] if best else []), *decided]


def _candidate(pick: Pick, source: Source, topic: str) -> Candidate:
    return Candidate(pick, source, 0.0, read(pick.quote, source, topic), gist(pick.quote, source.language))
