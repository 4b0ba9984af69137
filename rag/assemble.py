"""Settings in, the working parts of the product out; done once a process."""

from __future__ import annotations

from dataclasses import replace

from rag.answer.carried import Carried
from rag.answer.engine import QuotingEngine
from rag.answer.judge import Judge
from rag.answer.listing import Listing
from rag.answer.met import Met
from rag.answer.spelling import Spelling
from rag.audited import AuditMarks
from rag.clock import Tick
from rag.errors import StoreError
from rag.models.curves import curves
from rag.models.embedder import Embedder
from rag.models.remote import embedder_for, embedder_key
from rag.owner import readable_snapshot
from rag.parts import Parts, quoting_over
from rag.reading import Reading
from rag.renew import renew
from rag.retrieve.ranker import Ranker
from rag.rows.named import Rows
from rag.settings import Settings, shipped_home
from rag.snapshot import Snapshot
from rag.store import open_index
from rag.verify.checkers import load_checker

__all__ = ["Parts", "open_parts", "with_model"]


def open_parts(
    settings: Settings,
    tick: Tick = lambda stage, done, total: None,
    embedder: Embedder | None = None,
    known: bool = True,
) -> Parts:
    """The parts for a case, its index built first when there is none; raises CorpusError, StoreError or ModelError.

    An index that is there is opened without a look at the case's files: until the switch, nothing in them counts.
    ``embedder``: one that is loaded already. ``known``: the case's known questions count.
    """
    if settings.checker:
        load_checker(settings.checker)  # a name that is not installed is told before anything is read
    curves()  # without it no claim is judged: told before anything is answered
    snapshot = readable_snapshot(settings) or renew(settings, tick).snapshot
    _check_embedder(settings, snapshot)
    embedder = embedder or embedder_for(settings, snapshot.dim)
    index = open_index(settings.data_dir, snapshot)
    index = index if known else index.without_questions()
    ranker = Ranker(index, embedder, index.ledger)
    reading = Reading(index, ranker.knows)
    judge = Judge(
        index,
        embedder,
        ranker.lexical.idf,
        reading,
        settings.refuse_below,
        settings.home == shipped_home(),
        ranker.known_answered,
    )
    rows = Rows(index, ranker.knows)
    ranker = ranker.with_coverage(Met(judge))
    quoting = quoting_over(settings, index, ranker, reading, rows)
    return with_model(
        Parts(
            settings, index, ranker, quoting, judge, AuditMarks(settings.data_dir), Spelling(index, ranker.knows),
            Listing(index, ranker.knows), Carried(judge.likeness), rows,
        ),
        quoting,
        settings,
    )  # fmt: skip


def with_model(parts: Parts, quoting: QuotingEngine, settings: Settings) -> Parts:
    """``parts`` with the model that ``settings`` name, if any, writing over ``quoting``; nothing is asked of it yet."""
    if not settings.writes:
        return replace(parts, settings=settings, engine=quoting, chat=None)
    from rag.answer.chat import Chat  # late: without a model its client is never loaded
    from rag.answer.model_engine import ModelEngine

    chat = Chat(settings, settings.model)
    second = Chat(settings, settings.judge_model) if settings.judge_model else None
    engine = ModelEngine(quoting, parts.index.sources, settings, chat, second)
    return replace(parts, settings=settings, engine=engine, chat=chat)


def _check_embedder(settings: Settings, snapshot: Snapshot) -> None:
    """Raise StoreError when the index was made with another embedder: its vectors could not be compared."""
    wanted = embedder_key(settings)
    if snapshot.embedder != wanted:
        raise StoreError(
            f"index {settings.data_dir} was made with embedder {snapshot.embedder}, this run uses {wanted}. "
            "Run 'onrecord ingest', or set ONRECORD_EMBEDDER or ONRECORD_EMBED_MODEL."
        )
