"""Settings in, the working parts of the product out; done once a process, shared by all faces."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.answer.prepared import PreparedAnswers
from rag.answer.writing import QuotingEngine
from rag.case.audited import AuditMarks
from rag.common.clock import Tick
from rag.errors import Damaged, StoreError, UsageError, one_line
from rag.index.server import server_of
from rag.index.snapshot import Snapshot, readable_snapshot
from rag.index.store import Index, open_index
from rag.models.calibration import calibration, curves
from rag.models.embedder import REPLACED, Embedder, embedder_for, embedder_key
from rag.models.endpoint import Meter, meter_for
from rag.models.prompts import to_complete
from rag.question import Turn
from rag.question.in_full import in_full
from rag.renew import renew
from rag.retrieve.search import REACH, Found, Search
from rag.settings import Settings
from rag.sources import Tier
from rag.text.punctuation import OWN
from rag.types import Answer, Chosen
from rag.verify.checking import Checking, load_checker

if TYPE_CHECKING:
    from rag.answer.chat import Chat


@dataclass(frozen=True)
class Parts:
    """What answering needs, opened and ready; nothing in it changes while questions are answered."""

    settings: Settings
    search: Search
    checking: Checking
    engine: QuotingEngine
    audit: AuditMarks
    prepared: PreparedAnswers
    chat: Chat | None = None  # the model that writes, where there is one
    only: frozenset[str] = frozenset()  # ids of the sources that may answer; empty means all
    reach: int = REACH  # passages that the judge reads beside a question

    @property
    def index(self) -> Index:
        """The opened build."""
        return self.search.index

    @property
    def chosen(self) -> Chosen | None:
        """How many sources may answer; None where all may."""
        some, total = len(self.only), len(self.index.sources)
        return Chosen(some, total) if 0 < some < total else None

    def within(self, only: Collection[str]) -> Parts:
        """The same parts answering only from the sources named; raises UsageError for an unknown one, or for none."""
        unknown = sorted(set(only) - set(self.index.sources))
        if unknown or not only:
            named = f"'{unknown[0]}' is no source of this case" if unknown else "no source is chosen"
            raise UsageError(f"{named}. 'onrecord sources' lists them.")
        return replace(self, only=frozenset(only))

    def of(self, ids: Collection[str], tiers: Collection[str]) -> frozenset[str]:
        """The ids of sources named or of a named tier; raises UsageError for a tier that does not exist."""
        if wrong := sorted(set(tiers) - set(Tier)):
            raise UsageError(f"'{wrong[0]}' is no tier. Tiers: {', '.join(Tier)}.")
        return frozenset(ids) | {i for i, source in self.index.sources.items() if source.tier in tiers}

    def find(self, question: str) -> Found:
        """The passages for a question from the sources that may answer; with those that a model is shown where one writes."""
        most = self.settings.prompt_passages if self.chat else 0
        return self.search.find(question, self.settings.top_k, self.only, self.reach, most)

    def in_full(self, question: str, history: Sequence[Turn], meter: Meter) -> str:
        """The question with what a follow-up points back to; by the model where one is connected."""
        longest, likeness = self.settings.max_question, self.search.likeness
        if self.chat is None:
            return in_full(question, history, longest, likeness)
        chat = self.chat

        def rewrite(asked: str, earlier: Sequence[tuple[str, str]]) -> str:
            return chat.reply(to_complete(asked, [(q, OWN.sub("", told)) for q, told in earlier]), meter)

        return in_full(question, history, longest, likeness, rewrite)

    def meter(self) -> Meter:
        """Counts what a model is asked for one question."""
        return meter_for(self.settings)

    def marked(self, answer: Answer) -> Answer:
        """The answer with what the fetched originals say to the facts it cites, where that was audited."""
        return self.audit.on(answer, self.index.sources)


def open_parts(
    settings: Settings,
    tick: Tick = lambda stage, done, total: None,
    embedder: Embedder | None = None,
    known: bool = True,
    mend: bool = True,
) -> Parts:
    """The parts for a case, its index built first when there is none; raises CorpusError, StoreError or ModelError.

    An index that is there is opened without a look at the case's files: until the switch, nothing in them counts.
    ``embedder``: one that is loaded already. ``known``: the case's known questions count. ``mend``: an index whose files rotted is made
    anew, from the texts and vectors that are whole; else Damaged is raised.
    """
    if settings.checker:
        load_checker(settings.checker)  # a name that is not installed is told before anything is read
    calibration()  # without its weights nothing is weighed: told before anything is answered
    curves()  # without it no claim is judged: told before anything is answered
    live = readable_snapshot(settings)
    snapshot = live if live and live.embedder not in REPLACED else renew(settings, tick).snapshot
    _check_embedder(settings, snapshot)
    embedder = embedder or embedder_for(settings, snapshot.dim)
    try:
        index = open_index(settings.data_dir, snapshot, server_of(settings))
    except Damaged as exc:
        if not mend:
            raise
        logging.getLogger(__name__).warning("%s", one_line(exc))
        index = open_index(settings.data_dir, renew(settings, tick).snapshot, server_of(settings))
    search = Search(index if known else index.without_questions(), embedder)
    quoting = QuotingEngine(index.sources)
    checking, marks = Checking(settings, index.texts), AuditMarks(settings.data_dir)
    parts = Parts(settings, search, checking, quoting, marks, PreparedAnswers(search))
    return with_model(parts, settings)


def with_model(parts: Parts, settings: Settings) -> Parts:
    """``parts`` with the model that ``settings`` name, if any, as the writer; nothing is asked of it yet."""
    if not settings.writes:
        return replace(parts, settings=settings, engine=QuotingEngine(parts.index.sources), chat=None)
    from rag.answer.chat import Chat  # late: without a model its client is never loaded
    from rag.answer.model_engine import ModelEngine

    chat = Chat(settings, settings.model)
    second = Chat(settings, settings.judge_model or settings.model) if settings.judge else None
    return replace(parts, settings=settings, engine=ModelEngine(parts.index, settings, chat, second), chat=chat)


def _check_embedder(settings: Settings, snapshot: Snapshot) -> None:
    """Raise StoreError when the index was made with another embedder: its vectors could not be compared."""
    wanted = embedder_key(settings)
    if snapshot.embedder != wanted:
        raise StoreError(
            f"index {settings.data_dir} was made with embedder {snapshot.embedder}, this run uses {wanted}. "
            "Run 'onrecord ingest', or set ONRECORD_EMBEDDER or ONRECORD_EMBED_MODEL."
        )
