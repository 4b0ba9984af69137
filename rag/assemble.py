"""Settings in, the working parts of the product out; done once a process and shared by all faces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer.draft import Pick
from rag.answer.engine import QuotingEngine
from rag.answer.judge import Judge
from rag.answer.select import Selector
from rag.clock import Tick
from rag.content import heading
from rag.corpus import Case, read_case
from rag.errors import StoreError
from rag.ingest.build import build
from rag.models import choose_embedder, embedder_id
from rag.retrieve.ranker import Ranker
from rag.retrieve.retriever import RecordRetriever
from rag.settings import Settings
from rag.snapshot import Snapshot, read_snapshot
from rag.store import Index, open_index
from rag.types import Claim, Conflict, Hit, Verdict
from rag.verify.checkers import load_checker, lowered
from rag.verify.conflicts import find_conflicts
from rag.verify.evidence import evidence_for
from rag.verify.premise import Told, false_premise
from rag.verify.verifier import verify_all


@dataclass(frozen=True)
class Parts:
    """What answering needs, opened and ready; nothing in it changes while questions are answered."""

    settings: Settings
    case: Case
    index: Index
    ranker: Ranker
    engine: QuotingEngine
    judge: Judge

    def verify(self, claims: Sequence[Claim]) -> tuple[Verdict, ...]:
        """A verdict for each claim against the stored sources it cites."""
        sources = evidence_for(claims, self.index.texts)
        verdicts = verify_all(claims, sources)
        return lowered(verdicts, sources, self.settings.checker) if self.settings.checker else verdicts

    def false_premise(self, question: str, hits: Sequence[Hit], language: str) -> str:
        """What the question takes for granted and the hits do not bear, in its own words; "" when all is well."""
        told = [Told(heading(self.index.sources[h.passage.source_id]), h.passage.text) for h in hits]
        return false_premise(question, told, language, self.judge.meets(hits, language))

    def conflicts(self, question: str, picks: Sequence[Pick], hits: Sequence[Hit] = ()) -> tuple[Conflict, ...]:
        """Where the sources of an answer differ from one another or from the seed; ``hits``: all that was found."""
        cited = [(p.passage, p.span) for p in picks]
        near = self.ranker.near_claims(question)
        return find_conflicts(cited, self.index, near, question, [h.passage for h in hits], self.case.ledger)


def open_parts(settings: Settings, tick: Tick = lambda stage, done, total: None) -> Parts:
    """The parts for a case, its index built first when there is none; raises CorpusError, StoreError or ModelError."""
    if settings.checker:
        load_checker(settings.checker)  # a name that is not installed is told before anything is read
    case = read_case(settings.home)
    snapshot = read_snapshot(settings.data_dir) or build(settings, tick).snapshot
    _check_embedder(settings, snapshot)
    embedder = choose_embedder(settings.embedder)
    index = open_index(settings.data_dir, snapshot)
    ranker = Ranker(index, embedder, case.ledger)
    selector = Selector(index.sources, settings.max_sentences)
    engine = QuotingEngine(index, RecordRetriever(ranker, settings.top_k), selector)
    return Parts(
        settings, case, index, ranker, engine, Judge(index, embedder, ranker.lexical.idf, settings.refuse_below)
    )


def _check_embedder(settings: Settings, snapshot: Snapshot) -> None:
    """Raise StoreError when the index was made with another embedder: its vectors could not be compared."""
    wanted = embedder_id(settings.embedder)
    if snapshot.embedder != wanted:
        raise StoreError(
            f"index {settings.data_dir} was made with embedder {snapshot.embedder}, this run uses {wanted}. "
            "Run 'onrecord ingest', or set ONRECORD_EMBEDDER."
        )
