"""Settings in, the working parts of the product out; done once a process and shared by all faces."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from rag.answer.draft import Pick
from rag.answer.engine import QuotingEngine
from rag.answer.judge import Judge
from rag.answer.select import Selector
from rag.audited import AuditMarks
from rag.clock import Tick
from rag.content import heading
from rag.errors import StoreError, UsageError
from rag.models import Embedder, choose_embedder, embedder_id
from rag.renew import renew
from rag.retrieve.ranker import Ranker
from rag.retrieve.retriever import RecordRetriever
from rag.settings import Settings
from rag.snapshot import OtherLayout, Snapshot, read_snapshot
from rag.store import Index, open_index
from rag.types import Answer, Claim, Conflict, Hit, Tier, Verdict
from rag.verify.conflicts import find_conflicts
from rag.verify.evidence import evidence_for
from rag.verify.premise import Told, false_premise
from rag.verify.verifier import verify_all


@dataclass(frozen=True)
class Parts:
    """What answering needs, opened and ready; nothing in it changes while questions are answered."""

    settings: Settings
    index: Index
    ranker: Ranker
    engine: QuotingEngine
    judge: Judge
    audit: AuditMarks
    only: frozenset[str] = frozenset()  # ids of the sources that may answer; empty means all

    def within(self, only: Collection[str]) -> Parts:
        """The same parts answering only from the sources named; raises UsageError for an unknown one, or for none."""
        unknown = sorted(set(only) - set(self.index.sources))
        if unknown or not only:
            named = f"'{unknown[0]}' is no source of this case" if unknown else "no source is chosen"
            raise UsageError(f"{named}. 'onrecord sources' lists them.")
        return replace(self, engine=_engine(self.settings, self.index, self.ranker, only), only=frozenset(only))

    def of(self, ids: Collection[str], tiers: Collection[str]) -> frozenset[str]:
        """The ids of sources named or of a named tier; raises UsageError for a tier that does not exist."""
        if wrong := sorted(set(tiers) - set(Tier)):
            raise UsageError(f"'{wrong[0]}' is no tier. Tiers: {', '.join(Tier)}.")
        return frozenset(ids) | {i for i, source in self.index.sources.items() if source.tier in tiers}

    def verify(self, claims: Sequence[Claim]) -> tuple[Verdict, ...]:
        """A verdict for each claim against the stored sources it cites."""
        return verify_all(claims, evidence_for(claims, self.index.texts))

    def false_premise(self, question: str, hits: Sequence[Hit], language: str) -> str:
        """What the question takes for granted and the hits do not bear, in its own words; "" when all is well."""
        told = [Told(heading(self.index.sources[h.passage.source_id]), h.passage.text) for h in hits]
        return false_premise(question, told, language, self.judge.meets(hits, language))

    def conflicts(self, question: str, picks: Sequence[Pick], hits: Sequence[Hit] = ()) -> tuple[Conflict, ...]:
        """Where the sources of an answer differ from one another or from the seed; ``hits``: all that was found."""
        cited = [(p.passage, p.span) for p in picks]
        near = self.ranker.near_claims(question)
        found = find_conflicts(cited, self.index, near, question, [h.passage for h in hits], self.index.ledger)
        return tuple(c for c in found if not self.only or {c.lower.source_id, c.higher.source_id} <= self.only)

    def marked(self, answer: Answer) -> Answer:
        """The answer with what the fetched originals say to the facts it cites, where that was audited."""
        return self.audit.on(answer, self.index.sources)


def open_parts(
    settings: Settings, tick: Tick = lambda stage, done, total: None, embedder: Embedder | None = None
) -> Parts:
    """The parts for a case, its index built first when there is none; raises CorpusError, StoreError or ModelError.

    An index that is there is opened without a look at the case's files: until the switch, nothing in them counts.
    ``embedder``: one that is loaded already.
    """
    snapshot = _live(settings) or renew(settings, tick).snapshot
    _check_embedder(settings, snapshot)
    embedder = embedder or choose_embedder(settings.embedder)
    index = open_index(settings.data_dir, snapshot)
    ranker = Ranker(index, embedder, index.ledger)
    engine = _engine(settings, index, ranker)
    judge = Judge(index, embedder, ranker.lexical.idf, settings.refuse_below)
    return Parts(settings, index, ranker, engine, judge, AuditMarks(settings.data_dir))


def _live(settings: Settings) -> Snapshot | None:
    """The live snapshot; None when there is none, or when it has the layout of another version."""
    try:
        return read_snapshot(settings.data_dir)
    except OtherLayout:
        return None


def _engine(settings: Settings, index: Index, ranker: Ranker, only: Collection[str] = ()) -> QuotingEngine:
    retriever = RecordRetriever(ranker, settings.top_k, only)
    return QuotingEngine(index, retriever, Selector(index.sources, settings.max_sentences))


def _check_embedder(settings: Settings, snapshot: Snapshot) -> None:
    """Raise StoreError when the index was made with another embedder: its vectors could not be compared."""
    wanted = embedder_id(settings.embedder)
    if snapshot.embedder != wanted:
        raise StoreError(
            f"index {settings.data_dir} was made with embedder {snapshot.embedder}, this run uses {wanted}. "
            "Run 'onrecord ingest', or set ONRECORD_EMBEDDER."
        )
