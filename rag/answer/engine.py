"""The LlamaIndex query engine of the quoting mode; only our own types go in and come out."""

from __future__ import annotations

from collections.abc import Generator

from llama_index.core.callbacks import CallbackManager
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.retrievers import BaseRetriever

from rag.answer.draft import Draft
from rag.answer.quoting import Asked, QuotingSynthesizer
from rag.answer.select import Selector
from rag.answer.writing import Checker, Events, Task, Written
from rag.events import ClaimChecked, Delta
from rag.meter import Meter
from rag.store import Index, to_hits, to_scored_node
from rag.types import Hit


class QuotingEngine:
    """A retriever and the quoting synthesizer behind LlamaIndex's ``RetrieverQueryEngine``."""

    def __init__(self, index: Index, retriever: BaseRetriever, selector: Selector) -> None:
        self._index = index
        self._engine = RetrieverQueryEngine(
            retriever=retriever,
            response_synthesizer=QuotingSynthesizer(selector, index),
            callback_manager=CallbackManager([]),
        )

    def find(self, question: str) -> tuple[Hit, ...]:
        """The passages found for ``question``, best first."""
        return tuple(to_hits(self._engine.retrieve(Asked(question))))

    def quote(self, task: Task) -> Draft:
        """An answer made of quotes, opening with the correction of the premise when there is one to correct."""
        index = self._index
        nodes = [
            to_scored_node(hit, index.sources[hit.passage.source_id], index.row_of[hit.passage.id]) for hit in task.hits
        ]
        asked = Asked(
            task.question, language=task.language, premise=task.premise, unsure=task.unsure, named=task.named, untold=task.untold,
            listed=task.listed, examined=task.examined,
        )  # fmt: skip
        draft: Draft = self._engine.synthesize(asked, nodes).metadata["draft"]
        return draft

    def over(self, quoting: QuotingEngine) -> QuotingEngine:
        """The other engine itself: nothing is written here but quotes."""
        return quoting

    def write(self, task: Task, check: Checker, meter: Meter) -> Generator[Events, None, Written]:
        """The quotes, then the verdict on each; no model is asked."""
        draft = self.quote(task)
        for piece in draft.pieces:
            yield Delta(piece)
        verdicts = []
        for place, claim in enumerate(draft.claims):
            verdicts.append(check.claim(claim))
            yield ClaimChecked(verdicts[-1], place, claim.span.end)
        return Written(draft, tuple(verdicts))
